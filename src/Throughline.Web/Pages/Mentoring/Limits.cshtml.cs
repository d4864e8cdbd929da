using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class LimitsModel(MentoringQueries mentoring, RecordAccessConstraint record, EndAccessConstraint end, AnswerAccessConstraint answer) : PageModel
{
    public AccessPage Access { get; private set; } = null!;

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public List<Guid> OnlyAt { get; set; } = [];

    [BindProperty]
    public List<Guid> NotAt { get; set; } = [];

    [BindProperty]
    public List<int> NotWhen { get; set; } = [];

    [BindProperty]
    public Guid LimitId { get; set; }

    [BindProperty]
    public string? Answer { get; set; }

    public string? AnswerError { get; private set; }

    public async Task<IActionResult> OnGetAsync(Guid schemeId, Guid personId, CancellationToken cancellation) =>
        await ReadAsync(schemeId, personId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAddAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await record.RunAsync(personId, schemeId, new AccessLimits(Words, OnlyAt, NotAt, WeekSlots.Of(NotWhen)), cancellation);
        return outcome.Succeeded
            ? this.Done("The limit is written down", $"/mentoring/limits/{schemeId}/{personId}")
            : this.Refused(outcome.Refusal!, nameof(Words), nameof(OnlyAt), nameof(NotAt), nameof(NotWhen));
    }

    public async Task<IActionResult> OnPostEndAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var outcome = Access.Limits.Any(l => l.Id == LimitId) ? await end.RunAsync(LimitId, cancellation) : new NotFound();
        return outcome.Succeeded ? this.Done("The limit holds no longer", $"/mentoring/limits/{schemeId}/{personId}") : this.Refused(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostAnswerAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, personId, cancellation))
        {
            return NotFound();
        }

        var outcome = Access.Limits.Any(l => l.Id == LimitId) ? await answer.RunAsync(LimitId, Answer, cancellation) : new NotFound();
        if (outcome.Succeeded)
        {
            return this.Done("They can read your answer", $"/mentoring/limits/{schemeId}/{personId}");
        }

        AnswerError = (outcome.Refusal as Invalid)?.Message;
        return this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid schemeId, Guid personId, CancellationToken cancellation)
    {
        if (await mentoring.AccessAsync(personId, schemeId, cancellation) is not { } access)
        {
            return false;
        }

        Access = access;
        return true;
    }
}
