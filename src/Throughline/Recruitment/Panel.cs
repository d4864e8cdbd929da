using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Somebody asked to say what they saw in an applicant.</summary>
public sealed class PanelSeat : IAboutPerson
{
    private PanelSeat()
    {
    }

    internal PanelSeat(Application application, Guid memberId, DateOnly askedOn) =>
        (ApplicationId, PersonId, MemberId, AskedOn) = (application.Id, application.PersonId, memberId, askedOn);

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private init; }

    /// <summary>Who applied.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who is asked.</summary>
    public Guid MemberId { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly AskedOn { get; private init; }
}

/// <summary>What a panel member says of one dimension: in words, with one of three plain answers. They are never added up.</summary>
public enum PanelStanding
{
    /// <summary>Saw it.</summary>
    Seen = 1,

    /// <summary>Saw some of it.</summary>
    SomeOfIt = 2,

    /// <summary>Did not come to see it.</summary>
    NotSeenYet = 3,
}

/// <summary>What one panel member saw, in one dimension.</summary>
public sealed class PanelView : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private PanelView()
    {
    }

    internal PanelView(Application application, Guid memberId, string dimension, PanelStanding standing, SealedText? words) =>
        (ApplicationId, PersonId, MemberId, Dimension, Standing, Words) = (application.Id, application.PersonId, memberId, dimension, standing, words);

    /// <summary>The application.</summary>
    public Guid ApplicationId { get; private init; }

    /// <summary>Who applied.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Who says it.</summary>
    public Guid MemberId { get; private init; }

    /// <summary>Code of the dimension, from the scheme's list.</summary>
    public string Dimension { get; private init; } = "";

    /// <summary>The plain answer.</summary>
    public PanelStanding Standing { get; private set; }

    /// <summary>What they saw, in words: sealed under the applicant's key.</summary>
    public SealedText? Words { get; private set; }

    internal void Say(PanelStanding standing, SealedText? words) => (Standing, Words) = (standing, words);
}

/// <summary>The seats without any filter. The visibility rule of applications is written over this; nothing else may use it.</summary>
internal sealed class SeatGrant
{
    public Guid ApplicationId { get; init; }

    public Guid MemberId { get; init; }
}

/// <summary>What the plain answers are called.</summary>
public static class PanelStandings
{
    /// <summary>What it is called on a page.</summary>
    public static string Name(this PanelStanding standing) => standing switch
    {
        PanelStanding.Seen => "I saw it",
        PanelStanding.SomeOfIt => "I saw some of it",
        _ => "I did not get to see it",
    };
}

/// <summary>A panel has at least so many members besides whoever decides.</summary>
/// <param name="Fewest">How many.</param>
public sealed record PanelTooSmall(int Fewest) : Refusal("panel-too-small")
{
    /// <inheritdoc />
    public override string Sentence => $"Choose at least {Fewest} people for the panel, so that no one person decides alone.";

    /// <inheritdoc />
    public override string? Field => "Members";
}
