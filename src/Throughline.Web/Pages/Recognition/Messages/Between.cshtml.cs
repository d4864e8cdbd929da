using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Messages;

public sealed class BetweenModel(BetweenQueries between, SayOwnView say) : PageModel
{
    public IReadOnlyList<OwnBetween> Shown { get; private set; } = [];

    public IReadOnlyList<Choice> Schemes => [.. Shown.Select(s => new Choice(s.SchemeId.ToString(), s.Scheme))];

    /// <summary>Where the view is on; asked only of whoever has more than one.</summary>
    [BindProperty]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool Asks { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(Shown.Count > 1 && !Shown.Any(s => s.SchemeId == SchemeId), nameof(SchemeId), "Choose which work it is about");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await say.RunAsync(ViewTopic.Between, Words, Asks, Shown.Count > 1 ? SchemeId : Shown[0].SchemeId, cancellation);
        return outcome.Succeeded ? this.Done(Asks ? "The coordinator can see that you asked" : "Your view is saved", "/messages/between") : this.Refused(outcome.Refusal!, nameof(Words));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        Shown = await between.MineAsync(cancellation);
        return Shown.Count > 0;
    }
}
