using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Where the asking for an officer's approval stands.</summary>
public enum ApprovalState
{
    /// <summary>A coordinator has asked.</summary>
    Asked = 1,

    /// <summary>The officer has agreed.</summary>
    Given = 2,

    /// <summary>The officer has not agreed, and said why.</summary>
    Refused = 3,
}

/// <summary>Each state's own exits, and its name.</summary>
public static class ApprovalStates
{
    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ApprovalState> ExitsOf(ApprovalState state) => state == ApprovalState.Asked ? [ApprovalState.Given, ApprovalState.Refused] : [];

    /// <summary>The state in plain words.</summary>
    public static string Name(this ApprovalState state) => state switch
    {
        ApprovalState.Asked => "Asked for",
        ApprovalState.Given => "Given",
        _ => "Not given",
    };
}

/// <summary>
/// The responsible officer's agreement that somebody under their supervision takes up a role (INV-020): asked for by a coordinator, answered by
/// the officer in their own session, in words that the person reads.
/// </summary>
public sealed class OfficerApproval : IAboutPerson
{
    /// <summary>Longest answer, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private OfficerApproval()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The supervision under which it is asked.</summary>
    public Guid EpisodeId { get; private init; }

    /// <summary>The role's scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role it covers.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>Who asked.</summary>
    public Guid AskedById { get; private init; }

    /// <summary>The London date on which it was asked for.</summary>
    public DateOnly AskedOn { get; private init; }

    /// <summary>Who is asked.</summary>
    public Guid OfficerId { get; private set; }

    /// <summary>Where it stands.</summary>
    public ApprovalState State { get; private set; }

    /// <summary>The London date of the answer.</summary>
    public DateOnly? AnsweredOn { get; private set; }

    /// <summary>The officer's words, sealed.</summary>
    public SealedText? Words { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Asks.</summary>
    public static OfficerApproval Ask(Guid id, SupervisionEpisode episode, RoleDefinition role, Guid by, DateOnly on) => new()
    {
        Id = id, PersonId = episode.PersonId, EpisodeId = episode.Id, SchemeId = role.SchemeId, RoleDefinitionId = role.Id,
        AskedById = by, AskedOn = on, OfficerId = episode.OfficerId, State = ApprovalState.Asked,
    };

    /// <summary>Another officer has taken over while it is open.</summary>
    internal void PassTo(Guid officerId)
    {
        if (State == ApprovalState.Asked)
        {
            OfficerId = officerId;
            Version++;
        }
    }

    /// <summary>The officer answers, once.</summary>
    public Refusal? Answer(Guid by, bool gives, SealedText words, DateOnly on)
    {
        if (by != OfficerId)
        {
            return new NotAllowed();
        }

        var to = gives ? ApprovalState.Given : ApprovalState.Refused;
        if (!ApprovalStates.ExitsOf(State).Contains(to))
        {
            return new AlreadyAnswered(AnsweredOn!.Value);
        }

        (State, AnsweredOn, Words) = (to, on, words);
        Version++;
        return null;
    }
}

/// <summary>The officer has answered already.</summary>
/// <param name="On">When.</param>
public sealed record AlreadyAnswered(DateOnly On) : Refusal("already-answered")
{
    /// <inheritdoc />
    public override string Sentence => $"This was answered on {On:d MMMM yyyy}. If things have changed, the coordinator can ask again.";
}
