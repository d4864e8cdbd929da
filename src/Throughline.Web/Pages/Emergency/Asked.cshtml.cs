using Microsoft.AspNetCore.Mvc;
using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Emergency;

/// <summary>After asking for a name that nobody has, or several. It is a page of its own so that asking again is a new question, not a repeat.</summary>
public sealed class AskedModel(EmergencyQueries emergencies, OpenInEmergency open, ProveSession prove) : AskModel(open, prove)
{
    [BindProperty]
    public Guid? ChosenId { get; set; }

    public EmergencyAsked Asked { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices =>
        [.. Asked.Choices.Select(c => new Choice(c.Id.ToString(), c.Name, c.Schemes.Count == 0 ? null : string.Join(", ", c.Schemes)))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await ProveAsync() is { } first)
        {
            return first;
        }

        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (ChosenId is null)
        {
            ModelState.AddModelError(nameof(ChosenId), "Choose who it is");
            return this.Invalid();
        }

        return await AskAsync(ChosenId, cancellation);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await emergencies.AskedAsync(id, cancellation) is not { } asked)
        {
            return false;
        }

        (Asked, Name, Reason) = (asked, asked.Name, asked.Reason);
        return true;
    }
}
