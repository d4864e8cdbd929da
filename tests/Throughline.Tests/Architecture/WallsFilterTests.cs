using System.Text.RegularExpressions;

namespace Throughline.Tests.Architecture;

/// <summary>
/// Which files of the core look past walls, each with its reason. A filter is dropped by its name, so that reading the source tells: a file names it
/// itself, or a list of filters that has it.
/// </summary>
public sealed partial class WallsFilterTests
{
    private const string Erasure = "an erasure takes out everything about a person, whoever does it";
    private const string GoesWithRole = "what hangs on a role ends with it, also where whoever ends it may not see who else has to do with it";
    private const string GroupGoesOn = "a group goes on for those whom whoever changes it may not see";
    private const string NoNews = "a count or a yes and no about a programme, which says nothing of whom";
    private const string YesOrNo = "a rule whose answer is a yes or a no and no record";
    private const string Taken = "whether something is taken already, which is no news of by whom";

    private static readonly Dictionary<string, string> MayDrop = new(StringComparer.Ordinal)
    {
        ["Storage/ThroughlineContext.cs"] = "declares the walls, and asks which records they hide so that a trace of these is hidden too",

        ["Concerns/EraseConcerns.cs"] = Erasure,
        ["Delivery/EraseDelivery.cs"] = Erasure,
        ["Expenses/EraseExpenses.cs"] = Erasure,
        ["HealthGoals/EraseHealthGoals.cs"] = Erasure,
        ["Mentoring/EraseMentoring.cs"] = Erasure,
        ["Recognition/EraseRecognition.cs"] = Erasure,
        ["Recruitment/EraseClearance.cs"] = Erasure,
        ["Safeguarding/EraseSafeguarding.cs"] = Erasure,
        ["Security/EraseAccess.cs"] = Erasure,
        ["Stories/EraseStories.cs"] = Erasure,
        ["Support/EraseSupport.cs"] = Erasure,
        ["Training/EraseTraining.cs"] = Erasure,
        ["Trust/EraseHub.cs"] = Erasure,
        ["Stories/DeleteStory.cs"] = "a story goes with what somebody has to do with it whom its owner may not see",

        ["People/ConflictWatch.cs"] = "finds whom a declared name may mean, to put walls up",
        ["People/DeclareRelationship.cs"] = "with whom somebody is kept apart; of these only those whom the viewer may see are named",
        ["People/NameSupervisor.cs"] = YesOrNo,
        ["People/AddPerson.cs"] = Taken,
        ["People/ChangeDetails.cs"] = Taken,
        ["Importing/RunImport.cs"] = Taken,

        ["Delivery/DeliveryRules.cs"] = GroupGoesOn,
        ["Delivery/MoveGroupSession.cs"] = GroupGoesOn,
        ["Delivery/PlanSessions.cs"] = GroupGoesOn,
        ["Delivery/Programmes/MoveProgramme.cs"] = NoNews,
        ["Delivery/Programmes/TakeAuthorOut.cs"] = NoNews,
        ["Delivery/Programmes/ProgrammeRules.cs"] = "passages go with their session, whoever changes it",
        ["Delivery/Programmes/ReviseProgramme.cs"] = "nobody loses what they wrote because of who revises it",
        ["Training/CallOffCohort.cs"] = "nobody waits for a course that never comes",

        ["Mentoring/MentoringRules.cs"] = YesOrNo,
        ["Mentoring/DecideMatch.cs"] = "how many people a mentor has, and no more of them",
        ["Recruitment/ClearanceGuards.cs"] = YesOrNo,
        ["Security/Administrators.cs"] = "whether anybody else lets people in, which is a count",
        ["Safeguarding/SafeguardingRules.cs"] = "pages of a clock, and whether a record has to be kept: no record is given",

        ["Support/FinishPause.cs"] = GoesWithRole,
        ["Support/SupervisionQueries.cs"] = "takes the names of those behind a wall out of words that are shown",
        ["Training/TrainingFollower.cs"] = GoesWithRole,
        ["Trust/EndTrustWithRole.cs"] = GoesWithRole,

        ["Trust/HubRules.cs"] = "who is in a hub counts for whether it may be open, whoever asks",
        ["Trust/CorrectPresence.cs"] = "two stays of one person never share time",
        ["Trust/PlanShift.cs"] = "two shifts of one person never share time",
        ["Trust/KeyTurn.cs"] = "a key has one holder at any instant; they are shown to nobody by it",
        ["Trust/WitnessKey.cs"] = YesOrNo,
        ["Trust/TrustRules.cs"] = YesOrNo,
        ["Trust/TrustTurn.cs"] = YesOrNo,
    };

    [Fact]
    public void Walls_AreLookedPastByTheFilesOnTheListAlone()
    {
        var files = SourceTree.Files(".cs").Where(name => name.StartsWith("src/Throughline/", StringComparison.Ordinal))
            .ToDictionary(name => name["src/Throughline/".Length..], SourceTree.Read);
        files.Count.ShouldBeGreaterThan(300, "the source was read");
        var drop = Droppers(files).ToList();
        drop.Except(MayDrop.Keys).ShouldBeEmpty("These drop the walls. Keep them, or put the file on the list with its reason.");
        MayDrop.Keys.Except(drop).ShouldBeEmpty("These drop the walls no more: take them off the list.");
    }

    [Theory]
    [InlineData("context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter, ThroughlineContext.WallsFilter])")]
    [InlineData("context.People.IgnoreQueryFilters([\"walls\"])")]
    [InlineData("context.People.IgnoreQueryFilters(OpenRules.Anybody)")]
    [InlineData("using static Throughline.Open.OpenRules; context.People.IgnoreQueryFilters(Anybody)")]
    public void Walls_Twin_AFileThatLooksPastThemWouldBeFound(string text) => Droppers(new Dictionary<string, string>
    {
        ["Open/Rules.cs"] = "internal static class OpenRules { public static readonly string[] Anybody = [ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter]; }",
        ["Open/Find.cs"] = text,
    }).ShouldBe(["Open/Find.cs", "Open/Rules.cs"]);

    [Fact]
    public void Walls_Twin_AFileThatKeepsThemWouldNot() => Droppers(new Dictionary<string, string>
    {
        ["Open/Rules.cs"] = "internal static class OpenRules { public static readonly string[] AnyReach = [ThroughlineContext.ReachFilter]; }",
        ["Open/Find.cs"] = "context.People.IgnoreQueryFilters(OpenRules.AnyReach)",
    }).ShouldBeEmpty();

    private static IEnumerable<string> Droppers(IReadOnlyDictionary<string, string> files)
    {
        HashSet<string> lists = [], owners = [];
        foreach (var text in files.Values)
        {
            foreach (Match list in List().Matches(text))
            {
                foreach (Match type in Type().Matches(text))
                {
                    owners.Add(type.Groups[1].Value);
                    lists.Add($"{type.Groups[1].Value}.{list.Groups[1].Value}");
                }
            }
        }

        return [.. files.Where(file => file.Value.Contains("WallsFilter", StringComparison.Ordinal) || file.Value.Contains("\"walls\"", StringComparison.Ordinal)
                || Member().Matches(file.Value).Any(member => lists.Contains(member.Groups[1].Value))
                || UsingStatic().Matches(file.Value).Any(used => owners.Contains(used.Groups[1].Value)))
            .Select(file => file.Key).Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"string\[\]\s+(\w+)\s*=>?\s*\[[^\]]*WallsFilter")]
    private static partial Regex List();

    [GeneratedRegex(@"\b(?:class|record|struct)\s+(\w+)")]
    private static partial Regex Type();

    // Overlapping on purpose: of "a.Rules.Any" both "a.Rules" and "Rules.Any".
    [GeneratedRegex(@"(?=\b(\w+\.\w+)\b)")]
    private static partial Regex Member();

    [GeneratedRegex(@"using static [\w.]*?(\w+);")]
    private static partial Regex UsingStatic();
}
