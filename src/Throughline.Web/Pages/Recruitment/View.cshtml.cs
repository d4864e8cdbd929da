using Microsoft.AspNetCore.Mvc;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>What a panel member saw, one dimension after the other.</summary>
public sealed class ViewModel(RecruitmentQueries recruitment, GivePanelView give) : ApplicationStep(recruitment)
{
    public sealed class Typed
    {
        public string Dimension { get; set; } = "";

        public PanelStanding? Standing { get; set; }

        public string? Words { get; set; }
    }

    [BindProperty]
    public List<Typed> Seen { get; set; } = [];

    public static IReadOnlyList<Choice> Standings { get; } = [.. Enum.GetValues<PanelStanding>().Select(s => new Choice(s.ToString(), s.Name()))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadMineAsync(id, cancellation))
        {
            return NotFound();
        }

        var said = Shown.Panel.First(p => p.MemberId == HttpContext.Session().Viewer.PersonId).Said;
        Seen = [.. Shown.Dimensions.Select(d => (d.Code, Earlier: said.FirstOrDefault(s => s.Code == d.Code)))
            .Select(d => new Typed { Dimension = d.Code, Standing = d.Earlier?.Standing, Words = d.Earlier?.Words })];
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadMineAsync(id, cancellation))
        {
            return NotFound();
        }

        // The form in the order of the dimensions, whatever was posted.
        Seen = [.. Shown.Dimensions.Select(d => Seen.Find(s => s.Dimension == d.Code) ?? new Typed { Dimension = d.Code })];
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await give.RunAsync(new PanelSaid(id, [.. Seen.Select(s => new SeenInDimension(s.Dimension, s.Standing, s.Words))]), cancellation);
        return outcome.Succeeded
            ? this.Done("What you saw is saved. You can change it until the answer is given", $"/recruitment/{id}")
            : this.RefusedField(outcome.Refusal!, outcome.Refusal!.Field ?? "");
    }

    private async Task<bool> ReadMineAsync(Guid id, CancellationToken cancellation) =>
        await ReadAsync(id, cancellation) && Shown.Panel.Any(p => p.MemberId == HttpContext.Session().Viewer.PersonId);
}
