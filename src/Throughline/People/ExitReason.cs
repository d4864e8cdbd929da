namespace Throughline.People;

/// <summary>Why a role ended: the eighteen reasons of the domain model. The first five count as planned.</summary>
public enum ExitReason
{
    /// <summary>Went on to paid work in this service.</summary>
    ProgressedPaidSameService = 1,

    /// <summary>Went on to paid work elsewhere in criminal justice.</summary>
    ProgressedPaidElsewhereJustice = 2,

    /// <summary>Went on to work outside criminal justice.</summary>
    ProgressedMainstream = 3,

    /// <summary>Went on to education or training.</summary>
    EducationOrTraining = 4,

    /// <summary>Completed the agreed time.</summary>
    CompletedAgreedTerm = 5,

    /// <summary>Own choice: had done enough.</summary>
    OwnChoiceEnough = 6,

    /// <summary>Own choice: was not happy.</summary>
    OwnChoiceUnhappy = 7,

    /// <summary>Health or caring for somebody.</summary>
    HealthOrCaring = 8,

    /// <summary>A relapse, and their own decision.</summary>
    RelapseOwnDecision = 9,

    /// <summary>Moved away.</summary>
    MovedAway = 10,

    /// <summary>Was invited to leave.</summary>
    InvitedToLeave = 11,

    /// <summary>Was dismissed.</summary>
    Dismissed = 12,

    /// <summary>Clearance was refused or withdrawn.</summary>
    VettingWithdrawnOrRefused = 13,

    /// <summary>Licence revoked: recalled.</summary>
    LicenceRevokedRecalled = 14,

    /// <summary>A new sentence or charge.</summary>
    NewSentenceOrCharge = 15,

    /// <summary>Contact was lost.</summary>
    LostContact = 16,

    /// <summary>Died.</summary>
    Died = 17,

    /// <summary>The scheme closed.</summary>
    SchemeClosed = 18,
}

/// <summary>What each exit reason is called, and whether it was planned.</summary>
public static class ExitReasons
{
    private static readonly Dictionary<ExitReason, string> Names = new()
    {
        [ExitReason.ProgressedPaidSameService] = "Went on to paid work in this service",
        [ExitReason.ProgressedPaidElsewhereJustice] = "Went on to paid work elsewhere in justice services",
        [ExitReason.ProgressedMainstream] = "Went on to work outside justice services",
        [ExitReason.EducationOrTraining] = "Went on to education or training",
        [ExitReason.CompletedAgreedTerm] = "Completed the time agreed",
        [ExitReason.OwnChoiceEnough] = "Own choice: had done enough",
        [ExitReason.OwnChoiceUnhappy] = "Own choice: was not happy",
        [ExitReason.HealthOrCaring] = "Health, or caring for somebody",
        [ExitReason.RelapseOwnDecision] = "A relapse, and their own decision",
        [ExitReason.MovedAway] = "Moved away",
        [ExitReason.InvitedToLeave] = "Was invited to leave",
        [ExitReason.Dismissed] = "Was dismissed",
        [ExitReason.VettingWithdrawnOrRefused] = "Clearance was refused or withdrawn",
        [ExitReason.LicenceRevokedRecalled] = "Licence revoked: recalled",
        [ExitReason.NewSentenceOrCharge] = "A new sentence or charge",
        [ExitReason.LostContact] = "Contact was lost",
        [ExitReason.Died] = "Died",
        [ExitReason.SchemeClosed] = "The scheme closed",
    };

    /// <summary>The reason in plain words.</summary>
    public static string Name(this ExitReason reason) => Names[reason];

    /// <summary>True for the first five: the ending was planned.</summary>
    public static bool IsPlanned(this ExitReason reason) => reason <= ExitReason.CompletedAgreedTerm;

    /// <summary>True for reasons that another person decided: those need their reason in words (E02).</summary>
    public static bool IsDecidedByOthers(this ExitReason reason) => reason is ExitReason.InvitedToLeave or ExitReason.Dismissed or ExitReason.VettingWithdrawnOrRefused;
}
