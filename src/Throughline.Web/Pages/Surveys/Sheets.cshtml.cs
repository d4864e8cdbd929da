using Microsoft.AspNetCore.Mvc;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

public sealed class SheetsModel(SurveyQueries surveys, EnterSheet enter) : AnswerForm
{
    public WavePage Shown { get; private set; } = null!;

    public override SurveySheet Sheet => Shown.Wave.Sheet;

    public override bool NeedsCode => Shown.Wave.NeedsCode;

    public IReadOnlyList<Choice> Sites => [.. Shown.Doors.Select(d => new Choice(d.SiteId.ToString(), d.Site))];

    [BindProperty(SupportsGet = true)]
    public Guid? SiteId { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        SiteId ??= Shown.Doors.Count == 1 ? Shown.Doors[0].SiteId : null;
        Number = EnterSheet.NewNumber();
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

        var outcome = await enter.RunAsync(id, SiteId, Given, cancellation);
        return outcome.Succeeded ? this.Done("The sheet is counted. Here is an empty one", $"/surveys/waves/{id}/sheets?SiteId={SiteId}") : this.Refused(outcome.Refusal!, [nameof(SiteId), .. Fields]);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await surveys.WaveAsync(id, cancellation) is not { MayRun: true, Wave.State: SurveyWaveState.Open } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
