using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What somebody asks for when times are hard.</summary>
public enum PauseWish
{
    /// <summary>To stay, with less or other work for a time.</summary>
    Lighter = 1,

    /// <summary>To pause the role, and come back to it.</summary>
    Pause = 2,
}

/// <summary>Where a plan for a hard time stands. No state leads to the end of a role (E18).</summary>
public enum PausePlanState
{
    /// <summary>The person asked.</summary>
    Asked = 1,

    /// <summary>It is agreed, and somebody looks after them.</summary>
    InPlace = 2,

    /// <summary>They are back, or it is needed no longer.</summary>
    Over = 3,

    /// <summary>They took the question back.</summary>
    TakenBack = 4,
}

/// <summary>Each state's own exits, and the words.</summary>
public static class PausePlanStates
{
    private static readonly Dictionary<PausePlanState, PausePlanState[]> Exits = new()
    {
        [PausePlanState.Asked] = [PausePlanState.InPlace, PausePlanState.TakenBack, PausePlanState.Over],
        [PausePlanState.InPlace] = [PausePlanState.Over],
        [PausePlanState.Over] = [],
        [PausePlanState.TakenBack] = [],
    };

    private static readonly Dictionary<PausePlanState, string> Names = new()
    {
        [PausePlanState.Asked] = "Asked for",
        [PausePlanState.InPlace] = "In place",
        [PausePlanState.Over] = "Over",
        [PausePlanState.TakenBack] = "Taken back",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<PausePlanState> ExitsOf(PausePlanState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this PausePlanState state) => Names[state];

    /// <summary>What is asked for, in the person's words.</summary>
    public static string Name(this PauseWish wish) => wish == PauseWish.Pause ? "Pause my role and come back to it" : "Stay, with less to do for a time";

    /// <summary>What is asked for, in words about the person.</summary>
    public static string OfThem(this PauseWish wish) => wish == PauseWish.Pause ? "To pause the role and come back to it" : "To stay, with less to do for a time";
}

/// <summary>What somebody asks for, in their own words. Why is not asked.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="Wish">What they would like.</param>
/// <param name="Helps">What would help.</param>
/// <param name="WayBack">What the way back looks like; may be left out.</param>
public sealed record PauseQuestion(Guid HoldingId, PauseWish? Wish, string? Helps, string? WayBack)
{
    internal Refusal? Check() =>
        Wish is not { } wish || !Enum.IsDefined(wish) ? new Invalid(nameof(Wish), "Choose what you would like")
        : Typed.Required(Helps, PausePlan.WordsMaxLength, nameof(Helps), "Enter what would help", "What would help")
            ?? Typed.Optional(WayBack, PausePlan.WordsMaxLength, nameof(WayBack), "The way back");
}

/// <summary>A plan for a hard time, written by the person it is for: what would help and the way back. A slip is met with this, and never with an end (E18).</summary>
public sealed class PausePlan : IAboutPerson
{
    /// <summary>Longest words of a part, in characters.</summary>
    public const int WordsMaxLength = 2000;

    private PausePlan()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>What they asked for.</summary>
    public PauseWish Wish { get; private init; }

    /// <summary>What would help, sealed.</summary>
    public SealedText Helps { get; private set; } = null!;

    /// <summary>The way back, sealed; null where they left it open.</summary>
    public SealedText? WayBack { get; private set; }

    /// <summary>Where it stands.</summary>
    public PausePlanState State { get; private set; } = PausePlanState.Asked;

    /// <summary>When they asked.</summary>
    public DateOnly AskedOn { get; private init; }

    /// <summary>When what stands was agreed: at first, or when the two last looked at it.</summary>
    public DateOnly? AgreedOn { get; private set; }

    /// <summary>What was agreed and why, and what was looked at, sealed; the person reads it. What is agreed later takes its place. Null until then.</summary>
    public SealedText? Agreed { get; private set; }

    /// <summary>Who agreed it.</summary>
    public Guid? AgreedById { get; private set; }

    /// <summary>Who looks after them meanwhile.</summary>
    public Guid? LooksAfterId { get; private set; }

    /// <summary>When the two look at it again.</summary>
    public DateOnly? LookOn { get; private set; }

    /// <summary>When they said that they would like to come back.</summary>
    public DateOnly? ReadyOn { get; private set; }

    /// <summary>When it was over or taken back; null until then.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static PausePlan Ask(Guid id, RoleHolding holding, PauseWish wish, SealedText helps, SealedText? wayBack, DateOnly on) => new()
    {
        Id = id, PersonId = holding.PersonId, SchemeId = holding.SchemeId, HoldingId = holding.Id, Wish = wish, Helps = helps, WayBack = wayBack, AskedOn = on,
    };

    internal Refusal? Agree(Guid by, Guid looksAfter, DateOnly lookOn, SealedText agreed, DateOnly on)
    {
        if (by == PersonId || looksAfter == PersonId)
        {
            return new Invalid("LooksAfterId", "Choose somebody else to look after them");
        }

        if (Go(PausePlanState.InPlace, on) is { } refusal)
        {
            return refusal;
        }

        (AgreedOn, AgreedById, LooksAfterId, LookOn, Agreed) = (on, by, looksAfter, lookOn, agreed);
        return null;
    }

    /// <summary>The two looked at it: this is agreed from now on, until the next day to look. Where nobody else is named, the same one looks after them.</summary>
    internal Refusal? Look(Guid by, Guid? looksAfter, DateOnly lookOn, SealedText agreed, DateOnly on)
    {
        if (State != PausePlanState.InPlace)
        {
            return new PausePlanOver();
        }

        if (by == PersonId || looksAfter == PersonId)
        {
            return new Invalid("LooksAfterId", "Choose somebody else to look after them");
        }

        (AgreedOn, AgreedById, LooksAfterId, LookOn, Agreed, ReadyOn) = (on, by, looksAfter ?? LooksAfterId, lookOn, agreed, null);
        Version++;
        return null;
    }

    /// <summary>Changes the words: they are the person's for as long as it runs.</summary>
    internal Refusal? Reword(SealedText helps, SealedText? wayBack)
    {
        if (ClosedOn is not null)
        {
            return new PausePlanOver();
        }

        (Helps, WayBack) = (helps, wayBack);
        Version++;
        return null;
    }

    internal Refusal? SayReady(DateOnly on)
    {
        if (State != PausePlanState.InPlace || ReadyOn is not null)
        {
            return new PausePlanOver();
        }

        ReadyOn = on;
        Version++;
        return null;
    }

    internal Refusal? TakeBack(DateOnly on) => Go(PausePlanState.TakenBack, on);

    /// <summary>The person needs it no longer. What was only asked for is taken back.</summary>
    internal Refusal? Finish(DateOnly on) => State == PausePlanState.Asked ? new PausePlanOver() : Go(PausePlanState.Over, on);

    /// <summary>The role goes on, or is over, and the plan with it, agreed or not.</summary>
    internal Refusal? EndWithRole(DateOnly on) => Go(PausePlanState.Over, on);

    private Refusal? Go(PausePlanState to, DateOnly on)
    {
        if (!PausePlanStates.ExitsOf(State).Contains(to))
        {
            return new PausePlanOver();
        }

        State = to;
        ClosedOn = PausePlanStates.ExitsOf(to).Count == 0 ? on : null;
        Version++;
        return null;
    }
}

/// <summary>The plan has gone past what was asked.</summary>
public sealed record PausePlanOver() : Refusal("pause-plan-over")
{
    /// <inheritdoc />
    public override string Sentence => "This has moved on already. Look at the page again.";
}

/// <summary>A plan for this role runs already.</summary>
public sealed record PausePlanThere() : Refusal("pause-plan-there")
{
    /// <inheritdoc />
    public override string Sentence => "You have asked already. You can change your words there.";
}

/// <summary>The role rests until it is moved back.</summary>
public sealed record RoleStillPaused() : Refusal("role-still-paused")
{
    /// <inheritdoc />
    public override string Sentence => "The role is still on pause. Once a coordinator has moved it back, this is over by itself.";
}
