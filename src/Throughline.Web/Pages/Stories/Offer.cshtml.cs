using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>Somebody is asked to share a story, and says yes, no, or nothing.</summary>
public sealed class OfferModel(OfferQueries queries, AcceptOffer accept, DeclineOffer decline, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    /// <summary>The story and its version, as "id/2".</summary>
    [BindProperty]
    public string? Version { get; set; }

    [BindProperty]
    public ConsentChannel? Channel { get; set; }

    [BindProperty]
    public int? Months { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public OfferPage Asked { get; private set; } = null!;

    public IReadOnlyList<Choice> Versions =>
    [
        .. Asked.Versions.Select(v => new Choice(
            string.Create(CultureInfo.InvariantCulture, $"{v.StoryId}/{v.Number}"), $"“{v.Title}”",
            v is { Newest: true, Number: 1 } ? StoryPages.Day(v.On) : $"{StoryPages.Day(v.On)}, version {v.Number}{(v.Newest ? ", as it is now" : "")}")),
    ];

    public IReadOnlyList<Choice> Channels => [.. Asked.Line.Purpose.Channels.Select(c => new Choice(c.ToString(), c.Name()))];

    public IReadOnlyList<Choice> Periods => StoryPages.Periods(Asked.MostMonths);

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostYesAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return await OverAsync(() => accept.RunAsync(new AcceptedOffer(Id, null, null, null, null), cancellation));
        }

        this.Ask(Version is null, nameof(Version), "Choose what you want to share");
        this.Ask(Asked.Line.Purpose.Channels.Count > 1 && Channel is null, nameof(Channel), "Choose in what way it may be shared");
        this.Ask(Months is null, nameof(Months), "Choose for how long");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var parts = Version!.Split('/');
        current.Once = Once;
        var outcome = await accept.RunAsync(
            new AcceptedOffer(
                Id, Guid.TryParse(parts[0], out var story) ? story : null, parts.Length == 2 && int.TryParse(parts[1], CultureInfo.InvariantCulture, out var number) ? number : null, Channel, Months),
            cancellation);
        return outcome.Succeeded
            ? this.Done("Shared. You can stop it here at any time.", $"/stories/{story}/sharing")
            : this.Refuse(outcome.Refusal!, outcome.Refusal!.Field == nameof(AcceptedOffer.StoryId) ? nameof(Version) : null);
    }

    public async Task<IActionResult> OnPostNoAsync(CancellationToken cancellation)
    {
        current.Once = Once;
        var outcome = await decline.RunAsync(Id, cancellation);
        return outcome.Succeeded ? this.Done("The question is gone", "/stories") : await OverAsync(() => Task.FromResult<Outcome<Done>>(outcome.Refusal!));
    }

    // A question that has gone away meanwhile is nobody's mistake: the list says what is left.
    private async Task<IActionResult> OverAsync<T>(Func<Task<Outcome<T>>> why) =>
        (await why()).Refusal is OfferOver over ? this.Done(over.Sentence, "/stories") : NotFound();

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.FindAsync(Id, cancellation) is not { } asked)
        {
            return false;
        }

        Asked = asked;
        return true;
    }
}
