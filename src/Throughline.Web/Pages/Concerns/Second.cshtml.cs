using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Concerns;

public sealed class SecondModel(SecondLookQueries looks, ConcernQueries concerns, AskSecondPerson ask, AnswerSecondLook answer) : PageModel
{
    public static IReadOnlyList<Choice> Acts => [.. Enum.GetValues<AdverseAct>().Select(a => new Choice(a.ToString(), a.Name()))];

    public IReadOnlyList<SecondLookLine> Looks { get; private set; } = [];

    public IReadOnlyList<Named> People { get; private set; } = [];

    /// <summary>What of theirs it could be about; nothing to choose where there is only one.</summary>
    public IReadOnlyList<DecidedRecord> Records { get; private set; } = [];

    public IReadOnlyList<Choice> Schemes { get; private set; } = [];

    public bool MayAsk => Schemes.Count > 0 && AskSecondPerson.Hats.Contains(HttpContext.Session().Hat);

    [BindProperty(SupportsGet = true)]
    public string? SchemeId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? PersonId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Act { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? RecordId { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public Guid LookId { get; set; }

    [BindProperty]
    public int LookVersion { get; set; }

    [BindProperty]
    public bool? Agrees { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await ReadAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        var outcome = await ask.RunAsync(new SecondLookInput(
            Guid.TryParse(PersonId, out var person) ? person : null, Guid.TryParse(SchemeId, out var scheme) ? scheme : null,
            Enum.TryParse<AdverseAct>(Act, out var act) ? act : null, new Decision(Reason, Evidence), Records.FirstOrDefault(r => r.Id.ToString() == RecordId)?.Id), cancellation);
        return outcome.Succeeded ? this.Done("A second person is asked", "/second-person")
            : this.Refused(outcome.Refusal!, nameof(PersonId), nameof(Act), nameof(RecordId), nameof(Reason), nameof(Evidence));
    }

    public async Task<IActionResult> OnPostAnswerAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await ReadAsync(cancellation);
        var outcome = await answer.RunAsync(LookId, LookVersion, Agrees, cancellation);
        return outcome.Succeeded ? this.Done("Your answer is kept", "/second-person") : this.Refused(outcome.Refusal!);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Looks = await looks.MineAsync(cancellation);
        Schemes = [.. (await concerns.ContactsAsync(cancellation)).Select(c => new Choice(c.SchemeId.ToString(), c.Scheme))];
        People = MayAsk ? await looks.PeopleAsync(Guid.TryParse(PersonId, out var chosen) ? chosen : null, cancellation) : [];
        Records = Guid.TryParse(PersonId, out var person) && Guid.TryParse(Schemes.Count == 1 ? Schemes[0].Value : SchemeId, out var scheme) && Enum.TryParse<AdverseAct>(Act, out var act)
            ? await looks.RecordsAsync(person, scheme, act, cancellation) : [];
    }
}
