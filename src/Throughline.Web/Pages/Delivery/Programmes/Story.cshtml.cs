using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class StoryModel(SessionProgrammeQueries programmes, UseStory use) : PageModel
{
    [BindProperty]
    public Guid? ConsentId { get; set; }

    [BindProperty]
    public int? SessionNumber { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices { get; private set; } = [];

    public IReadOnlyList<Choice> Sessions => [.. Shown.Sessions.Select(s => new Choice(s.Number.ToString(CultureInfo.InvariantCulture), $"{s.Number}. {s.Title}"))];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(ConsentId is null, nameof(ConsentId), "Choose whose story");
        this.Ask(SessionNumber is null, nameof(SessionNumber), "Choose the session it is for");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await use.RunAsync(new StoryToUse(id, SessionNumber, ConsentId, Words), cancellation);
        return outcome.Succeeded ? this.Done("The passage is in", $"/programmes/versions/{id}#sessions") : this.Refused(outcome.Refusal!, nameof(ConsentId), nameof(SessionNumber), nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { MayRun: true } found)
        {
            return false;
        }

        Shown = found;
        Choices = [.. (await programmes.StoryChoicesAsync(id, cancellation)).Select(c => new Choice(c.ConsentId.ToString(), $"{c.Owner}, for {c.Audience}", $"Until {PeopleForms.Day(c.Until.LondonDate())}"))];
        return true;
    }
}
