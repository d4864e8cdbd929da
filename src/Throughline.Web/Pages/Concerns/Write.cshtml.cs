using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Concerns;

public sealed class WriteModel(ConcernQueries concerns, WriteConcern write, FindDraft drafts, DiscardDraft discard, MessageQueries messages) : PageModel
{
    public IReadOnlyList<OutsideLine> Contacts { get; private set; } = [];

    public IReadOnlyList<Named> Known { get; private set; } = [];

    public IReadOnlyList<Choice> Schemes => [.. Contacts.Select(c => new Choice(c.SchemeId.ToString(), c.Scheme))];

    public string DraftKey => $"concern:{Id?.ToString("N") ?? "new"}";

    public DateTimeOffset? DraftFrom { get; private set; }

    /// <summary>The message of the viewer’s own that it begins with; null for none.</summary>
    public Guid? From { get; private set; }

    [BindProperty(SupportsGet = true)]
    public Guid? Id { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? SchemeId { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? SubjectId { get; set; }

    [BindProperty]
    public bool LineInvolved { get; set; }

    [BindProperty]
    public string? AboutWords { get; set; }

    [BindProperty]
    public string? Story { get; set; }

    [BindProperty]
    public string? Wanted { get; set; }

    [BindProperty]
    public string? Hide1 { get; set; }

    [BindProperty]
    public string? Hide2 { get; set; }

    [BindProperty]
    public string? Hide3 { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid? from, CancellationToken cancellation)
    {
        From = from;
        ModelState.Clear();
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        if (Id is { } id)
        {
            if (await concerns.FindAsync(id, cancellation) is not { Own: true, State: ConcernState.Draft } kept)
            {
                return NotFound();
            }

            (Version, SchemeId, About, SubjectId) = (kept.Version, kept.SchemeId.ToString(), kept.About.ToString(), kept.SubjectId?.ToString());
            (LineInvolved, AboutWords, Story, Wanted) = (kept.LineInvolved, kept.AboutWords, kept.Story, kept.Wanted);
            var hidden = kept.Cannot.Where(c => c.Why == ConcernWallReason.Named).Select(c => c.Id).OfType<Guid>().Where(id => Known.Any(k => k.Id == id)).Select(id => id.ToString()).ToList();
            (Hide1, Hide2, Hide3) = (hidden.ElementAtOrDefault(0), hidden.ElementAtOrDefault(1), hidden.ElementAtOrDefault(2));
        }

        if (await drafts.RunAsync(DraftKey, cancellation) is { } found)
        {
            var form = found.Form;
            DraftFrom = found.SavedAt;
            (SchemeId, About, SubjectId, LineInvolved) = (Id is null ? form["SchemeId"] : SchemeId, form["About"], form["SubjectId"], form["LineInvolved"] == "true");
            (AboutWords, Story, Wanted, Hide1, Hide2, Hide3) = (form["AboutWords"], form["Story"], form["Wanted"], form["Hide1"], form["Hide2"], form["Hide3"]);
        }
        else if (Id is null && from is { } of && await messages.FindAsync(of, cancellation) is { } message)
        {
            // A copy of their own words, to begin with: the message stays as it is, and nobody is named by it.
            (About, Story) = (nameof(ConcernAbout.Practice), message.Words);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostDiscardAsync([FromQuery] Guid? from, CancellationToken cancellation)
    {
        await discard.RunAsync(DraftKey, cancellation);
        return LocalRedirect(Id is { } id ? $"/concerns/new?Id={id}" : from is { } message ? $"/concerns/new?From={message}" : "/concerns/new");
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await write.RunAsync(new ConcernInput(
            Id, Version, Given(SchemeId), Enum.TryParse<ConcernAbout>(About, out var about) ? about : null, Given(SubjectId), AboutWords, Story, Wanted, LineInvolved,
            [.. new[] { Hide1, Hide2, Hide3 }.Select(Given).OfType<Guid>()]), cancellation);
        if (outcome.Succeeded)
        {
            await discard.RunAsync(DraftKey, cancellation);
            return Redirect($"/concerns/{outcome.Value}");
        }

        if (outcome.Refusal is Stale && Id is { } stale && await concerns.FindAsync(stale, cancellation) is { } now)
        {
            ModelState.Remove(nameof(Version));
            Version = now.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(About), nameof(SubjectId), nameof(LineInvolved), nameof(AboutWords), nameof(Story), nameof(Wanted));
    }

    private static Guid? Given(string? typed) => Guid.TryParse(typed, out var id) ? id : null;

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        Contacts = await concerns.ContactsAsync(cancellation);
        List<Named> known = [];
        foreach (var contact in Contacts)
        {
            known.AddRange(await concerns.MayNameAsync(contact.SchemeId, cancellation));
        }

        Known = [.. known.DistinctBy(k => k.Id)];
        return Contacts.Count > 0;
    }
}
