using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// One person's time with a key, from the hand that gave it to the hand that took it back. A change of hands counts once both have said so, each
/// signed in as themselves, within the scheme's hours (INV-044); until then nothing has changed.
/// </summary>
public sealed class KeyCustody : IAboutPerson
{
    private KeyCustody()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The key.</summary>
    public Guid KeyId { get; private init; }

    /// <summary>The key's scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The holder, or the one it is being handed to.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who handed it over.</summary>
    public Guid? GivenById { get; private init; }

    /// <summary>When they said that they did.</summary>
    public DateTimeOffset GivenAt { get; private init; }

    /// <summary>By when the receiver says that they have it; afterwards the handover has fallen back.</summary>
    public DateTimeOffset ConfirmBy { get; private init; }

    /// <summary>When the receiver said that they have it: from then on they hold it. Null before.</summary>
    public DateTimeOffset? From { get; private set; }

    /// <summary>When it was asked back or brought back; null while nobody has. Never says why.</summary>
    public DateTimeOffset? ReturnSince { get; private set; }

    /// <summary>When the holder, or a colleague who saw it in their place, said that it was handed in.</summary>
    public DateTimeOffset? HandedInAt { get; private set; }

    /// <summary>The colleague who saw it handed in; null where the holder said so themselves.</summary>
    public Guid? WitnessId { get; private set; }

    /// <summary>When a coordinator said that it is in the cupboard again.</summary>
    public DateTimeOffset? TakenBackAt { get; private set; }

    /// <summary>The coordinator who said so.</summary>
    public Guid? TakenBackById { get; private set; }

    /// <summary>When it was said to be lost; null while it is not.</summary>
    public DateTimeOffset? LostAt { get; private set; }

    /// <summary>When this time with the key was over, or its handover called off or fallen back; null while it is open.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Says that a key was put into somebody's hand.</summary>
    /// <param name="id">The id.</param>
    /// <param name="key">The key; it goes to <see cref="KeyState.HandoverPending"/>.</param>
    /// <param name="to">Who has it now.</param>
    /// <param name="by">Who gave it.</param>
    /// <param name="now">The instant.</param>
    /// <param name="confirmBy">By when the receiver has to say so too.</param>
    public static Outcome<KeyCustody> HandOver(Guid id, Key key, Guid to, Guid by, DateTimeOffset now, DateTimeOffset confirmBy)
    {
        if (to == by)
        {
            return new NotToYourself();
        }

        return key.Move(KeyState.HandoverPending) is { } refusal ? refusal : new KeyCustody
        {
            Id = id, KeyId = key.Id, SchemeId = key.SchemeId, PersonId = to, GivenById = by, GivenAt = now, ConfirmBy = confirmBy,
        };
    }

    /// <summary>True when nobody confirmed the handover in time: the key is in the cupboard as before.</summary>
    public bool FellBack(DateTimeOffset now) => From is null && ClosedAt is null && ConfirmBy <= now;

    /// <summary>The receiver says that they have it.</summary>
    public Refusal? Confirm(Key key, DateTimeOffset now)
    {
        if (From is null && ClosedAt is null && FellBack(now))
        {
            return new HandoverFellBack();
        }

        if (key.Move(KeyState.Held) is { } refusal)
        {
            return refusal;
        }

        From = now;
        Version++;
        return null;
    }

    /// <summary>Ends a handover that was not confirmed: called off, refused, or fallen back.</summary>
    public Refusal? CallOff(Key key, DateTimeOffset now)
    {
        if (From is not null)
        {
            return new KeyMoveNotOpen(key.State, KeyState.Available);
        }

        if (key.Move(KeyState.Available) is { } refusal)
        {
            return refusal;
        }

        ClosedAt = FellBack(now) ? ConfirmBy : now;
        Version++;
        return null;
    }

    /// <summary>Asks for it back, or says that it is on its way; asking again changes nothing.</summary>
    public Refusal? AskBack(Key key, DateTimeOffset now)
    {
        if (key.State == KeyState.ReturnPending)
        {
            return null;
        }

        if (key.Move(KeyState.ReturnPending) is { } refusal)
        {
            return refusal;
        }

        ReturnSince = now;
        Version++;
        return null;
    }

    /// <summary>The holder says that they handed it in, or a colleague who saw it says so for somebody who cannot.</summary>
    /// <param name="key">The key.</param>
    /// <param name="witness">The colleague; null for the holder themselves.</param>
    /// <param name="now">The instant.</param>
    /// <param name="within">How long the other half may take.</param>
    public Refusal? HandIn(Key key, Guid? witness, DateTimeOffset now, TimeSpan within)
    {
        if (AskBack(key, now) is { } refusal)
        {
            return refusal;
        }

        if (witness is not null && witness == TakenBackById && TakenBackAt + within > now)
        {
            return new NeedsSecondPairOfEyes();
        }

        (HandedInAt, WitnessId) = (now, witness);
        Version++;
        return CloseWhenBoth(key, now, within);
    }

    /// <summary>A coordinator says that it is in the cupboard again.</summary>
    public Refusal? TakeBack(Key key, Guid by, DateTimeOffset now, TimeSpan within)
    {
        if (by == PersonId)
        {
            return new NotToYourself();
        }

        if (AskBack(key, now) is { } refusal)
        {
            return refusal;
        }

        if (WitnessId == by && HandedInAt + within > now)
        {
            return new NeedsSecondPairOfEyes();
        }

        (TakenBackAt, TakenBackById) = (now, by);
        Version++;
        return CloseWhenBoth(key, now, within);
    }

    /// <summary>True while one of the two has said that the key changed hands and the other still can.</summary>
    public bool HandedIn(DateTimeOffset now, TimeSpan within) => HandedInAt is { } at && at + within > now;

    /// <summary>The same for the coordinator's half.</summary>
    public bool TakenBack(DateTimeOffset now, TimeSpan within) => TakenBackAt is { } at && at + within > now;

    /// <summary>It is lost. Nobody is asked how.</summary>
    public Refusal? ReportLost(Key key, DateTimeOffset now)
    {
        if (key.Move(KeyState.ReportedLost) is { } refusal)
        {
            return refusal;
        }

        (LostAt, ClosedAt) = (now, now);
        Version++;
        return null;
    }

    private Refusal? CloseWhenBoth(Key key, DateTimeOffset now, TimeSpan within)
    {
        if (!HandedIn(now, within) || !TakenBack(now, within))
        {
            return null;
        }

        if (key.Move(KeyState.Available) is { } refusal)
        {
            return refusal;
        }

        ClosedAt = now;
        return null;
    }
}

/// <summary>A key passes between two people.</summary>
public sealed record NotToYourself() : Refusal("not-to-yourself")
{
    /// <inheritdoc />
    public override string Sentence => "A key passes between two people. Somebody else has to do the other half.";

    /// <inheritdoc />
    public override string? Field => nameof(KeyHandover.PersonId);
}

/// <summary>Nobody confirmed in time, so nothing changed.</summary>
public sealed record HandoverFellBack() : Refusal("handover-fell-back")
{
    /// <inheritdoc />
    public override string Sentence => "Nobody confirmed this handover in time, so nothing has changed. If you have the key, ask for it to be handed over again.";
}

/// <summary>The one who saw it come back and the one who put it away are two people.</summary>
public sealed record NeedsSecondPairOfEyes() : Refusal("needs-second-pair-of-eyes")
{
    /// <inheritdoc />
    public override string Sentence => "Two people say that a key came back. You have done one half: somebody else has to do the other.";
}

/// <summary>Only somebody trusted with a key holds one (INV-042).</summary>
public sealed record NotTrustedWithKeys() : Refusal("not-trusted-with-keys")
{
    /// <inheritdoc />
    public override string Sentence => $"A key goes to somebody who has the step “{TrustStep.KeyHolding.Name()}”, and no step below it on hold.";

    /// <inheritdoc />
    public override string? Field => nameof(KeyHandover.PersonId);
}

/// <summary>Whoever holds it is not somebody the viewer looks after.</summary>
public sealed record KeyIsOut() : Refusal("key-is-out")
{
    /// <inheritdoc />
    public override string Sentence => "This key is out. Whoever has it brings it back from their own page.";
}
