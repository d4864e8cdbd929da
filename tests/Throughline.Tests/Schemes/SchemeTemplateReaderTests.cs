using Throughline.Schemes;

namespace Throughline.Tests.Schemes;

public sealed class SchemeTemplateReaderTests
{
    private const string File = "drugs-team-peer-mentoring.v1.yaml";

    [Theory]
    [InlineData("paid: salaried\n    also-paid-post: no\n    min-training: twelve-week-course\n    clearance-scope: one-to-one", "paid: handsomely\n    also-paid-post: no\n    min-training: twelve-week-course\n    clearance-scope: one-to-one", "\"paid\" of the role \"engagement-coordinator\" is \"handsomely\". It has to be one of: none, expenses, sessional, salaried.")]
    [InlineData("hats: [Mentee]", "hats: [Menteee]", "\"hats\" of the role \"service-user\" names \"Menteee\". It has to be one of:")]
    [InlineData("title: Drug worker\n", "titel: Drug worker\n", "\"titel\" is not a key that the role \"drug-worker\" can have.")]
    [InlineData("title: Drug worker\n", "title: \"\"\n", "\"title\" of the role \"drug-worker\" needs text.")]
    [InlineData("week: 4,", "week: 5,", "This session says week 5. Weeks go up by one from 1, so it has to be week 4.")]
    [InlineData("topics: [endings]", "topics: [goodbyes]", "The topic \"endings\" has to be attended, and no session of \"twelve-week-course\" covers it.")]
    [InlineData("sessions-to-complete: 10", "sessions-to-complete: 13", "The programme \"twelve-week-course\" asks for 13 sessions and has only 12.")]
    [InlineData("from: 2015-02-01", "from: 2015-02-30", "\"from\" of the item \"RAR\" is \"2015-02-30\". Write a date that exists, like 2015-02-01.")]
    [InlineData("from: 2015-02-01", "from: 2015-02-01\n      to: 2014-02-01", "The item \"RAR\" ends before it starts.")]
    [InlineData("credit-unit: day", "credit-unit: fortnight", "\"credit-unit\" of the item \"RAR\" is \"fortnight\". It has to be one of: day, session, none.")]
    [InlineData("- code: DRR", "- code: RAR", "The code \"RAR\" of requirement-types holds twice on the same date.")]
    [InlineData("  requirement-types:", "  requirement-typos:", "\"requirement-typos\" is not a key that \"reference\" of the file can have.")]
    [InlineData("ladder: [trainee-peer-mentor, ", "ladder: [trainee-peer-mentor, captain, ", "The ladder names \"captain\", and the template has no such role.")]
    [InlineData("plain-title: Team member", "plain-title: Peer", "The plain title \"Peer\" of \"trainee-peer-mentor\" has to be the title of a role that is open to anyone.")]
    [InlineData("min-training: twelve-week-course\n    clearance-scope: hub", "min-training: no-course\n    clearance-scope: hub", "The role \"peer-mentor\" needs the programme \"no-course\", and the template has no such programme.")]
    [InlineData("clearance-scope: hub", "clearance-scope: moon", "The role \"peer-mentor\" needs clearance for \"moon\", which is not among the clearance scopes.")]
    [InlineData("active-matches: 2", "active-matches: two", "\"active-matches\" of \"caps\" of the role \"peer-mentor\" is \"two\", which is not a number.")]
    [InlineData("active-matches: 2", "active-matches: 2.5", "It has to be a whole number.")]
    [InlineData("active-matches: 2", "active-matches: 41", "It has to be from 0 to 40.")]
    [InlineData("lived-experience-required: yes", "lived-experience-required: maybe", "\"lived-experience-required\" of the role \"trainee-peer-mentor\" is \"maybe\". Write yes or no.")]
    [InlineData("- key: training.sessions", "- key: training.lessons", "There is no setting \"training.lessons\" to change the default of.")]
    [InlineData("default: 12\n    min: 12", "default: 11\n    min: 12", "The default 11 of \"training.sessions\" is not allowed by its own rule")]
    [InlineData("key: drug-worker", "key: service-user", "The role \"service-user\" stands in this file twice.")]
    [InlineData("key: drug-worker", "key: Drug Worker", "Use small letters, digits, dots and hyphens only.")]
    [InlineData("builds-on: common.v1", "builds-on: common.v9", "\"builds-on\" names \"common.v9\", and there is no such file to build on.")]
    [InlineData("version: 1\n", "version: 2\n", "so it has to be named drugs-team-peer-mentoring.v2.yaml")]
    [InlineData("vocabulary:\n", "vocabulary: none\nmore:\n", "\"vocabulary\" of the file needs a list with at least one entry.")]
    [InlineData("version: 1\n", "version: 1\nversion: 1\n", "This is not YAML that can be read")]
    [InlineData("ladder: [", "ladder: [[", "This is not YAML that can be read")]
    public void Read_FileIsBroken_NamesFileLineAndWhatIsWrong(string sound, string broken, string message)
    {
        var text = Shipped(File);
        text.ShouldContain(sound);
        var at = text.IndexOf(sound, StringComparison.Ordinal);

        var problems = Should.Throw<SchemeTemplateException>(() => Read(File, text[..at] + broken + text[(at + sound.Length)..])).Problems;

        var problem = problems.First(p => p.What.Contains(message));
        problem.File.ShouldBe(File);
        problem.ToString().ShouldStartWith($"{File} line {problem.Line}: ");
    }

    [Fact]
    public void Read_ValueIsWrong_NamesTheLineItStandsOn()
    {
        var text = Shipped(File).Replace("hats: [Mentee]", "hats: [Nobody]");
        var line = text[..text.IndexOf("hats: [Nobody]", StringComparison.Ordinal)].Count(c => c == '\n') + 1;

        var problem = Should.Throw<SchemeTemplateException>(() => Read(File, text)).Problems.ShouldHaveSingleItem();

        problem.Line.ShouldBe(line);
    }

    [Fact]
    public void Read_TwoThingsAreWrong_NamesBothInOrder()
    {
        var text = Shipped(File).Replace("credit-unit: day", "credit-unit: week").Replace("hats: [Mentee]", "hats: [Nobody]");

        var e = Should.Throw<SchemeTemplateException>(() => Read(File, text));

        e.Problems.Count.ShouldBe(2);
        e.Problems[0].Line.ShouldBeLessThan(e.Problems[1].Line);
        e.Message.Split(Environment.NewLine).Length.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("just a sentence")]
    [InlineData("- a\n- b\n")]
    public void Read_FileIsNotABlockOfKeys_SaysSo(string text)
    {
        var problem = Should.Throw<SchemeTemplateException>(() => Read(File, text)).Problems.ShouldHaveSingleItem();

        problem.ToString().ShouldBe($"{File} line 1: A template is one block of keys, and this file is empty or holds something else.");
    }

    [Theory]
    [InlineData("    default: 10\n    unit: sessions", "    default: 13\n    unit: sessions", "The default 13 of \"training.sessions-to-complete\" is above that of \"training.sessions\", which is 12.")]
    [InlineData("    reason: Two people fit in four", "    raeson: Two people fit in four", "\"reason\" of the setting \"matches.cap-solo\" is missing.")]
    [InlineData("not-above: matches.cap-solo", "not-above: matches.cap-moon", "\"not-above\" of the setting \"matches.cap-supervised\" names \"matches.cap-moon\", and there is no such setting.")]
    [InlineData("    unit: sessions\n    type: whole", "    unit: sessions\n    type: wholesome", "\"type\" of the setting \"training.sessions\" is \"wholesome\". It has to be one of: whole, decimal.")]
    public void Read_CommonFileIsBroken_NamesTheCommonFile(string sound, string broken, string message)
    {
        var text = Shipped("common.v1.yaml");
        text.ShouldContain(sound);

        var problems = Should.Throw<SchemeTemplateException>(() => Read("common.v1.yaml", text.Replace(sound, broken))).Problems;

        problems.ShouldContain(p => p.File == "common.v1.yaml" && p.What == message);
    }

    private static string Shipped(string file) => SchemeTemplates.Files().Single(f => f.File == file).Text;

    private static IReadOnlyList<SchemeTemplate> Read(string file, string text) =>
        SchemeTemplateReader.Read(SchemeTemplates.Files().Select(f => f.File == file ? (file, text) : f));
}
