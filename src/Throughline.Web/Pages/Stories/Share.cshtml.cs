using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>The owner says yes to one purpose.</summary>
public sealed class ShareModel(StoryQueries queries, GiveConsent give, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromRoute(Name = "purpose")]
    public string? Purpose { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid? AudienceId { get; set; }

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public ConsentChannel? Channel { get; set; }

    [BindProperty]
    public int? Months { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StorySharing Sharing { get; private set; } = null!;

    public SharingPurpose What { get; private set; } = null!;

    public IReadOnlyList<Choice> People =>
    [
        .. (What.Audience switch
        {
            AudienceKind.TrainedCoder => Sharing.Coders,
            AudienceKind.Supervisor => Sharing.Supervisors,
            AudienceKind.SchemeCoordinators => Sharing.Schemes,
            _ => [],
        }).Select(c => new Choice(c.Id.ToString(), c.Name)),
    ];

    public bool CanBeShared => What.Audience == AudienceKind.OutsideOperations || People.Count > 0;

    public string WhyNot => What.Audience switch
    {
        AudienceKind.TrainedCoder => "Nobody in your scheme is trained to mark passages yet. Your coordinator can arrange it.",
        AudienceKind.Supervisor => "You have no supervisor at the moment, so there is nobody to share this with.",
        _ => "You hold no role in a scheme at the moment, so there is nobody to share this with.",
    };

    public IReadOnlyList<Choice> Channels => [.. What.Channels.Select(c => new Choice(c.ToString(), c.Name()))];

    public IReadOnlyList<Choice> Periods => StoryPages.Periods(Sharing.MostMonths);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(What.Audience != AudienceKind.OutsideOperations && AudienceId is null, nameof(AudienceId), "Choose who you want to share it with");
        this.Ask(What.NamesAudience && string.IsNullOrWhiteSpace(Audience), nameof(Audience), "Say who will meet your words: the group, the course or the study");
        this.Ask(What.Channels.Count > 1 && Channel is null, nameof(Channel), "Choose in what way it may be shared");
        this.Ask(Months is null, nameof(Months), "Choose for how long");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await give.RunAsync(new NewConsent(Id, Version, Purpose, AudienceId, Audience, Channel, Months), cancellation);
        return outcome.Succeeded ? this.Done("Shared. You can stop it here at any time.", $"/stories/{Id}/sharing") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (SharingPurpose.Find(Purpose) is not { } what || await queries.SharingAsync(Id, cancellation) is not { } sharing)
        {
            return false;
        }

        (What, Sharing) = (what, sharing);
        return true;
    }
}
