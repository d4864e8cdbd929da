namespace Throughline.Recognition;

/// <summary>What a message was about.</summary>
public enum MessageDimension
{
    /// <summary>Being greeted, looked at, talked to.</summary>
    Acknowledged = 1,

    /// <summary>Being listened to.</summary>
    ListenedTo = 2,

    /// <summary>Being seen as somebody with something to give.</summary>
    Asset = 3,

    /// <summary>Being trusted with a task.</summary>
    TrustedWithTasks = 4,

    /// <summary>Being trusted with keys or with what others know.</summary>
    TrustedWithAccess = 5,

    /// <summary>Having a place in the room or the meeting.</summary>
    Included = 6,

    /// <summary>What they could do next being noticed.</summary>
    Potential = 7,

    /// <summary>How others speak of them.</summary>
    SpokenOf = 8,

    /// <summary>A chance opened or shut.</summary>
    Opportunity = 9,

    /// <summary>Help after something went wrong.</summary>
    SupportAfterSetback = 10,
}

/// <summary>What sort of person a message came from. Never who: there is no field for that (INV-100).</summary>
public enum SourceClass
{
    /// <summary>Somebody senior.</summary>
    SeniorLeader = 1,

    /// <summary>Their own supervisor or officer.</summary>
    OwnSupervisor = 2,

    /// <summary>Staff who work beside them.</summary>
    FrontlineStaff = 3,

    /// <summary>Another peer worker.</summary>
    PeerColleague = 4,

    /// <summary>Somebody who uses the service.</summary>
    ServiceUser = 5,

    /// <summary>Somebody from another service.</summary>
    PartnerAgency = 6,

    /// <summary>Family or friends.</summary>
    FamilyFriend = 7,

    /// <summary>Anybody else.</summary>
    Public = 8,
}

/// <summary>Where something happened, as a kind of place.</summary>
public enum MessageSetting
{
    /// <summary>In passing.</summary>
    InPassing = 1,

    /// <summary>In a meeting or a group.</summary>
    Meeting = 2,

    /// <summary>Face to face, the two of them.</summary>
    OneToOne = 3,

    /// <summary>By phone or in writing.</summary>
    PhoneOrText = 4,

    /// <summary>At an event.</summary>
    Event = 5,

    /// <summary>Anywhere else.</summary>
    Elsewhere = 6,
}

/// <summary>What staff can tell somebody that they see in them. Each asks for a strength; there is no other kind (INV-105).</summary>
public enum BeliefPrompt
{
    /// <summary>Something they did well.</summary>
    DoneWell = 1,

    /// <summary>What they bring.</summary>
    Brings = 2,

    /// <summary>What they would be trusted with.</summary>
    WouldTrust = 3,

    /// <summary>How they have grown.</summary>
    Grown = 4,

    /// <summary>What others gain from them.</summary>
    OthersGain = 5,
}

/// <summary>What sort of chance was shut.</summary>
public enum OpportunityKind
{
    /// <summary>A job.</summary>
    Job = 1,

    /// <summary>A step up.</summary>
    Promotion = 2,

    /// <summary>Training.</summary>
    Training = 3,

    /// <summary>A way in: a room, a key, a system, a meeting.</summary>
    Access = 4,

    /// <summary>A role or task.</summary>
    Role = 5,
}

/// <summary>What became of a chance that was shut.</summary>
public enum OpportunityOutcome
{
    /// <summary>Not known yet.</summary>
    Waiting = 1,

    /// <summary>It was opened after all.</summary>
    Opened = 2,

    /// <summary>It stayed shut.</summary>
    StayedShut = 3,

    /// <summary>The person found another way.</summary>
    AnotherWay = 4,
}

/// <summary>What the things of this slice are called on a page.</summary>
public static class RecognitionWords
{
    private static readonly Dictionary<MessageDimension, string> Dimensions = new()
    {
        [MessageDimension.Acknowledged] = "Being greeted, looked at or talked to",
        [MessageDimension.ListenedTo] = "Being listened to",
        [MessageDimension.Asset] = "Being seen as somebody with a lot to give",
        [MessageDimension.TrustedWithTasks] = "Being trusted with a task",
        [MessageDimension.TrustedWithAccess] = "Being trusted with a key, or with what others know",
        [MessageDimension.Included] = "Having a place in the room or at the meeting",
        [MessageDimension.Potential] = "Somebody seeing what you could do next",
        [MessageDimension.SpokenOf] = "How people speak of you",
        [MessageDimension.Opportunity] = "A chance that opened or shut",
        [MessageDimension.SupportAfterSetback] = "Help when something went wrong",
    };

    private static readonly Dictionary<SourceClass, string> Sources = new()
    {
        [SourceClass.SeniorLeader] = "Somebody senior, such as a head or a manager",
        [SourceClass.OwnSupervisor] = "Your own supervisor or officer",
        [SourceClass.FrontlineStaff] = "Staff who work beside you",
        [SourceClass.PeerColleague] = "Another peer worker",
        [SourceClass.ServiceUser] = "Somebody you mentor, or who uses the service",
        [SourceClass.PartnerAgency] = "Somebody from another service",
        [SourceClass.FamilyFriend] = "Family or a friend",
        [SourceClass.Public] = "Somebody else",
    };

    private static readonly Dictionary<MessageSetting, string> Settings = new()
    {
        [MessageSetting.InPassing] = "In passing, such as in the corridor",
        [MessageSetting.Meeting] = "In a meeting or a group",
        [MessageSetting.OneToOne] = "Face to face, just the two of you",
        [MessageSetting.PhoneOrText] = "By phone or in writing",
        [MessageSetting.Event] = "At an event",
        [MessageSetting.Elsewhere] = "Anywhere else",
    };

    private static readonly Dictionary<BeliefPrompt, string> Prompts = new()
    {
        [BeliefPrompt.DoneWell] = "Something I saw you do well",
        [BeliefPrompt.Brings] = "What you bring that nobody else does",
        [BeliefPrompt.WouldTrust] = "What I would trust you with",
        [BeliefPrompt.Grown] = "How I have seen you grow",
        [BeliefPrompt.OthersGain] = "What others gain from you",
    };

    private static readonly Dictionary<OpportunityKind, string> Kinds = new()
    {
        [OpportunityKind.Job] = "A job",
        [OpportunityKind.Promotion] = "A step up",
        [OpportunityKind.Training] = "Training",
        [OpportunityKind.Access] = "A way in: a room, a key, a system or a meeting",
        [OpportunityKind.Role] = "A role or a task",
    };

    private static readonly Dictionary<OpportunityOutcome, string> Outcomes = new()
    {
        [OpportunityOutcome.Waiting] = "Not known yet",
        [OpportunityOutcome.Opened] = "It was opened after all",
        [OpportunityOutcome.StayedShut] = "It stayed shut",
        [OpportunityOutcome.AnotherWay] = "I found another way",
    };

    /// <summary>The dimension in plain words.</summary>
    public static string Name(this MessageDimension dimension) => Dimensions[dimension];

    /// <summary>The class in plain words.</summary>
    public static string Name(this SourceClass source) => Sources[source];

    /// <summary>The setting in plain words.</summary>
    public static string Name(this MessageSetting setting) => Settings[setting];

    /// <summary>The prompt, as it stands before the words.</summary>
    public static string Name(this BeliefPrompt prompt) => Prompts[prompt];

    /// <summary>The kind in plain words.</summary>
    public static string Name(this OpportunityKind kind) => Kinds[kind];

    /// <summary>The outcome in plain words.</summary>
    public static string Name(this OpportunityOutcome outcome) => Outcomes[outcome];

    /// <summary>How it felt, from −2 to 2, in plain words.</summary>
    public static string Felt(int value) => value switch
    {
        2 => "Very kind. It did me a lot of good",
        1 => "Kind. It did me some good",
        0 => "Neither kind nor cold",
        -1 => "Cold. It hurt a little",
        -2 => "Very cold. It hurt a lot",
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "It is from −2 to 2."),
    };

    /// <summary>Kind, cold or neither.</summary>
    public static string Side(int value) => value > 0 ? "kind" : value < 0 ? "cold" : "neither kind nor cold";

    /// <summary>How long it stayed with somebody, from 0 to 3, in plain words.</summary>
    public static string Stays(int impact) => impact switch
    {
        0 => "Not at all",
        1 => "For a moment",
        2 => "For the day",
        3 => "It is still with me",
        _ => throw new ArgumentOutOfRangeException(nameof(impact), impact, "It is from 0 to 3."),
    };

    /// <summary>How far somebody feels in between, from 0 to 4, in plain words.</summary>
    public static string Between(int felt) => felt switch
    {
        0 => "Not at all",
        1 => "A little",
        2 => "Quite a lot",
        3 => "Very much",
        4 => "All the time",
        _ => throw new ArgumentOutOfRangeException(nameof(felt), felt, "It is from 0 to 4."),
    };
}
