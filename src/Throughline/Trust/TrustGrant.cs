using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>
/// One step of trust, given to one holder of a role by a named person, in words (INV-040). It holds from the day the holder accepts it. It can be
/// put on hold and taken back only by two people, with a reason and somebody to appeal to (INV-041).
/// </summary>
/// <remarks>
/// A hold runs out by itself: after some hours unless a second person agrees, otherwise at the end of its last day. From then on the step counts
/// again, whatever anybody forgot to write down.
/// </remarks>
public sealed class TrustGrant : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 2000;

    private readonly List<TrustEntry> entries = [];

    private TrustGrant()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The holder.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The role holding it is given for, and with which it ends.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>That holding's role.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>That role's scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Which step.</summary>
    public TrustStep Step { get; private init; }

    /// <summary>Where it stands.</summary>
    public TrustState State { get; private set; }

    /// <summary>Who put it forward.</summary>
    public Guid? ProposedById { get; private init; }

    /// <summary>Who granted it; null until somebody has.</summary>
    public Guid? GivenById { get; private set; }

    /// <summary>The London date from which it holds; null until it is accepted.</summary>
    public DateOnly? ActiveFrom { get; private set; }

    /// <summary>By when it is to be looked at again; null before it is offered and once it is over.</summary>
    public DateOnly? ReviewOn { get; private set; }

    /// <summary>When the present hold runs out; null where there is none.</summary>
    public DateTimeOffset? HeldUntil { get; private set; }

    /// <summary>The last London date of the present hold, once a second person agrees.</summary>
    public DateOnly? HoldLastDay { get; private set; }

    /// <summary>Who put it on hold.</summary>
    public Guid? HeldById { get; private set; }

    /// <summary>Who was the second to agree to the hold.</summary>
    public Guid? HoldConfirmedById { get; private set; }

    /// <summary>Whose hold ran out the last time without a second person: they do not place the next one.</summary>
    public Guid? UnconfirmedById { get; private set; }

    /// <summary>Who has asked that it be taken back, until a second person agrees.</summary>
    public Guid? WithdrawalById { get; private set; }

    /// <summary>To whom the holder can appeal.</summary>
    public Guid? AppealToId { get; private set; }

    /// <summary>The London date on which the holder appealed.</summary>
    public DateOnly? AppealedOn { get; private set; }

    /// <summary>The London date on which the appeal was answered.</summary>
    public DateOnly? AppealAnsweredOn { get; private set; }

    /// <summary>The London date on which it was over; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Everything that happened to it, oldest first.</summary>
    public IReadOnlyList<TrustEntry> Entries => entries;

    /// <summary>Puts a step forward for a role. Whether it is the next one is the use case's to check.</summary>
    /// <param name="id">The id.</param>
    /// <param name="holding">The role holding.</param>
    /// <param name="step">The step.</param>
    /// <param name="by">Who puts it forward: the holder or somebody else.</param>
    /// <param name="on">The London date.</param>
    /// <param name="words">Why they think so, sealed; may be absent.</param>
    public static TrustGrant Propose(Guid id, RoleHolding holding, TrustStep step, Guid by, DateOnly on, SealedText? words)
    {
        var grant = new TrustGrant
        {
            Id = id,
            PersonId = holding.PersonId,
            HoldingId = holding.Id,
            RoleDefinitionId = holding.RoleDefinitionId,
            SchemeId = holding.SchemeId,
            Step = step,
            State = TrustState.Proposed,
            ProposedById = by,
        };
        grant.Write(TrustEvent.Proposed, by, on, words);
        return grant;
    }

    /// <summary>Grants it in words. Who may, and how far ahead the review lies, is the use case's to check.</summary>
    public Refusal? Offer(Guid by, DateOnly on, SealedText words, DateOnly reviewOn)
    {
        if (by == PersonId)
        {
            return new NotYourOwn();
        }

        if (Move(TrustState.Offered) is { } refusal)
        {
            return refusal;
        }

        (GivenById, ReviewOn) = (by, reviewOn);
        Write(TrustEvent.Offered, by, on, words);
        return null;
    }

    /// <summary>The holder says yes.</summary>
    public Refusal? Accept(DateOnly on)
    {
        if (Move(TrustState.Accepted) is { } refusal)
        {
            return refusal;
        }

        Move(TrustState.Active);
        ActiveFrom = on;
        Write(TrustEvent.Accepted, PersonId, on, null);
        return null;
    }

    /// <summary>The holder says no. No reason is asked for, and nothing follows.</summary>
    public Refusal? Decline(DateOnly on)
    {
        if (Move(TrustState.Declined) is { } refusal)
        {
            return refusal;
        }

        Close(on);
        Write(TrustEvent.Declined, PersonId, on, null);
        return null;
    }

    /// <summary>Looks at it again: it goes on, with new words and a new date.</summary>
    public Refusal? Review(Guid by, DateOnly on, SealedText words, DateOnly next)
    {
        if (by == PersonId)
        {
            return new NotYourOwn();
        }

        if (Move(TrustState.ReviewDue) is { } refusal)
        {
            return refusal;
        }

        Move(TrustState.Active);
        ReviewOn = next;
        Write(TrustEvent.Reviewed, by, on, words);
        return null;
    }

    /// <summary>Takes the date of a step above, which was granted or looked at and rests on this one. Only while it is active.</summary>
    internal void ReviewWith(DateOnly next)
    {
        if (State == TrustState.Active && ReviewOn != next)
        {
            Move(TrustState.ReviewDue);
            Move(TrustState.Active);
            ReviewOn = next;
        }
    }

    /// <summary>Puts it on hold at once, for some hours, until a second person agrees.</summary>
    /// <param name="by">Who does it.</param>
    /// <param name="now">The instant.</param>
    /// <param name="words">Why, and what was looked at, sealed.</param>
    /// <param name="confirmBy">When it runs out unless somebody else agrees.</param>
    /// <param name="lastDay">The last London date of the hold once somebody does: after today.</param>
    /// <param name="appealTo">To whom the holder can appeal: neither of the two who decide, nor the holder.</param>
    public Refusal? Hold(Guid by, DateTimeOffset now, SealedText words, DateTimeOffset confirmBy, DateOnly lastDay, Guid appealTo)
    {
        if (by == PersonId)
        {
            return new NotYourOwn();
        }

        if (appealTo == by || appealTo == PersonId)
        {
            return new AppealToSomebodyElse();
        }

        if (State == TrustState.Suspended && !HoldStands(now))
        {
            return new HoldNotSettled();
        }

        if (UnconfirmedById == by)
        {
            return new SomebodyElseMustHold();
        }

        if (Move(TrustState.Suspended) is { } refusal)
        {
            return refusal;
        }

        (HeldById, HoldConfirmedById, HeldUntil, HoldLastDay, AppealToId, AppealedOn, AppealAnsweredOn, WithdrawalById) =
            (by, null, confirmBy, lastDay, appealTo, null, null, null);
        Write(TrustEvent.Held, by, now.LondonDate(), words);
        return null;
    }

    /// <summary>A second person agrees to the hold, which then lasts to the end of its last day.</summary>
    public Refusal? ConfirmHold(Guid by, DateTimeOffset now, SealedText words)
    {
        if (Standing(now) is { } refusal)
        {
            return refusal;
        }

        if (HoldConfirmedById is not null)
        {
            return new HoldConfirmedAlready();
        }

        if (by == HeldById || by == PersonId || by == AppealToId)
        {
            return new NeedsSecondPerson();
        }

        (HoldConfirmedById, HeldUntil, UnconfirmedById) = (by, HoldLastDay!.Value.AddDays(1).StartInLondon(), null);
        Version++;
        Write(TrustEvent.HoldConfirmed, by, now.LondonDate(), words);
        return null;
    }

    /// <summary>Gives it back, in words; also after the hold has run out, to say how it ended.</summary>
    public Refusal? Restore(Guid by, DateTimeOffset now, SealedText words)
    {
        if (by == PersonId)
        {
            return new NotYourOwn();
        }

        var alone = State == TrustState.Suspended && HoldConfirmedById is null && !HoldStands(now) ? HeldById : null;
        if (Move(TrustState.Restored) is { } refusal)
        {
            return refusal;
        }

        Move(TrustState.Active);
        UnconfirmedById = alone;
        (HeldUntil, HoldLastDay, HeldById, HoldConfirmedById, WithdrawalById) = (null, null, null, null, null);
        Write(TrustEvent.Restored, by, now.LondonDate(), words);
        return null;
    }

    /// <summary>One person asks that it be taken back. Nothing changes for the holder until a second one agrees.</summary>
    public Refusal? AskWithdrawal(Guid by, DateTimeOffset now, SealedText words)
    {
        if (MayDecide(by, now) is { } refusal)
        {
            return refusal;
        }

        if (WithdrawalById is not null)
        {
            return new WithdrawalAskedAlready();
        }

        WithdrawalById = by;
        Version++;
        Write(TrustEvent.WithdrawalAsked, by, now.LondonDate(), words);
        return null;
    }

    /// <summary>A second person agrees, and it is taken back (INV-041).</summary>
    public Refusal? Withdraw(Guid by, DateTimeOffset now, SealedText words)
    {
        if (MayDecide(by, now) is { } refusal)
        {
            return refusal;
        }

        if (WithdrawalById is null || WithdrawalById == by)
        {
            return new NeedsSecondPerson();
        }

        Move(TrustState.Withdrawn);
        Close(now.LondonDate());
        HeldUntil = null;
        Write(TrustEvent.Withdrawn, by, now.LondonDate(), words);
        return null;
    }

    /// <summary>The holder appeals, once for each hold, to the person who was named.</summary>
    public Refusal? Appeal(DateOnly on, SealedText words)
    {
        if (!CanAppeal)
        {
            return new NothingToAppeal();
        }

        AppealedOn = on;
        Version++;
        Write(TrustEvent.Appealed, PersonId, on, words);
        return null;
    }

    /// <summary>The named person answers. What follows from an appeal that was upheld is the use case's to do.</summary>
    public Refusal? AnswerAppeal(Guid by, DateOnly on, SealedText words)
    {
        if (AppealedOn is null || AppealAnsweredOn is not null)
        {
            return new NoAppealWaits();
        }

        if (by != AppealToId)
        {
            return new NotAllowed();
        }

        AppealAnsweredOn = on;
        Version++;
        Write(TrustEvent.AppealAnswered, by, on, words);
        return null;
    }

    /// <summary>Ends it: because the role has ended, or because a proposal is let go.</summary>
    /// <param name="by">Who ended it; null for the system itself.</param>
    /// <param name="on">The London date.</param>
    /// <param name="words">Words to the holder, sealed; may be absent.</param>
    public Refusal? End(Guid? by, DateOnly on, SealedText? words = null)
    {
        if (Move(TrustState.Ended) is { } refusal)
        {
            return refusal;
        }

        Close(on);
        HeldUntil = null;
        Write(TrustEvent.Ended, by, on, words);
        return null;
    }

    /// <summary>True while a hold keeps the step from counting.</summary>
    public bool HoldStands(DateTimeOffset now) => State == TrustState.Suspended && HeldUntil > now;

    /// <summary>True when the step counts: it is active, or its hold has run out.</summary>
    public bool Counts(DateTimeOffset now) => State == TrustState.Active || (State == TrustState.Suspended && !HoldStands(now));

    /// <summary>True when the holder can still appeal.</summary>
    public bool CanAppeal => State is TrustState.Suspended or TrustState.Withdrawn && AppealToId is not null && AppealedOn is null;

    private Refusal? MayDecide(Guid by, DateTimeOffset now) =>
        Standing(now) is { } refusal ? refusal
        : HoldConfirmedById is null ? new HoldNotConfirmed()
        : by == PersonId ? new NotYourOwn()
        : by == AppealToId ? new NeedsSecondPerson()
        : null;

    private Refusal? Standing(DateTimeOffset now) =>
        State != TrustState.Suspended ? new NotOnHold()
        : HoldStands(now) ? null
        : new HoldRanOut();

    private void Close(DateOnly on) => (ClosedOn, ReviewOn) = (on, null);

    private void Write(TrustEvent what, Guid? by, DateOnly on, SealedText? words) =>
        entries.Add(new TrustEntry(Id, PersonId, entries.Count + 1, what, by, on, words));

    private Refusal? Move(TrustState to)
    {
        if (!TrustStates.ExitsOf(State).Contains(to))
        {
            return new TrustMoveNotOpen(State, to);
        }

        State = to;
        Version++;
        return null;
    }
}
