using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

public sealed class AppealModel(TrustQueries trust, AnswerTrustAppeal answer) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose what you have decided")]
    public bool? Upheld { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public TrustGrantPage Grant { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !Grant.Acts.HasFlag(TrustActs.AnswerAppeal))
        {
            return NotFound();
        }

        Version = Grant.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await answer.RunAsync(new TrustAppealAnswer(id, Version, Upheld!.Value, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("They can read your answer", "/");
        }

        Version = outcome.Refusal is Stale ? Grant.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        return true;
    }
}
