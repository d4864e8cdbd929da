using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Concerns;

public sealed class ViewModel(
    ConcernQueries concerns, SubmitConcern submit, ThrowAwayConcern throwAway, AcknowledgeConcern acknowledge, AssignHandler assign, BeginConcern begin, KeepConcernOpen keepOpen, OfferOutcome offer, HearInConcern hear,
    AcceptOutcome accept, AppealOutcome appeal, ConcludeConcern conclude, EndConcern close, WithdrawConcern withdraw, SayInConcern say,
    KeepConcernLonger keep, TimeProvider clock) : PageModel
{
    public ConcernPage Shown { get; private set; } = null!;

    public IReadOnlyList<Named> Handlers { get; private set; } = [];

    /// <summary>True where there is nothing here for the viewer, and only what they wrote is given back to them: whether it is there, or was, is not said.</summary>
    public bool Gone { get; private set; }

    private DateOnly Today => clock.Today();

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? HandlerId { get; set; }

    /// <summary>What can be done with a press.</summary>
    public IReadOnlyList<(string Verb, string Label)> Verbs => [.. Presses()];

    /// <summary>What can be done with words.</summary>
    public IReadOnlyList<(string Verb, string Label)> Words => [.. Writings()];

    public static string Next(ConcernState state, ConcernAbout about) => state switch
    {
        ConcernState.Draft => "Read it again, and see below who will know. Then send it, change it or throw it away.",
        ConcernState.Submitted => "A voice lead says that it came.",
        ConcernState.Acknowledged => "Somebody is asked to look into it, and then there is an answer.",
        ConcernState.HandlerAssigned or ConcernState.LookingInto when about == ConcernAbout.Person =>
            "Whoever looks into it asks its owner before they speak to the person it is about. They hear that person too. Then they give an answer.",
        ConcernState.HandlerAssigned or ConcernState.LookingInto => "Whoever looks into it gives an answer.",
        ConcernState.OutcomeOffered => "Its owner says whether the answer will do, or asks for somebody else to look again.",
        ConcernState.Appealed => "Somebody else looks again and gives a last answer.",
        ConcernState.Accepted or ConcernState.OutcomeFinal => "A voice lead closes it.",
        _ => "Nothing more happens.",
    };

    public static string Kind(ConcernEntryKind kind) => kind switch
    {
        ConcernEntryKind.Outcome => "The answer",
        ConcernEntryKind.Appeal => "Look again, please",
        ConcernEntryKind.FinalOutcome => "The last answer",
        ConcernEntryKind.MustGoOn => "Why it has to go on",
        ConcernEntryKind.Kept => "How long it is kept",
        ConcernEntryKind.Heard => "What the person it is about says",
        _ => "Message",
    };

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, [FromQuery] string? verb, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return Nowhere();
        }

        var handler = Guid.TryParse(HandlerId, out var chosen) ? chosen : (Guid?)null;
        Task<Outcome<Done>>? doing = verb switch
        {
            "send" => submit.RunAsync(id, Version, cancellation),
            "throw-away" => throwAway.RunAsync(id, Version, cancellation),
            "received" => acknowledge.RunAsync(id, Version, cancellation),
            "assign" => assign.RunAsync(id, Version, handler, cancellation),
            "begin" => begin.RunAsync(id, Version, cancellation),
            "keep-open" => keepOpen.RunAsync(id, Version, Text, cancellation),
            "heard" => hear.RunAsync(id, Version, Text, cancellation),
            "offer" => offer.RunAsync(id, Version, Text, cancellation),
            "accept" => accept.RunAsync(id, Version, cancellation),
            "appeal" => appeal.RunAsync(id, Version, Text, cancellation),
            "conclude" => conclude.RunAsync(id, Version, Text, cancellation),
            "close" => close.RunAsync(id, Version, cancellation),
            "withdraw" => withdraw.RunAsync(id, Version, cancellation),
            "keep" => keep.RunAsync(id, Version, true, Text, cancellation),
            "let-go" => keep.RunAsync(id, Version, false, Text, cancellation),
            "say" => say.RunAsync(id, Version, Text, cancellation),
            _ => null,
        };
        if (doing is null)
        {
            return verb is null ? this.Refused(new Invalid(nameof(Text), "Choose what to do with your words"), nameof(Text)) : NotFound();
        }

        var outcome = await doing;
        if (outcome.Refusal is { } refusal)
        {
            if (refusal is NotFound)
            {
                return Nowhere();
            }

            if (refusal is Stale)
            {
                ModelState.Remove(nameof(Version));
                Version = Shown.Version;
            }

            return this.Refused(refusal is Invalid { Input: "Words" } wrong ? new Invalid(nameof(Text), wrong.Message) : refusal, nameof(Text), nameof(HandlerId));
        }

        // Who closes or throws away may not see it any longer.
        return this.Done("It is done", verb is "throw-away" or "close" || await concerns.FindAsync(id, cancellation) is null ? "/concerns" : $"/concerns/{id}");
    }

    private IActionResult Nowhere()
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            return NotFound();
        }

        ModelState.Clear();
        Gone = true;
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }

    private IEnumerable<(string, string)> Presses()
    {
        var state = Shown.State;
        if (Shown.Own)
        {
            if (state == ConcernState.Draft)
            {
                yield return ("send", "Send it");
                yield return ("throw-away", "Throw it away");
            }

            if (state == ConcernState.OutcomeOffered)
            {
                yield return ("accept", "This answer will do");
            }

            if (ConcernStates.ExitsOf(state).Contains(ConcernState.Withdrawn) && !Shown.MustGoOn)
            {
                yield return ("withdraw", "Take it back");
            }
        }

        if (Shown.SeesTo && state == ConcernState.Submitted)
        {
            yield return ("received", "Say that it came");
        }

        if (Shown.SeesTo && ConcernStates.ExitsOf(state).Contains(ConcernState.Closed) && (Shown.ReplyUntil is not { } until || until < Today))
        {
            yield return ("close", "Close it");
        }

        if (Shown.Handles && state == ConcernState.HandlerAssigned)
        {
            yield return ("begin", "Begin to look into it");
        }
    }

    private IEnumerable<(string, string)> Writings()
    {
        var state = Shown.State;
        if (state != ConcernState.Draft && !state.IsOver())
        {
            yield return ("say", "Send as a message");
            if (Shown.Own && state == ConcernState.OutcomeOffered)
            {
                yield return ("appeal", "Ask for somebody else to look again");
            }

            if (Shown.Handles && Shown.About == ConcernAbout.Person && state is (ConcernState.LookingInto or ConcernState.Appealed))
            {
                yield return ("heard", "Keep this as what they say");
            }

            if (Shown.Handles && state == ConcernState.LookingInto)
            {
                yield return ("offer", "Give this as the answer");
            }

            if (Shown.Handles && state == ConcernState.Appealed)
            {
                yield return ("conclude", "Give this as the last answer");
            }

            if ((Shown.SeesTo || Shown.Handles) && state < ConcernState.OutcomeOffered && !Shown.MustGoOn)
            {
                yield return ("keep-open", "Say that it has to go on");
            }
        }

        if (Shown.SeesTo && state.IsOver() && HttpContext.Session().Hat == Hat.VoiceLead)
        {
            yield return Shown.KeptLonger ? ("let-go", "Let it go in its time") : ("keep", "Keep it longer");
        }
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await concerns.FindAsync(id, cancellation) is not { } page)
        {
            return false;
        }

        Shown = page;
        Handlers = page.SeesTo ? await concerns.HandlersAsync(id, cancellation) : [];
        return true;
    }
}
