namespace Throughline.Trust;

/// <summary>How a hub came into a state.</summary>
public enum OpeningCause
{
    /// <summary>Somebody did it.</summary>
    Person = 1,

    /// <summary>The last person who may be there with service users left, or may no longer (INV-046).</summary>
    NobodyWhoMay = 2,

    /// <summary>It was past closing time and everybody had left; nobody recorded that they locked it.</summary>
    ClosingTime = 3,
}

/// <summary>One opening of a hub, from the key in the door to the key in the door. The space's turn is taken for every move.</summary>
public sealed class HubOpening
{
    private readonly List<OpeningMove> moves = [];

    private HubOpening()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The hub.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>Where it stands; never <see cref="OpeningState.Closed"/>.</summary>
    public OpeningState State { get; private set; }

    /// <summary>When it was unlocked.</summary>
    public DateTimeOffset UnlockedAt { get; private init; }

    /// <summary>When it was locked; null while it lasts. A hub has at most one opening that lasts.</summary>
    public DateTimeOffset? LockedAt { get; private set; }

    /// <summary>Every state it went through.</summary>
    public IReadOnlyList<OpeningMove> Moves => moves;

    /// <summary>Unlocks a closed hub. That it is closed is the use case's to check.</summary>
    internal static HubOpening Unlock(Guid id, Guid spaceId, Guid? by, DateTimeOffset at)
    {
        var opening = new HubOpening { Id = id, SpaceId = spaceId, State = OpeningState.Unlocked, UnlockedAt = at };
        opening.moves.Add(new OpeningMove(id, 1, OpeningState.Unlocked, at, by, OpeningCause.Person));
        return opening;
    }

    /// <summary>Moves it on. Whether a worker who may is there is the use case's to check.</summary>
    /// <returns>Why not, or null.</returns>
    internal Refusal? MoveTo(OpeningState to, Guid? by, DateTimeOffset at, OpeningCause cause = OpeningCause.Person)
    {
        if (!OpeningStates.ExitsOf(State).Contains(to))
        {
            return new OpeningMoveNotOpen(State, to);
        }

        // Clocks of two machines may differ by a little; the order of the moves is what counts.
        var when = at > moves[^1].At ? at : moves[^1].At;
        (State, LockedAt) = (to, to == OpeningState.Locked ? when : null);
        moves.Add(new OpeningMove(Id, moves.Count + 1, to, when, by, cause));
        return null;
    }
}

/// <summary>One state that an opening went into.</summary>
public sealed class OpeningMove
{
    private OpeningMove()
    {
    }

    internal OpeningMove(Guid openingId, int number, OpeningState state, DateTimeOffset at, Guid? byId, OpeningCause cause) =>
        (OpeningId, Number, State, At, ById, Cause) = (openingId, number, state, at, byId, cause);

    /// <summary>The opening.</summary>
    public Guid OpeningId { get; private init; }

    /// <summary>Order within the opening, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The state gone into.</summary>
    public OpeningState State { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Who did it; null where nobody did, or where they are not on record any longer.</summary>
    public Guid? ById { get; private init; }

    /// <summary>How it came about.</summary>
    public OpeningCause Cause { get; private init; }
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where the hub stands.</param>
/// <param name="To">Where it was to go.</param>
public sealed record OpeningMoveNotOpen(OpeningState From, OpeningState To) : Refusal("opening-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"A hub that is “{From.Name()}” cannot become “{To.Name()}”.";
}

/// <summary>The hub is closed.</summary>
public sealed record HubClosed() : Refusal("hub-closed")
{
    /// <inheritdoc />
    public override string Sentence => "The hub is closed. It opens when somebody who holds the keys unlocks it.";
}

/// <summary>Service users come in only while somebody who may is there (INV-046).</summary>
public sealed record NotOpenToServiceUsers() : Refusal("not-open-to-service-users")
{
    /// <inheritdoc />
    public override string Sentence => "The hub is not open to service users now. It opens when a peer worker who is cleared for it and works on their own is in.";
}

/// <summary>The hub cannot open to service users without somebody who may be there with them (INV-046).</summary>
public sealed record NobodyToOpenFor() : Refusal("nobody-to-open-for")
{
    /// <inheritdoc />
    public override string Sentence => "A peer worker who is cleared for the hub and works on their own has to be signed in first.";
}

/// <summary>Nobody who needs somebody beside them is the only worker there (INV-047).</summary>
public sealed record NobodyBeside() : Refusal("nobody-beside")
{
    /// <inheritdoc />
    public override string Sentence => "You work with somebody beside you, so somebody who works on their own, or a member of staff, has to sign in before you.";
}

/// <summary>The door is unlocked by somebody who is trusted with the keys.</summary>
public sealed record KeysNotHeld() : Refusal("keys-not-held")
{
    /// <inheritdoc />
    public override string Sentence => "The hub is unlocked and locked by somebody who is trusted with the keys. Ask your coordinator about that step.";
}

/// <summary>Letting service users in is done by somebody who is trusted with opening.</summary>
public sealed record OpeningNotTrusted() : Refusal("opening-not-trusted")
{
    /// <inheritdoc />
    public override string Sentence => "The hub is opened to service users by somebody who is trusted with opening it. Ask your coordinator about that step.";
}

/// <summary>A hub is opened and locked by somebody who is there.</summary>
public sealed record NotHere() : Refusal("not-here")
{
    /// <inheritdoc />
    public override string Sentence => "Sign in at this hub first. It is opened and locked by somebody who is there.";
}

/// <summary>Before it is locked, somebody looks whether anybody is inside.</summary>
public sealed record NotLookedRound() : Refusal("not-looked-round")
{
    /// <inheritdoc />
    public override string Sentence => "Walk round first, and confirm that nobody else is inside";

    /// <inheritdoc />
    public override string? Field => "Looked";
}

/// <summary>The room is being used for something else.</summary>
/// <param name="Until">Until when.</param>
public sealed record RoomTakenNow(DateTimeOffset Until) : Refusal("room-taken-now")
{
    /// <inheritdoc />
    public override string Sentence => $"The room is used for something else until {HubWords.When(Until)}. The reason is on the page of the space.";
}
