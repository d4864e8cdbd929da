using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding;

/// <summary>The first page in a crisis: what to do, before anything is asked (INV-130). It is light, and works without scripts.</summary>
public sealed class DangerModel(SafeguardingQueries concerns, RaiseConcern raise) : PageModel
{
    private const string Somebody = "else";

    public DangerForm Form { get; private set; } = new([], [], false);

    public IReadOnlyList<Choice> People => [.. PeopleForms.Of(Form.People), new Choice(Somebody, "Somebody else")];

    [BindProperty(SupportsGet = true)]
    public Guid? Person { get; set; }

    [BindProperty]
    public bool? Danger { get; set; }

    [BindProperty]
    public bool Called { get; set; }

    [BindProperty]
    public string? AboutId { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public SafeguardingKind? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? When { get; set; }

    [BindProperty]
    public string? Did { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        Form = await concerns.FormAsync(Person, cancellation);
        AboutId = Person is { } person && Form.People.Any(p => p.Id == person) ? person.ToString() : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await raise.RunAsync(new NewConcern(Danger, Guid.TryParse(AboutId, out var about) ? about : null, About, Kind, Words, When, Did, Called), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Sent. This page says who is called", $"/danger/raised/{outcome.Value}");
        }

        Form = await concerns.FormAsync(Person, cancellation);
        var refusal = outcome.Refusal is Invalid { Input: nameof(AboutId) } invalid && People.Count == 1 ? new Invalid(nameof(About), invalid.Message) : outcome.Refusal!;
        return this.Refused(refusal, nameof(Danger), nameof(AboutId), nameof(About), nameof(Kind), nameof(Words), nameof(When), nameof(Did));
    }
}
