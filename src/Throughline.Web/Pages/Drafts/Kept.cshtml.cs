using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;

namespace Throughline.Web.Pages.Drafts;

/// <summary>Gives back a form that was posted from a locked or ended session, or held words when it locked, word for word, to the person who wrote it and nobody else.</summary>
public sealed partial class KeptModel(FindDraft find, DiscardDraft discard) : PageModel
{
    // Which form of its page it was, told by the script.
    private const string Place = "__Form";

    private FoundDraft? found;

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    public DraftForm Form => found!.Form;

    public string SentAt => found!.SavedAt.InLondon().ToString("H:mm", CultureInfo.InvariantCulture);

    /// <summary>True where they had sent it, false where it was still being typed.</summary>
    public bool WasSent => Form[Place] is null;

    public IReadOnlyList<DraftField> Sent => [.. Form.Fields.Where(f => f.Name != Place)];

    public IReadOnlyList<DraftField> Shown =>
        [.. Sent.Where(f => f.Value.Trim().Length > 0 && !Guid.TryParse(f.Value, out _) && f.Name != "Version" && !f.Name.EndsWith(".Version", StringComparison.Ordinal))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        found = await find.KeptAsync(Id, cancellation);
        return found is { Form.Path: not null } ? Page() : NotFound();
    }

    /// <summary>The fields alone, for the script that puts them back where they were typed.</summary>
    public async Task<IActionResult> OnGetFieldsAsync(CancellationToken cancellation)
    {
        found = await find.KeptAsync(Id, cancellation);
        return found is null ? NotFound() : new JsonResult(new
        {
            form = int.TryParse(Form[Place], out var index) ? index : 0,
            path = Form.Path,
            fields = Sent.Select(f => new { name = f.Name, value = f.Value }),
        });
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        await discard.KeptAsync(Id, cancellation);
        return LocalRedirect("/");
    }

    /// <summary>"Input.PreferredName" as "Preferred name".</summary>
    public static string Label(string name)
    {
        var words = Capital().Replace(name[(name.LastIndexOf('.') + 1)..], " $0").Trim().ToLowerInvariant();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    [GeneratedRegex("[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Capital();
}
