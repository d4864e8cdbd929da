using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>
/// One person on one programme, whichever cohorts they do it with. What they have come to and what was signed off stays theirs when they go on with
/// another cohort.
/// </summary>
public sealed class Enrolment : IAboutPerson
{
    private readonly List<EnrolmentPlace> places = [];

    private Enrolment()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role they train for.</summary>
    public Guid HoldingId { get; private init; }

    /// <summary>The programme.</summary>
    public Guid ProgrammeId { get; private init; }

    /// <summary>The cohort they do it with now, or will go on with; null while they wait for one.</summary>
    public Guid? CohortId { get; private set; }

    /// <summary>True when training for this role tells others something of the person's past: what a label sunset covers (INV-009).</summary>
    public bool TellsOfThePast { get; private init; }

    /// <summary>Where they stand.</summary>
    public EnrolmentState State { get; private set; }

    /// <summary>The London date on which they got the place.</summary>
    public DateOnly EnrolledOn { get; private init; }

    /// <summary>The London date on which it ended; null while it runs.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Who ended it, where somebody else did.</summary>
    public Guid? EndedById { get; private set; }

    /// <summary>Why they go on later, or why they were asked to stop and what was looked at: sealed. Nothing for stopping by own choice.</summary>
    public SealedText? Note { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>The cohorts they had or have a place in, oldest first.</summary>
    public IReadOnlyList<EnrolmentPlace> Places => places;

    /// <summary>Gives somebody a place.</summary>
    internal static Enrolment Enrol(Guid id, RoleHolding holding, RoleDefinition role, Cohort cohort, DateOnly on)
    {
        var enrolment = new Enrolment
        {
            Id = id,
            PersonId = holding.PersonId,
            SchemeId = holding.SchemeId,
            HoldingId = holding.Id,
            ProgrammeId = cohort.ProgrammeId,
            CohortId = cohort.Id,
            TellsOfThePast = role.TellsOfThePast,
            State = EnrolmentState.Enrolled,
            EnrolledOn = on,
        };
        enrolment.places.Add(new EnrolmentPlace(id, holding.PersonId, 1, cohort.Id, on));
        return enrolment;
    }

    /// <summary>They came, or caught up, or showed a part: from now on they take part. Does nothing when they do already.</summary>
    internal Refusal? TakePart() => State == EnrolmentState.Attending ? null : Move(EnrolmentState.Attending);

    /// <summary>They will go on with another cohort, known or not yet.</summary>
    internal Refusal? Defer(DateOnly on, Guid? nextCohortId, SealedText? note)
    {
        if (Move(EnrolmentState.Deferred) is { } refusal)
        {
            return refusal;
        }

        Note = note;
        Leave(on);
        if (nextCohortId is { } next)
        {
            Join(next, on);
        }

        return null;
    }

    /// <summary>Gives somebody who will go on later a place in a cohort, in place of the one they had in mind before.</summary>
    internal Refusal? PlaceIn(Guid cohortId, DateOnly on)
    {
        if (State != EnrolmentState.Deferred)
        {
            return new EnrolmentMoveNotOpen(State);
        }

        Leave(on);
        Join(cohortId, on);
        Version++;
        return null;
    }

    /// <summary>The cohort they were to go to is called off before it began: they wait for another.</summary>
    internal void LoseCohort(DateOnly on)
    {
        if (State != EnrolmentState.Deferred)
        {
            State = EnrolmentState.Deferred;
        }

        Leave(on);
        Version++;
    }

    /// <summary>They stop, by their own choice. Nobody asks why.</summary>
    internal Refusal? Withdraw(DateOnly on, Guid by) => End(EnrolmentState.Withdrew, on, by == PersonId ? null : by, null);

    /// <summary>Somebody asks them to stop, and says why (E02).</summary>
    internal Refusal? AskToStop(DateOnly on, Guid by, SealedText why) => End(EnrolmentState.AskedToStop, on, by, why);

    /// <summary>They have done what it takes. Whether they have is the use case's to check.</summary>
    internal Refusal? Complete(DateOnly on, Guid by) => End(EnrolmentState.Completed, on, by, null);

    private Refusal? End(EnrolmentState to, DateOnly on, Guid? by, SealedText? note)
    {
        if (on < EnrolledOn)
        {
            return new Invalid("On", "The date must not be before they got the place");
        }

        if (Move(to) is { } refusal)
        {
            return refusal;
        }

        (EndedOn, EndedById, Note) = (on, by, note);
        if (places.LastOrDefault() is { To: null } last)
        {
            last.End(on);
        }

        return null;
    }

    private void Leave(DateOnly on)
    {
        CohortId = null;
        if (places.LastOrDefault() is { To: null } last)
        {
            last.End(on);
        }
    }

    private void Join(Guid cohortId, DateOnly on)
    {
        CohortId = cohortId;
        places.Add(new EnrolmentPlace(Id, PersonId, places.Count + 1, cohortId, on));
    }

    private EnrolmentMoveNotOpen? Move(EnrolmentState to)
    {
        if (!EnrolmentStates.ExitsOf(State).Contains(to))
        {
            return new EnrolmentMoveNotOpen(State);
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>A place that somebody had or has in one cohort.</summary>
public sealed class EnrolmentPlace : IAboutPerson
{
    private EnrolmentPlace()
    {
    }

    internal EnrolmentPlace(Guid enrolmentId, Guid personId, int number, Guid cohortId, DateOnly from) =>
        (EnrolmentId, PersonId, Number, CohortId, From) = (enrolmentId, personId, number, cohortId, from);

    /// <summary>The enrolment.</summary>
    public Guid EnrolmentId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Order within the enrolment, from 1.</summary>
    public int Number { get; private init; }

    /// <summary>The cohort.</summary>
    public Guid CohortId { get; private init; }

    /// <summary>Since which London date.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Until which London date; null while they have it.</summary>
    public DateOnly? To { get; private set; }

    internal void End(DateOnly on) => To = on;
}

/// <summary>The enrolment has no such move.</summary>
/// <param name="State">Where it stands.</param>
public sealed record EnrolmentMoveNotOpen(EnrolmentState State) : Refusal("enrolment-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => State switch
    {
        EnrolmentState.Enrolled => "They have a place and have not been to a session yet. Keep the register first.",
        EnrolmentState.Attending => "They are taking part already.",
        EnrolmentState.Deferred => "They will go on with another course. Give them a place there first.",
        EnrolmentState.Completed => "They have finished this course.",
        EnrolmentState.Withdrew => "They have stopped this course.",
        _ => "They were asked to stop this course.",
    };
}
