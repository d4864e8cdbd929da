using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>
/// Something about the work that the organisation is to look at. The person sees it first (INV-125) and may say what they make of it; whoever acts is
/// never the person (INV-124); nothing against anybody can follow from it.
/// </summary>
public sealed class SupportFlag : IAboutPerson
{
    /// <summary>Longest reply, in characters.</summary>
    public const int ReplyMaxLength = 1000;

    private readonly List<FlagStep> steps = [];

    private SupportFlag()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose work it is about.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is about.</summary>
    public FlagRule Rule { get; private init; }

    /// <summary>The hat that acts.</summary>
    public Hat Owner { get; private init; }

    /// <summary>The London date on which it was raised, from which the person sees it.</summary>
    public DateOnly OpenedOn { get; private init; }

    /// <summary>The London date from which whoever acts sees it.</summary>
    public DateOnly OthersFrom { get; private set; }

    /// <summary>What it rests on, in words and numbers, sealed.</summary>
    public SealedText Evidence { get; private init; } = null!;

    /// <summary>Where it stands.</summary>
    public FlagState State { get; private set; } = FlagState.Open;

    /// <summary>What the person makes of it, sealed; null for nothing yet.</summary>
    public SealedText? Reply { get; private set; }

    /// <summary>When they said so.</summary>
    public DateOnly? RepliedOn { get; private set; }

    /// <summary>By when the service does what is agreed.</summary>
    public DateOnly? ActBy { get; private set; }

    /// <summary>When it was closed; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What the service did about it.</summary>
    public IReadOnlyList<FlagStep> Steps => steps;

    internal static SupportFlag Raise(Guid id, Guid personId, Guid schemeId, FlagRule rule, Hat owner, SealedText evidence, DateOnly on, int ownDays) => new()
    {
        Id = id, PersonId = personId, SchemeId = schemeId, Rule = rule, Owner = owner, Evidence = evidence, OpenedOn = on, OthersFrom = on.AddDays(ownDays),
    };

    /// <summary>What the person makes of it. Whoever acts may see it from then on, with these words beside it.</summary>
    internal Refusal? Answer(SealedText reply, DateOnly on)
    {
        if (State.IsClosed())
        {
            return new FlagNotOpen();
        }

        (Reply, RepliedOn) = (reply, on);
        OthersFrom = OthersFrom > on ? on : OthersFrom;
        Version++;
        return null;
    }

    // The work that it is about has ended.
    internal void EndWithRole(DateOnly on) => End(FlagState.Over, on);

    // Nobody is left who could act on it (INV-124).
    internal void EndUnowned(DateOnly on) => End(FlagState.Unowned, on);

    /// <summary>Goes on with it.</summary>
    /// <param name="to">The next state.</param>
    /// <param name="by">Who acts: never the person.</param>
    /// <param name="words">What they say about it, sealed; may be left out when they have only seen it.</param>
    /// <param name="actBy">By when the service acts, where something is agreed.</param>
    /// <param name="on">The London date.</param>
    internal Refusal? Move(FlagState to, Guid by, SealedText? words, DateOnly? actBy, DateOnly on)
    {
        if (by == PersonId)
        {
            return new NotAllowed();
        }

        if (!FlagStates.ExitsOf(State).Contains(to))
        {
            return new FlagNotOpen();
        }

        if (to == FlagState.ActionAgreed)
        {
            if (actBy is not { } day || day < on)
            {
                return new Invalid("ActBy", "Enter a day from today on");
            }

            ActBy = day;
        }

        State = to;
        ClosedOn = to.IsClosed() ? on : null;
        Version++;
        steps.Add(new FlagStep(this, steps.Count + 1, to, by, words, on));
        return null;
    }

    private void End(FlagState into, DateOnly on)
    {
        if (!State.IsClosed())
        {
            (State, ClosedOn) = (into, on);
            Version++;
        }
    }
}

/// <summary>One thing that was done about a flag. The person reads all of it.</summary>
public sealed class FlagStep : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private FlagStep()
    {
    }

    internal FlagStep(SupportFlag flag, int number, FlagState state, Guid byId, SealedText? words, DateOnly on) =>
        (FlagId, Number, PersonId, State, ById, Words, On) = (flag.Id, number, flag.PersonId, state, byId, words, on);

    /// <summary>The flag.</summary>
    public Guid FlagId { get; private init; }

    /// <summary>Order, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>Whose work it is about.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The state gone into.</summary>
    public FlagState State { get; private init; }

    /// <summary>Who did it.</summary>
    public Guid ById { get; private init; }

    /// <summary>What they said about it, sealed; null for nothing.</summary>
    public SealedText? Words { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }
}

/// <summary>The flag has gone past what was asked.</summary>
public sealed record FlagNotOpen() : Refusal("flag-not-open")
{
    /// <inheritdoc />
    public override string Sentence => "This has moved on already. Look at the page again.";
}
