using Throughline.People;

namespace Throughline.Trust;

/// <summary>Where a key is (state machine 5).</summary>
public enum KeyState
{
    /// <summary>In the cupboard.</summary>
    Available = 1,

    /// <summary>Handed over by one; the other has not said yet that they have it.</summary>
    HandoverPending = 2,

    /// <summary>With its holder.</summary>
    Held = 3,

    /// <summary>With its holder, and on its way back.</summary>
    ReturnPending = 4,

    /// <summary>Said to be lost.</summary>
    ReportedLost = 5,

    /// <summary>Another one is in its place.</summary>
    Replaced = 6,
}

/// <summary>Each state's own exits. Anything not listed is refused.</summary>
public static class KeyStates
{
    private static readonly Dictionary<KeyState, KeyState[]> Exits = new()
    {
        [KeyState.Available] = [KeyState.HandoverPending],
        [KeyState.HandoverPending] = [KeyState.Held, KeyState.Available],
        [KeyState.Held] = [KeyState.ReturnPending, KeyState.ReportedLost],
        [KeyState.ReturnPending] = [KeyState.Available, KeyState.ReportedLost],
        [KeyState.ReportedLost] = [KeyState.Replaced],
        [KeyState.Replaced] = [],
    };

    private static readonly Dictionary<KeyState, string> Names = new()
    {
        [KeyState.Available] = "In the cupboard",
        [KeyState.HandoverPending] = "Being handed over",
        [KeyState.Held] = "Out",
        [KeyState.ReturnPending] = "To come back",
        [KeyState.ReportedLost] = "Lost",
        [KeyState.Replaced] = "Replaced",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<KeyState> ExitsOf(KeyState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this KeyState state) => Names[state];
}

/// <summary>A key of a scheme, with a label that says nothing of a person and of no use to whoever finds it.</summary>
public sealed class Key
{
    /// <summary>Longest label, in characters.</summary>
    public const int LabelMaxLength = 60;

    /// <summary>Longest note of what it opens, in characters.</summary>
    public const int OpensMaxLength = 200;

    private Key()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme whose key it is.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site it belongs to; null where none is named.</summary>
    public Guid? SiteId { get; private init; }

    /// <summary>The space it opens; null where none is named.</summary>
    public Guid? SpaceId { get; private init; }

    /// <summary>What is written on it.</summary>
    public string Label { get; private init; } = "";

    /// <summary>What it opens, in words.</summary>
    public string Opens { get; private init; } = "";

    /// <summary>Where it is. A handover that nobody confirmed in time leaves it in the cupboard: see <see cref="KeyCustody.FellBack"/>.</summary>
    public KeyState State { get; private set; }

    /// <summary>The London date on which it was added.</summary>
    public DateOnly AddedOn { get; private init; }

    /// <summary>The key in its place, once it is replaced.</summary>
    public Guid? ReplacedById { get; private set; }

    /// <summary>Concurrency token, and the lock that custody changes take turns on.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Hangs a key in the cupboard.</summary>
    /// <returns>The key, or <see cref="Invalid"/> for a label or a note that is blank, too long, or has control characters.</returns>
    public static Outcome<Key> Add(Guid id, Guid schemeId, Guid? siteId, Guid? spaceId, string? label, string? opens, DateOnly on) =>
        (PeopleRules.CheckText(nameof(Label), label, "Enter what is written on the key", "The label", LabelMaxLength)
            ?? PeopleRules.CheckText(nameof(Opens), opens, "Enter what the key opens", "What it opens", OpensMaxLength)) is { } refusal
            ? refusal
            : new Key
            {
                Id = id, SchemeId = schemeId, SiteId = siteId, SpaceId = spaceId, Label = label!.Trim(), Opens = opens!.Trim(), State = KeyState.Available, AddedOn = on,
            };

    /// <summary>Moves it to the next state.</summary>
    /// <returns><see cref="KeyMoveNotOpen"/> where the machine has no such move.</returns>
    internal Refusal? Move(KeyState to)
    {
        if (!KeyStates.ExitsOf(State).Contains(to))
        {
            return new KeyMoveNotOpen(State, to);
        }

        State = to;
        Version++;
        return null;
    }

    /// <summary>Another key is in its place.</summary>
    public Refusal? ReplaceBy(Key other)
    {
        if (Move(KeyState.Replaced) is { } refusal)
        {
            return refusal;
        }

        ReplacedById = other.Id;
        return null;
    }
}

/// <summary>The state machine has no such move.</summary>
/// <param name="From">Where the key is.</param>
/// <param name="To">Where it was to go.</param>
public sealed record KeyMoveNotOpen(KeyState From, KeyState To) : Refusal("key-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done while the key is “{From.Name()}”.";
}
