using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Support;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Support;

public sealed class FlagModel(FlagQueries flags, AnswerFlag answer, MoveFlag move) : PageModel
{
    public FlagPage Shown { get; private set; } = null!;

    /// <summary>True for whoever supervises the person, who alone has a page about their load.</summary>
    public bool MayReadLoad => HttpContext.Session().Hat == Hat.Supervisor;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? To { get; set; }

    [BindProperty]
    public string? Said { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? ActBy { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await answer.RunAsync(id, Words, cancellation);
        return outcome.Succeeded ? this.Done("It is saved. Whoever acts can read it", $"/support/flags/{id}") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    public async Task<IActionResult> OnPostMoveAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(SupportForms.Of<FlagState>(To) is null, nameof(To), "Choose where it stands");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await move.RunAsync(new FlagMove(id, Version, SupportForms.Of<FlagState>(To)!.Value, Said, ActBy), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("It is saved, and the person can read it", $"/support/flags/{id}");
        }

        Version = outcome.Refusal is Stale ? Shown.Version : Version;
        return this.Refused(outcome.Refusal is Invalid { Input: nameof(FlagMove.Words) } wrong ? wrong with { Input = nameof(Said) } : outcome.Refusal!, nameof(To), nameof(Said), nameof(ActBy));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await flags.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
