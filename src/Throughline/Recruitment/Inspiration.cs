using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Where the naming of somebody who inspired an applicant stands.</summary>
public enum InspirationState
{
    /// <summary>The applicant said a name; nobody has been asked yet.</summary>
    Said = 1,

    /// <summary>The person meant has been asked whether they may be named.</summary>
    Asked = 2,

    /// <summary>They agreed to be named.</summary>
    Named = 3,

    /// <summary>They said no, or cannot be asked: who it was is not kept.</summary>
    Anonymous = 4,
}

/// <summary>
/// "I saw somebody do it": a link from somebody who inspired to somebody who applied (CALC-16). It names the one who inspired only with their
/// agreement (INV-170), and only where they held a peer role before the application was sent (INV-171), so that the links never run in a circle of time.
/// </summary>
public sealed class Inspiration : IAboutPerson
{
    /// <summary>Longest name typed, in characters.</summary>
    public const int SaidMaxLength = 100;

    /// <summary>Most people somebody can say.</summary>
    public const int Most = 3;

    private Inspiration()
    {
    }

    internal Inspiration(Guid id, Application application, SealedText said) =>
        (Id, ApplicationId, PersonId, SchemeId, SentOn, Said, State) = (id, application.Id, application.PersonId, application.SchemeId, application.SentOn, said, InspirationState.Said);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private init; }

    /// <summary>Who was inspired.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they applied to.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The London date on which they applied.</summary>
    public DateOnly SentOn { get; private init; }

    /// <summary>Who they said, in their words: sealed; null once it is settled.</summary>
    public SealedText? Said { get; private set; }

    /// <summary>Who it is, while they are asked and once they agreed; null otherwise.</summary>
    public Guid? InspirerId { get; private set; }

    /// <summary>Where it stands.</summary>
    public InspirationState State { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Asks the person who is meant.</summary>
    /// <param name="inspirerId">Who is meant.</param>
    /// <param name="inPeerRoleSince">The London date on which they first did peer work; null when they never did.</param>
    public Refusal? Ask(Guid inspirerId, DateOnly? inPeerRoleSince)
    {
        if (State != InspirationState.Said)
        {
            return new InspirationSettled();
        }

        if (inspirerId == PersonId)
        {
            return new Invalid(nameof(InspirerId), "Nobody is named as having inspired themselves");
        }

        if (inPeerRoleSince is null || inPeerRoleSince >= SentOn)
        {
            return new NotInPeerRoleThen();
        }

        (InspirerId, State) = (inspirerId, InspirationState.Asked);
        Version++;
        return null;
    }

    /// <summary>The person asked answers. A no leaves a link without a name.</summary>
    public Refusal? Answer(Guid by, bool mayBeNamed)
    {
        if (State != InspirationState.Asked || by != InspirerId)
        {
            return new InspirationSettled();
        }

        if (!mayBeNamed)
        {
            return LeaveAnonymous();
        }

        (State, Said) = (InspirationState.Named, null);
        Version++;
        return null;
    }

    /// <summary>Leaves the link without a name: the person cannot be asked, or asked to be left out.</summary>
    public Refusal? LeaveAnonymous()
    {
        if (State is InspirationState.Anonymous)
        {
            return new InspirationSettled();
        }

        (State, InspirerId, Said) = (InspirationState.Anonymous, null, null);
        Version++;
        return null;
    }
}

/// <summary>It has been answered already.</summary>
public sealed record InspirationSettled() : Refusal("inspiration-settled")
{
    /// <inheritdoc />
    public override string Sentence => "This has been answered already. Nothing more needs doing.";
}

/// <summary>INV-171: whoever is named did peer work before the application was sent.</summary>
public sealed record NotInPeerRoleThen() : Refusal("not-in-peer-role-then")
{
    /// <inheritdoc />
    public override string Sentence => "This person was not doing peer work before the application was sent. Choose somebody else, or leave the name out.";

    /// <inheritdoc />
    public override string? Field => nameof(Inspiration.InspirerId);
}
