using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A colleague asks somebody to share a story for one purpose, and says why.</summary>
public sealed class AskForModel(OfferQueries queries, OfferConsent offer, CurrentViewer current) : PageModel
{
    private const string Any = "any";

    [FromRoute]
    public Guid PersonId { get; set; }

    [FromRoute(Name = "purpose")]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? Story { get; set; }

    [BindProperty]
    public Guid? AudienceId { get; set; }

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public AskPage Asking { get; private set; } = null!;

    public SharingPurpose What { get; private set; } = null!;

    public IReadOnlyList<Choice> Readers =>
    [
        .. (What.Audience switch
        {
            AudienceKind.TrainedCoder => Asking.Coders,
            AudienceKind.Supervisor => Asking.Supervisors,
            _ => Asking.Schemes,
        }).Select(c => new Choice(c.Id.ToString(), c.Id == current.Viewer.PersonId ? "Me" : c.Name)),
    ];

    public IReadOnlyList<Choice> Words =>
    [
        new(Any, "Any words of their own", $"{Asking.Name} chooses which"),
        .. Asking.Stories.Select(s => new Choice(s.Id.ToString(), s.ByViewer ? $"What you wrote about {StoryPages.Day(s.On)}" : $"Their story of {StoryPages.Day(s.On)}")),
    ];

    public string WhyNot => What.Audience switch
    {
        AudienceKind.TrainedCoder => "Nobody in their scheme is trained to mark passages yet, so there is nobody to ask for.",
        AudienceKind.Supervisor => "They have no supervisor at the moment, so there is nobody to ask for.",
        _ => "They hold no role in a scheme that you run.",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Asking.Stories.Count > 0 && Story != Any && !Guid.TryParse(Story, out _))
        {
            ModelState.AddModelError(nameof(Story), "Choose which words you ask for");
        }

        this.Ask(AudienceId is null, nameof(AudienceId), "Choose who would read it");
        this.Ask(What.NamesAudience && string.IsNullOrWhiteSpace(Audience), nameof(Audience), "Say who would meet the words: the group or the course");
        this.Ask(string.IsNullOrWhiteSpace(Why), nameof(Why), "Say why you ask, so that they can decide");

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await offer.RunAsync(new NewOffer(PersonId, Guid.TryParse(Story, out var story) ? story : null, Purpose, AudienceId, Audience, Why), cancellation);
        return outcome.Succeeded
            ? this.Done($"{Asking.Name} has been asked", "/stories/asked")
            : this.Refuse(outcome.Refusal!, outcome.Refusal!.Field == nameof(NewOffer.StoryId) ? nameof(Story) : null);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.ToAskAsync(PersonId, cancellation) is not { } asking || asking.Purposes.FirstOrDefault(p => p.Key == Purpose) is not { } what)
        {
            return false;
        }

        (Asking, What) = (asking, what);
        return true;
    }
}
