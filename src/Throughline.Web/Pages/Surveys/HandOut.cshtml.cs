using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Surveys;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Surveys;

public sealed class HandOutModel(SurveyQueries surveys, HandOutSurvey handOut, HubQueries hubs, PeopleQueries people) : PageModel
{
    public IReadOnlyList<OpenWaveLine> Waves { get; private set; } = [];

    public IReadOnlyList<Choice> WaveChoices => [.. Waves.Select(w => new Choice(w.Id.ToString(), w.Name, $"{w.Scheme}. For {w.Audience}"))];

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    /// <summary>True for those who find people in a hub only.</summary>
    public bool Hubs => HttpContext.Session().Hat is not (Hat.Coordinator or Hat.Supervisor);

    /// <summary>The survey's pages by site, once the answer is yes.</summary>
    public IReadOnlyList<DoorLine>? Doors { get; private set; }

    [FromQuery(Name = "q")]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose a survey")]
    public Guid? WaveId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose who would answer")]
    public Guid? PersonId { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await ReadAsync(cancellation);
        WaveId = Waves.Count == 1 ? Waves[0].Id : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await handOut.RunAsync(new HandOut(WaveId!.Value, PersonId!.Value), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refused(outcome.Refusal!);
        }

        Doors = outcome.Value;
        return Page();
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Waves = await surveys.ToHandOutAsync(cancellation);
        if (Waves.Count == 0)
        {
            return;
        }

        if (!Hubs)
        {
            Found = [.. (await people.SuggestAsync(Words, cancellation)).Select(p => new Choice(p.Id.ToString(), p.Name))];
            return;
        }

        Dictionary<Guid, string> found = [];
        foreach (var card in PeopleQueries.Searchable(Words) ? await hubs.MineAsync(cancellation) : [])
        {
            foreach (var person in await hubs.ServiceUsersAsync(card.Id, Words, cancellation))
            {
                found.TryAdd(person.Id, person.Name);
            }
        }

        Found = [.. found.Select(p => new Choice(p.Key.ToString(), p.Value))];
    }
}
