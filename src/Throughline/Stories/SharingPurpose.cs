using Throughline.People;

namespace Throughline.Stories;

/// <summary>Whom a purpose can be shared with.</summary>
public enum AudienceKind
{
    /// <summary>One trained coder, by name.</summary>
    TrainedCoder = 1,

    /// <summary>One of the owner's present supervisors, by name.</summary>
    Supervisor = 2,

    /// <summary>The coordinators of one of the owner's schemes.</summary>
    SchemeCoordinators = 3,

    /// <summary>Nobody here: it is kept in another store.</summary>
    OutsideOperations = 4,
}

/// <summary>One thing that a story can be shared for. Each is asked about alone, never with another (E10).</summary>
/// <param name="Key">A stable name.</param>
/// <param name="Name">What the owner is asked, in plain words.</param>
/// <param name="Explanation">What will happen with the words, and what will not.</param>
/// <param name="Audience">Whom it can be shared with.</param>
/// <param name="NamesAudience">True when the owner must name who will meet the words in the end.</param>
/// <param name="Channels">In what ways.</param>
public sealed record SharingPurpose(
    string Key, string Name, string Explanation, AudienceKind Audience, bool NamesAudience, IReadOnlyList<ConsentChannel> Channels)
{
    /// <summary>Marking passages with the owner.</summary>
    public const string CodingKey = "coding";

    /// <summary>Talking in supervision.</summary>
    public const string SupervisionKey = "supervision";

    /// <summary>Research, which has no effect in operations.</summary>
    public const string ResearchKey = "research";

    /// <summary>Every purpose, in the order they are shown.</summary>
    public static IReadOnlyList<SharingPurpose> All { get; } =
    [
        new(CodingKey, "Marking passages with me",
            "One person you choose, who is trained for it, reads this and marks passages that say something about change. You say of each mark if it is right.",
            AudienceKind.TrainedCoder, false, [ConsentChannel.OnScreen]),
        new(SupervisionKey, "Talking about it in supervision",
            "Your supervisor can read this, so that you can talk about it together. They see the marks on it, what you said about them, and how you see the four sides yourself.",
            AudienceKind.Supervisor, false, [ConsentChannel.OnScreen, ConsentChannel.OnPaper]),
        new("training", "Helping to train others",
            "The coordinators of your scheme can read this and use it when they train new peer workers or staff.",
            AudienceKind.SchemeCoordinators, true, [ConsentChannel.InTheRoom, ConsentChannel.OnPaper, ConsentChannel.OnScreen]),
        new("programme", "In programme sessions",
            "The coordinators of your scheme can use this in sessions. Some people there may have to come, so we ask you to name the group.",
            AudienceKind.SchemeCoordinators, true, [ConsentChannel.InTheRoom, ConsentChannel.OnPaper]),
        new(ResearchKey, "In a research study",
            "Says that you are willing. It opens nothing here: a study keeps its own store, asks you again, and nobody in the service can see your answer.",
            AudienceKind.OutsideOperations, true, [ConsentChannel.OnPaper]),
    ];

    /// <summary>True when a yes opens the story to its audience.</summary>
    public bool GrantsReading => Audience != AudienceKind.OutsideOperations;

    /// <summary>The hats that can ever read a shared story. Those who see aggregates only, or no content, are not among them.</summary>
    public static bool MayRead(Hat hat) => hat is Hat.PeerWorker or Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague;

    /// <summary>The purpose with a key, or null.</summary>
    public static SharingPurpose? Find(string? key) => All.FirstOrDefault(p => p.Key == key);
}
