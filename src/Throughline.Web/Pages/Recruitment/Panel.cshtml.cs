using Microsoft.AspNetCore.Mvc;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>Asks a panel.</summary>
public sealed class PanelModel(RecruitmentQueries recruitment, AskPanel ask) : ApplicationStep(recruitment)
{
    private readonly RecruitmentQueries recruitment = recruitment;

    [BindProperty]
    public List<Guid> Members { get; set; } = [];

    public IReadOnlyList<Choice> Candidates { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadWithCandidatesAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Application.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadWithCandidatesAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await ask.RunAsync(new PanelAsked(id, Version, Members), cancellation);
        if (outcome.Refusal is Stale)
        {
            Version = Shown.Application.Version;
        }

        return outcome.Succeeded ? this.Done("The panel is asked. It shows on their first page", $"/recruitment/{id}") : this.Refused(outcome.Refusal!, nameof(Members));
    }

    private async Task<bool> ReadWithCandidatesAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return false;
        }

        Candidates = PeopleForms.Of(await recruitment.CandidatesAsync(id, cancellation));
        return true;
    }
}
