using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>
/// Looking into whether somebody may do a duty: by which way, what was asked, what was decided and why. It is the person's own and, while it is
/// theirs to decide, of the one who was named for it; everybody else sees the <see cref="Clearance"/> that comes of it, and nothing more.
/// Every decision is a named person's (E02).
/// </summary>
public sealed class VettingCase : IAboutPerson
{
    /// <summary>Longest text in a case, in characters.</summary>
    public const int TextMaxLength = 2000;

    /// <summary>Longest code of a route, in characters.</summary>
    public const int RouteMaxLength = 40;

    /// <summary>Code of the route by which nothing is looked into.</summary>
    public const string NoRoute = "none";

    private readonly List<VettingWords> words = [];

    private VettingCase()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme that asked for it, by whose settings it goes.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Codes of the duties it is about; none where nothing is needed.</summary>
    public IReadOnlyList<string> Scopes { get; private init; } = [];

    /// <summary>The way it goes, by its code in the reference list <c>clearance-routes</c>; null until the person who decides has chosen.</summary>
    public string? Route { get; private set; }

    /// <summary>The state as last set by somebody. What the calendar makes of it says <see cref="StandsAt"/>.</summary>
    public VettingState State { get; private set; }

    /// <summary>The coordinator who opened it.</summary>
    public Guid OpenedById { get; private init; }

    /// <summary>The London date on which it was opened.</summary>
    public DateOnly OpenedOn { get; private init; }

    /// <summary>Who decides; null where nothing is needed.</summary>
    public Guid? DeciderId { get; private set; }

    /// <summary>What the person is asked to do: sealed.</summary>
    public SealedText? Ask { get; private set; }

    /// <summary>The London date on which the person had done their part.</summary>
    public DateOnly? SubmittedOn { get; private set; }

    /// <summary>Who made the last decision.</summary>
    public Guid? DecidedById { get; private set; }

    /// <summary>The London date of the last decision.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Last London date of the clearance, where there is one.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>The limits, for the person alone: sealed.</summary>
    public SealedText? Conditions { get; private set; }

    /// <summary>Why it was refused, and what was looked at: sealed.</summary>
    public SealedText? Reason { get; private set; }

    /// <summary>Last London date on which a refusal can be appealed.</summary>
    public DateOnly? AppealUntil { get; private set; }

    /// <summary>The London date of the appeal.</summary>
    public DateOnly? AppealedOn { get; private set; }

    /// <summary>Who hears the appeal: never the one who decided.</summary>
    public Guid? HearerId { get; private set; }

    /// <summary>What came of the appeal, in words: sealed.</summary>
    public SealedText? AppealReason { get; private set; }

    /// <summary>Last London date on which the person's own words are kept; null while there is nothing decided that stands.</summary>
    public DateOnly? KeepWordsUntil { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What the person wrote for whoever decides: destroyed once that is over.</summary>
    internal IReadOnlyList<VettingWords> Words => words;

    /// <summary>Records that nothing has to be looked into.</summary>
    public static VettingCase NotNeeded(Guid id, Guid personId, Guid schemeId, Guid by, DateOnly on) => new()
    {
        Id = id, PersonId = personId, SchemeId = schemeId, OpenedById = by, OpenedOn = on, Route = NoRoute, State = VettingState.NotNeeded,
    };

    /// <summary>Opens one for some duties.</summary>
    /// <param name="id">The id.</param>
    /// <param name="personId">The person.</param>
    /// <param name="schemeId">The scheme that asks.</param>
    /// <param name="scopes">Codes of the duties, at least one.</param>
    /// <param name="deciderId">Who decides. Whether they may is the use case's to check.</param>
    /// <param name="by">The coordinator.</param>
    /// <param name="on">The London date.</param>
    /// <returns>The case, or <see cref="Invalid"/>.</returns>
    public static Outcome<VettingCase> Open(Guid id, Guid personId, Guid schemeId, IReadOnlyList<string> scopes, Guid deciderId, Guid by, DateOnly on) =>
        scopes.Count == 0 ? new Invalid(nameof(Scopes), "Choose at least one duty")
        : deciderId == personId ? new Invalid(nameof(DeciderId), "Choose somebody other than the person themselves")
        : new VettingCase
        {
            Id = id, PersonId = personId, SchemeId = schemeId, Scopes = scopes, DeciderId = deciderId, OpenedById = by, OpenedOn = on, State = VettingState.Opened,
        };

    /// <summary>Names somebody else to decide.</summary>
    public Refusal? NameDecider(Guid deciderId)
    {
        if (State is not (VettingState.Opened or VettingState.AwaitingPerson or VettingState.Submitted))
        {
            return new VettingMoveNotOpen(State);
        }

        if (deciderId == PersonId)
        {
            return new Invalid(nameof(DeciderId), "Choose somebody other than the person themselves");
        }

        DeciderId = deciderId;
        HandWords();
        Version++;
        return null;
    }

    /// <summary>Whoever decides says by which way it goes and what the person is to do.</summary>
    public Refusal? AskPerson(Guid by, string route, SealedText ask)
    {
        if ((Decides(by) ?? Move(VettingState.AwaitingPerson)) is { } refusal)
        {
            return refusal;
        }

        (Route, Ask) = (route, ask);
        return null;
    }

    /// <summary>The person has done their part.</summary>
    public Refusal? Submit(DateOnly on)
    {
        if (Move(VettingState.Submitted) is { } refusal)
        {
            return refusal;
        }

        SubmittedOn = on;
        HandWords();
        return null;
    }

    /// <summary>Clears the person.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="on">The London date, from which it holds.</param>
    /// <param name="until">Last London date on which it holds.</param>
    /// <param name="limits">The limits, sealed; null for none.</param>
    /// <param name="keepWordsDays">Days for which the person's own words are kept after a decision.</param>
    public Refusal? Clear(Guid by, DateOnly on, DateOnly until, SealedText? limits, int keepWordsDays)
    {
        if ((In(VettingState.Submitted) ?? Decides(by) ?? CheckUntil(on, until) ?? Move(limits is null ? VettingState.Cleared : VettingState.ClearedWithLimits)) is { } refusal)
        {
            return refusal;
        }

        (DecidedById, DecidedOn, Until, Conditions, KeepWordsUntil) = (by, on, until, limits, on.AddDays(keepWordsDays));
        HandWords();
        return null;
    }

    /// <summary>Refuses, with reasons and time to appeal.</summary>
    /// <param name="by">Who decides.</param>
    /// <param name="on">The London date.</param>
    /// <param name="reason">Why and what was looked at, sealed.</param>
    /// <param name="appealDays">Days in which the person may appeal. Their own words are kept as long, for the appeal.</param>
    public Refusal? Refuse(Guid by, DateOnly on, SealedText reason, int appealDays)
    {
        if ((Decides(by) ?? Move(VettingState.Refused)) is { } refusal)
        {
            return refusal;
        }

        (DecidedById, DecidedOn, Reason, AppealUntil) = (by, on, reason, on.AddDays(appealDays));
        KeepWordsUntil = AppealUntil;
        HandWords();
        return null;
    }

    /// <summary>The person appeals.</summary>
    public Refusal? AppealOn(DateOnly on)
    {
        if (State == VettingState.Refused && on > AppealUntil)
        {
            return new AppealTooLate(AppealUntil!.Value);
        }

        if (Move(VettingState.Appeal) is { } refusal)
        {
            return refusal;
        }

        (AppealedOn, KeepWordsUntil) = (on, null);
        HandWords();
        return null;
    }

    /// <summary>Names who hears the appeal.</summary>
    public Refusal? NameHearer(Guid hearerId)
    {
        if (State != VettingState.Appeal)
        {
            return new VettingMoveNotOpen(State);
        }

        if (hearerId == PersonId)
        {
            return new Invalid(nameof(HearerId), "Choose somebody other than the person themselves");
        }

        if (hearerId == DeciderId || hearerId == DecidedById)
        {
            return new HeardBySomebodyElse();
        }

        HearerId = hearerId;
        HandWords();
        Version++;
        return null;
    }

    /// <summary>Clears the person on appeal.</summary>
    /// <param name="by">Who hears it.</param>
    /// <param name="on">The London date, from which it holds.</param>
    /// <param name="until">Last London date on which it holds.</param>
    /// <param name="words">What they are told, sealed; null for nothing more.</param>
    public Refusal? ClearOnAppeal(Guid by, DateOnly on, DateOnly until, SealedText? words)
    {
        if ((In(VettingState.Appeal) ?? Hears(by) ?? CheckUntil(on, until) ?? Move(VettingState.Cleared)) is { } refusal)
        {
            return refusal;
        }

        (DecidedById, DecidedOn, Until, AppealReason, KeepWordsUntil) = (by, on, until, words, on);
        HandWords();
        return null;
    }

    /// <summary>Refuses on appeal: the end of this case. Another may be opened at any time.</summary>
    public Refusal? RefuseFinally(Guid by, DateOnly on, SealedText reason)
    {
        if ((Hears(by) ?? Move(VettingState.RefusedFinal)) is { } refusal)
        {
            return refusal;
        }

        (DecidedById, DecidedOn, AppealReason, KeepWordsUntil) = (by, on, reason, on);
        HandWords();
        return null;
    }

    /// <summary>Another clearance takes its place before it runs out.</summary>
    /// <param name="on">The London date.</param>
    /// <param name="firstReminderDays">Days before the end from which it counts as soon to run out.</param>
    public Refusal? Renew(DateOnly on, int firstReminderDays)
    {
        var state = StandsAt(on, firstReminderDays);
        if (state != VettingState.Expiring)
        {
            return new VettingMoveNotOpen(state);
        }

        State = VettingState.Renewed;
        Version++;
        return null;
    }

    /// <summary>Where it stands on a London date: clearances come to be soon to run out, and run out, by the calendar.</summary>
    /// <param name="on">The date.</param>
    /// <param name="firstReminderDays">Days before the end from which it counts as soon to run out.</param>
    public VettingState StandsAt(DateOnly on, int firstReminderDays) => State.IsCleared() && Until is { } until
        ? VettingClock.StandsAt(State, until, on, firstReminderDays)
        : State;

    /// <summary>Who may open the person's own words now, beside the person: one, or nobody.</summary>
    internal Guid? WordsReaderId => State switch
    {
        VettingState.Submitted => DeciderId,
        VettingState.Appeal => HearerId,
        _ => null,
    };

    /// <summary>Adds words that the person wrote.</summary>
    internal void Add(VettingWords written)
    {
        words.Add(written);
        HandWords();
    }

    private static Refusal? CheckUntil(DateOnly on, DateOnly until) =>
        until <= on ? new Invalid(nameof(Until), "The last day must be after today")
        : until > on.AddYears(Clearance.MostYears) ? new Invalid(nameof(Until), $"The last day must be in the next {Clearance.MostYears} years")
        : null;

    private void HandWords() => words.ForEach(w => w.HandTo(WordsReaderId));

    private Refusal? Decides(Guid by) => by == DeciderId ? null : new NotTheDecider();

    private Refusal? Hears(Guid by) => State == VettingState.Appeal && by != HearerId ? new NotTheDecider() : null;

    // Both a decision and an appeal lead to a clearance, and neither may make the other's.
    private Refusal? In(VettingState state) => State == state ? null : new VettingMoveNotOpen(State);

    private Refusal? Move(VettingState to)
    {
        if (!VettingStates.ExitsOf(State).Contains(to))
        {
            return new VettingMoveNotOpen(State);
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>What the calendar makes of a clearance.</summary>
internal static class VettingClock
{
    public static VettingState StandsAt(VettingState state, DateOnly until, DateOnly on, int firstReminderDays) =>
        on > until ? VettingState.Expired : on >= until.AddDays(-firstReminderDays) ? VettingState.Expiring : state;
}

/// <summary>
/// How cases stand, without their way, their words or who decides: what a coordinator may know of them. The only thing a coordinator reads;
/// filtered like every row about a person.
/// </summary>
internal sealed class VettingStanding : IAboutPerson
{
    public Guid Id { get; init; }

    public Guid PersonId { get; init; }

    public Guid SchemeId { get; init; }

    public IReadOnlyList<string> Scopes { get; init; } = [];

    public VettingState State { get; init; }

    public DateOnly OpenedOn { get; init; }

    public DateOnly? DecidedOn { get; init; }

    public DateOnly? AppealUntil { get; init; }

    public DateOnly? Until { get; init; }

    public Guid? DeciderId { get; init; }

    public Guid? HearerId { get; init; }

    public int Version { get; init; }
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where it stands.</param>
public sealed record VettingMoveNotOpen(VettingState From) : Refusal("vetting-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done while it stands at “{From.Name()}”.";
}

/// <summary>Only the one named for it decides.</summary>
public sealed record NotTheDecider() : Refusal("not-the-decider")
{
    /// <inheritdoc />
    public override string Sentence => "Only the person who was named to decide this may do so.";
}

/// <summary>An appeal is heard by somebody who did not make the decision.</summary>
public sealed record HeardBySomebodyElse() : Refusal("heard-by-somebody-else")
{
    /// <inheritdoc />
    public override string Sentence => "An appeal is heard by somebody other than the person who decided. Choose somebody else.";

    /// <inheritdoc />
    public override string? Field => nameof(VettingCase.HearerId);
}

/// <summary>The time to appeal is over.</summary>
/// <param name="Until">The last day on which it was open.</param>
public sealed record AppealTooLate(DateOnly Until) : Refusal("appeal-too-late")
{
    /// <inheritdoc />
    public override string Sentence => $"The time to appeal ended on {Until:d MMMM yyyy}. Talk to your coordinator: a new start is possible.";
}
