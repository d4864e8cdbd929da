using System.Globalization;
using System.Text;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Stories.Stages;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace Throughline.Fictional;

/// <summary>What the files of the fictional service say. Days are counted from the day on which it is filled.</summary>
internal sealed class FictionalContent
{
    private const string Folder = "Fictional/";

    private static readonly Lazy<FictionalContent> Shipped = new(() => Parse(Files()));

    private FictionalContent(ServiceFile service, ActsFile acts, RecruitmentFile recruitment, TrainingFile training, ClearancesFile clearances, IReadOnlyList<FictionalPerson> staff, IReadOnlyList<FictionalPerson> peers, IReadOnlyList<FictionalPerson> mentees, IReadOnlyList<StoriesFile> stories) =>
        (Service, Acts, Recruitment, Training, Clearances, Staff, PeerWorkers, Mentees, Stories) = (service, acts, recruitment, training, clearances, staff, peers, mentees, stories);

    public static FictionalContent Current => Shipped.Value;

    public ServiceFile Service { get; }

    public ActsFile Acts { get; }

    public RecruitmentFile Recruitment { get; }

    public TrainingFile Training { get; }

    public ClearancesFile Clearances { get; }

    public IReadOnlyList<FictionalPerson> Staff { get; }

    public IReadOnlyList<FictionalPerson> PeerWorkers { get; }

    public IReadOnlyList<FictionalPerson> Mentees { get; }

    public IReadOnlyList<StoriesFile> Stories { get; }

    public PlacesFile Places { get; private init; } = new();

    public TrustFile Trust { get; private init; } = new();
    public MentoringFile Mentoring { get; private init; } = new();

    public DeliveryFile Delivery { get; private init; } = new();

    public ProgrammesFile Programmes { get; private init; } = new();

    public SurveysFile Surveys { get; private init; } = new();

    public SafeguardingFile Safeguarding { get; private init; } = new();

    public ConcernsFile Concerns { get; private init; } = new();
    public RecognitionFile Recognition { get; private init; } = new();

    public SupportFile Support { get; private init; } = new();

    public ExpensesFile Expenses { get; private init; } = new();

    public IEnumerable<FictionalPerson> Everybody => [.. Staff, .. PeerWorkers, .. Mentees];

    /// <summary>Names and texts of the files, for tests that read them as they are.</summary>
    internal static IEnumerable<(string File, string Text)> Files()
    {
        var assembly = typeof(FictionalContent).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[Folder.Length..].Replace('\\', '/'), reader.ReadToEnd());
        }
    }

    /// <summary>Reads the files; throws where one is missing or says something unknown.</summary>
    internal static FictionalContent Parse(IEnumerable<(string File, string Text)> texts)
    {
        var files = texts.ToDictionary(f => f.File, f => f.Text, StringComparer.Ordinal);
        var yaml = new DeserializerBuilder().WithNamingConvention(HyphenatedNamingConvention.Instance).Build();
        IReadOnlyList<FictionalPerson> People(string name) => yaml.Deserialize<PeopleFile>(files[name]).People;
        return new FictionalContent(
            yaml.Deserialize<ServiceFile>(files["service.yaml"]),
            yaml.Deserialize<ActsFile>(files["acts.yaml"]),
            yaml.Deserialize<RecruitmentFile>(files["recruitment.yaml"]),
            yaml.Deserialize<TrainingFile>(files["training.yaml"]),
            yaml.Deserialize<ClearancesFile>(files["clearances.yaml"]),
            People("staff.yaml"), People("peer-workers.yaml"), People("mentees.yaml"),
            [.. files.Where(f => f.Key.StartsWith("stories/", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => yaml.Deserialize<StoriesFile>(f.Value))])
        {
            Places = yaml.Deserialize<PlacesFile>(files["places.yaml"]),
            Trust = yaml.Deserialize<TrustFile>(files["trust.yaml"]),
            Mentoring = yaml.Deserialize<MentoringFile>(files["mentoring.yaml"]),
            Delivery = yaml.Deserialize<DeliveryFile>(files["delivery.yaml"]),
            Programmes = yaml.Deserialize<ProgrammesFile>(files["programmes.yaml"]),
            Surveys = yaml.Deserialize<SurveysFile>(files["surveys.yaml"]),
            Safeguarding = yaml.Deserialize<SafeguardingFile>(files["safeguarding.yaml"]),
            Concerns = yaml.Deserialize<ConcernsFile>(files["concerns.yaml"]),
            Recognition = yaml.Deserialize<RecognitionFile>(files["recognition.yaml"]),
            Support = yaml.Deserialize<SupportFile>(files["support.yaml"]),
            Expenses = yaml.Deserialize<ExpensesFile>(files["expenses.yaml"]),
        };
    }
}

internal sealed class ServiceFile
{
    public int Begins { get; set; }

    public List<OrganisationEntry> Organisation { get; set; } = [];

    public List<SchemeEntry> Schemes { get; set; } = [];
}

internal sealed class OrganisationEntry
{
    public string Name { get; set; } = "";

    public OrganisationKind Kind { get; set; }

    public int On { get; set; }
}

internal sealed class SchemeEntry
{
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Template { get; set; } = "";

    public int From { get; set; }

    public List<SiteEntry> Sites { get; set; } = [];
}

internal sealed class SiteEntry
{
    public string Name { get; set; } = "";

    public string Address { get; set; } = "";

    public int From { get; set; }

    public List<string> Teams { get; set; } = [];
}

internal sealed class PeopleFile
{
    public List<FictionalPerson> People { get; set; } = [];
}

internal sealed class FictionalPerson
{
    public string Key { get; set; } = "";

    public string Name { get; set; } = "";

    public string Family { get; set; } = "";

    public string? Pronouns { get; set; }

    public string? Contact { get; set; }

    public List<RoleEntry> Roles { get; set; } = [];
}

internal sealed class RoleEntry
{
    /// <summary>Scheme and role: <c>drugs/peer-mentor</c>.</summary>
    public string Role { get; set; } = "";

    public string Path { get; set; } = "";

    public string? Supervisor { get; set; }

    public string? Manager { get; set; }

    public decimal? Hours { get; set; }

    public PauseEntry? Pause { get; set; }

    public EndingEntry? Ending { get; set; }

    public DeclinedEntry? Declined { get; set; }

    public string Scheme => Role.Split('/')[0];

    public string RoleKey => Role.Split('/')[1];

    /// <summary>The states with their days; an ending also has its reason.</summary>
    public IReadOnlyList<(RoleState State, int On, ExitReason? Exit)> Steps =>
    [
        .. Path.Split(',', StringSplitOptions.TrimEntries).Select(step => step.Split(' ')).Select(parts => (
            Enum.Parse<RoleState>(parts[0]),
            int.Parse(parts[1], CultureInfo.InvariantCulture),
            parts.Length > 2 ? Enum.Parse<ExitReason>(parts[2]) : (ExitReason?)null)),
    ];
}

internal sealed class PauseEntry
{
    public string Support { get; set; } = "";

    public int Review { get; set; }

    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";
}

internal sealed class EndingEntry
{
    public string By { get; set; } = "";

    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";
}

internal sealed class DeclinedEntry
{
    public string By { get; set; } = "";

    public int Reapply { get; set; }

    public string Feedback { get; set; } = "";
}

internal sealed class ActsFile
{
    public List<NoContactEntry> NoContact { get; set; } = [];

    public List<AspirationEntry> Aspirations { get; set; } = [];

    public List<SunsetEntry> LabelSunsets { get; set; } = [];

    public List<WallEntry> Walls { get; set; } = [];

    public List<RelationshipEntry> Relationships { get; set; } = [];

    public List<CoderEntry> Coders { get; set; } = [];
}

internal sealed class NoContactEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public string By { get; set; } = "";
}

internal sealed class AspirationEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }

    public string Words { get; set; } = "";

    public bool Told { get; set; }
}

internal sealed class SunsetEntry
{
    public string Person { get; set; } = "";

    public int Set { get; set; }

    public int From { get; set; }
}

internal sealed class WallEntry
{
    public string Person { get; set; } = "";

    public int Declared { get; set; }

    public string Name { get; set; } = "";

    public string Confirmed { get; set; } = "";

    public string Coordinator { get; set; } = "";

    public int Assessed { get; set; }

    public int Planned { get; set; }

    public int Review { get; set; }

    public string Plan { get; set; } = "";
}

internal sealed class RelationshipEntry
{
    public string Person { get; set; } = "";

    public string Other { get; set; } = "";

    public RelationshipKind Kind { get; set; }

    public string By { get; set; } = "";

    public int On { get; set; }
}

internal sealed class CoderEntry
{
    public string Person { get; set; } = "";

    public string By { get; set; } = "";

    public int Trained { get; set; }

    public int On { get; set; }
}

internal sealed class StoriesFile
{
    public string Person { get; set; } = "";

    public string Coder { get; set; } = "";

    public List<int> Reviews { get; set; } = [];

    public List<PastEntry> Past { get; set; } = [];

    public List<StoryEntry> Stories { get; set; } = [];

    public List<StoryEntry> Accounts { get; set; } = [];

    public List<ConsentEntry> Consents { get; set; } = [];

    public List<ViewEntry> Views { get; set; } = [];
}

internal sealed class PastEntry
{
    public int On { get; set; }

    public string Position { get; set; } = "";
}

internal sealed class StoryEntry
{
    public string Key { get; set; } = "";

    /// <summary>For an account, the colleague who gave it; null for the person's own words.</summary>
    public string? By { get; set; }

    public string Title { get; set; } = "";

    public int On { get; set; }

    public string Text { get; set; } = "";

    /// <summary>For an account, what the person says to it.</summary>
    public string? Reply { get; set; }

    public List<PassageEntry> Passages { get; set; } = [];

    public string Words => Text.TrimEnd();
}

internal sealed class PassageEntry
{
    public string Quote { get; set; } = "";

    public string Code { get; set; } = "";

    public int Strength { get; set; }

    public string Answer { get; set; } = "";

    public string? Reply { get; set; }

    public OwnerAnswer Given => Answer switch
    {
        "yes" => OwnerAnswer.ThatsRight,
        "no" => OwnerAnswer.ThatsNotIt,
        "not-yet" => OwnerAnswer.NotYetGiven,
        _ => throw new FormatException($"There is no answer “{Answer}”."),
    };
}

internal sealed class ConsentEntry
{
    public string Story { get; set; } = "";

    public string Purpose { get; set; } = "";

    public string? Audience { get; set; }

    public string? With { get; set; }

    public int Given { get; set; }

    public int? Withdrawn { get; set; }
}

internal sealed class ViewEntry
{
    public int On { get; set; }

    public string Stage { get; set; } = "";

    public string Standing { get; set; } = "";

    public string Text { get; set; } = "";

    public Stage Of => Stage switch
    {
        "openness" => Stories.Stages.Stage.Openness,
        "hook" => Stories.Stages.Stage.Hook,
        "replacement-self" => Stories.Stages.Stage.ReplacementSelf,
        "no-longer-compatible" => Stories.Stages.Stage.NoLongerCompatible,
        _ => throw new FormatException($"There is no stage “{Stage}”."),
    };
}
