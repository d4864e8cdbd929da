using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Messages;

public sealed class MessageModel(MessageQueries messages, ChangeMessage change, ShareMessage share, DeleteMessage delete) : PageModel
{
    public MessagePage Shown { get; private set; } = null!;

    public ProtectingRule Protects => Shown.Protects;

    [BindProperty]
    public int Version { get; set; }

    /// <summary>Whom the button named.</summary>
    [BindProperty]
    public Guid? WithId { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public bool Counts { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Version, What) = (Shown.Version, Shown.Words);
        return Page();
    }

    public async Task<IActionResult> OnPostChangeAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await change.RunAsync(id, Version, What ?? "", null, cancellation)).Refusal, "Your words are saved", $"/messages/{id}") : NotFound();

    public async Task<IActionResult> OnPostCountAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation)
            ? Answer((await change.RunAsync(id, Version, null, Counts, cancellation)).Refusal, Counts ? "It will be counted, without your name" : "It will not be counted", $"/messages/{id}")
            : NotFound();

    public async Task<IActionResult> OnPostShareAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await share.RunAsync(id, Version, WithId, cancellation)).Refusal, "It is shared", $"/messages/{id}") : NotFound();

    public async Task<IActionResult> OnPostDeleteAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) ? Answer((await delete.RunAsync(id, cancellation)).Refusal, "It is deleted", "/messages") : NotFound();

    private IActionResult Answer(Refusal? refusal, string done, string to)
    {
        if (refusal is null)
        {
            return this.Done(done, to);
        }

        Version = refusal is Stale ? Shown.Version : Version;
        What ??= Shown.Words;
        return this.Refused(refusal, nameof(What));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await messages.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
