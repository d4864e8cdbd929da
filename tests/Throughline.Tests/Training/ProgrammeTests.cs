using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.Tests.Training;

[Trait("invariants", "INV-030, INV-034")]
public sealed class ProgrammeTests
{
    private static readonly ProgrammeOutline Sound = new(
        "Evening course", "Helping other people: an evening course", ProgrammeShape.Sessions, 2, ["Endings"],
        [new("Beginning", ["Role and limits"]), new("Middle", []), new("Goodbye", ["Endings"])], []);

    [Theory]
    [InlineData("drugs-team-peer-mentoring")]
    [InlineData("health-trainers")]
    [InlineData("probation-peer-mentoring")]
    public void OfScheme_AsShipped_HasExactlyTwelveSessionsAndANeutralCertificate(string id)
    {
        var template = SchemeTemplates.Find(id, 1)!;
        var outline = ProgrammeTemplates.Of(template.Training[0]);

        outline.Check().ShouldBeNull();
        outline.Sessions.Count.ShouldBe(12);
        outline.SessionsToComplete.ShouldBe(10);
        outline.MandatoryTopics.ShouldBe(["Confidentiality", "Boundaries", "Safeguarding", "Data protection", "Looking after yourself", "Endings"]);
        outline.Rule.ShouldBe("To finish, come to at least 10 of the 12 sessions and cover 6 topics that everybody does: confidentiality, boundaries, safeguarding, data protection, looking after yourself and endings.");
        ProgrammeOutline.CheckNeutral(outline.CertificateName).ShouldBeNull();
    }

    [Fact]
    public void All_AsShipped_HasThePortfolio()
    {
        var template = ProgrammeTemplates.All.ShouldHaveSingleItem();
        template.Id.ShouldBe("level-3-portfolio");
        template.Outline.Shape.ShouldBe(ProgrammeShape.Portfolio);
        template.Outline.Competencies.Count.ShouldBe(10);
        template.Outline.Check().ShouldBeNull();
        template.Outline.Rule.ShouldBe("To finish, have each of the 10 parts signed off by somebody who saw it. There is no number of sessions to come to.");
    }

    [Theory]
    [InlineData("shape: portfolio", "shape: pyramid", "\"shape\" of the file is \"pyramid\"")]
    [InlineData("version: 1", "version: 2", "has to be named level-3-portfolio.v2.yaml")]
    [InlineData("what-counts: Follows", "what-count: Follows", "\"what-counts\" of the part")]
    [InlineData("certificate-name: \"Supporting other people: a portfolio at level 3\"", "certificate-name: Peer mentoring in probation", "Leave out “Peer”")]
    public void Read_FileIsBroken_SaysWhatIsWrong(string sound, string broken, string message)
    {
        var files = ProgrammeTemplates.Files().Select(f => (f.File, f.Text.Replace(sound, broken, StringComparison.Ordinal)));
        Should.Throw<SchemeTemplateException>(() => ProgrammeTemplates.Read(files)).Message.ShouldContain(message);
    }

    public static IEnumerable<object[]> Wrong =>
    [
        [Sound with { Title = " " }, "Title", "Enter what the programme is called"],
        [Sound with { Title = "Course for addicts" }, "Title", "Use words that put the person first. “addicts” is a label"], // words: allowed
        [Sound with { CertificateName = "Mentoring on licence" }, "CertificateName", "Leave out “licence”. A certificate is shown to people who know nothing of where the course was"],
        [Sound with { Sessions = [] }, "Sessions", "Add at least one session"],
        [Sound with { Sessions = [.. Sound.Sessions, new("middle", [])] }, "Sessions[3].Title", "Another session has this title"],
        [Sound with { Sessions = [.. Sound.Sessions, new("More", ["Listening", "listening"])] }, "Sessions[3].Topics", "“Listening” is there twice"],
        [Sound with { SessionsToComplete = 4 }, "SessionsToComplete", "The number of sessions to come to must be from 1 to 3"],
        [Sound with { SessionsToComplete = 0 }, "SessionsToComplete", "The number of sessions to come to must be from 1 to 3"],
        [Sound with { MandatoryTopics = ["Safeguarding"] }, "MandatoryTopics", "No session covers “Safeguarding”. Add it to a session, or take it out here"],
        [Sound with { Shape = ProgrammeShape.Portfolio }, "Competencies", "Add at least one thing to show"],
        [Sound with { Shape = ProgrammeShape.Portfolio, Competencies = [new("Listens", "")] }, "Competencies[0].WhatCounts", "Enter what somebody would see for part 1"],
    ];

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Check_OneThingWrong_NamesItsFieldAndSaysWhat(ProgrammeOutline outline, string field, string sentence)
    {
        var invalid = outline.Check().ShouldBeOfType<Invalid>();
        invalid.Input.ShouldBe(field);
        invalid.Sentence.ShouldBe(sentence);
    }

    [Fact]
    public void Json_ThereAndBack_IsTheSame() => ProgrammeOutline.FromJson(Sound.ToJson()).ShouldBe(Sound);

    [Fact]
    public void Tidy_EmptyLines_AreTakenOut()
    {
        var tidy = (Sound with { Title = " Evening course ", Sessions = [.. Sound.Sessions, new("", []), new(" ", [])], MandatoryTopics = ["Endings", " "] }).Tidy();
        tidy.ShouldBe(Sound);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task EditProgramme_WithARunningCohort_ChangesOnlyWhatComesAfter(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddTrainingSceneAsync();
        var running = await scene.RunningAsync();
        var before = scene.Cohort(running);
        var page = (await scene.AsAsync(scene.Coordinator, (ProgrammeQueries programmes) => programmes.FindAsync(scene.Scheme, scene.Course)))!;
        page.Line.Version.ShouldBe(1);
        var outline = page.Line.Outline;
        Task<Outcome<int>> Edit(ProgrammeOutline to, int version = 1) => scene.AsAsync(scene.Coordinator, (EditProgramme edit) =>
            edit.RunAsync(new ProgrammeEdit(scene.Scheme, scene.Course, version, to, "Week four asked for more time")));

        (await Edit(outline)).Refusal.ShouldBeOfType<Invalid>().Sentence.ShouldBe("Nothing is changed yet");
        (await Edit(outline with { Sessions = [.. outline.Sessions.Take(11)] })).Refusal.ShouldBe(new LengthIsFixed(12, 11));
        (await Edit(outline with { Sessions = [.. outline.Sessions, new("One more", [])] })).Refusal.ShouldBe(new LengthIsFixed(12, 13));
        var changed = outline with { Sessions = [.. outline.Sessions.Take(3), new("Listening twice over", ["Listening"]), .. outline.Sessions.Skip(4)] };
        (await Edit(changed, 2)).Refusal.ShouldBeOfType<Stale>();
        (await Edit(changed)).Value.ShouldBe(2);
        (await Edit(changed with { Title = "Another title" })).Refusal.ShouldBeOfType<Stale>();

        var after = scene.Cohort(running);
        after.Outline.ShouldBe(before.Outline);
        after.ProgrammeVersion.ShouldBe(1);
        after.Sessions.Select(s => s.Title).ShouldBe(before.Sessions.Select(s => s.Title));
        var next = scene.Cohort(await scene.PlanAsync(name: "Spring course"));
        next.ProgrammeVersion.ShouldBe(2);
        next.Sessions[3].Title.ShouldBe("Listening twice over");
        var cohort = (await scene.AsAsync(scene.Coordinator, (TrainingQueries training) => training.CohortAsync(running)))!;
        (cohort.ProgrammeVersion, cohort.NewestVersion).ShouldBe((1, 2));
        page = (await scene.AsAsync(scene.Coordinator, (ProgrammeQueries programmes) => programmes.FindAsync(scene.Scheme, scene.Course)))!;
        page.Versions.Select(v => (v.Number, v.By)).ShouldBe([(2, "Moira Finch"), (1, "Moira Finch")]);
    }

    [Fact]
    public async Task PlanCohort_TheSchemesSettingChanged_AsksForThatManySessions()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        var before = scene.Cohort(await scene.PlanAsync());
        (await scene.AsAsync(scene.Coordinator, (ChangeSetting change) => change.RunAsync(
            new SettingEdit(scene.Scheme, SettingKeys.TrainingSessionsToComplete, "9", "People work shifts here", 0)))).Succeeded.ShouldBeTrue();

        scene.Cohort(await scene.PlanAsync(name: "Spring course")).Outline.SessionsToComplete.ShouldBe(9);
        scene.Cohort(before.Id).Outline.SessionsToComplete.ShouldBe(10);
    }

    [Fact]
    public async Task WriteProgramme_OfTheirOwn_IsThereAndCanBeRun()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddTrainingSceneAsync();
        Task<Outcome<string>> Write(ProgrammeOutline outline, Viewer? by = null) =>
            scene.AsAsync(by ?? scene.Coordinator, (WriteProgramme write) => write.RunAsync(new NewProgramme(scene.Scheme, outline)));

        (await Write(Sound, scene.Facilitator)).Refusal.ShouldBeOfType<NotFound>();
        (await Write(Sound with { CertificateName = "Riverside evening course" })).Refusal.ShouldBeOfType<Invalid>().Sentence.ShouldBe("Leave out “Riverside”. A certificate does not say where the course was");
        (await Write(Sound)).Value.ShouldBe("evening-course");
        (await Write(Sound with { Title = "evening course" })).Refusal.ShouldBeOfType<ProgrammeTitleTaken>();
        (await Write(Sound with { Title = "Evening, course!" })).Value.ShouldBe("evening-course-2");
        (await Write(ProgrammeTemplates.All[0].Outline)).Value.ShouldBe("level-3-portfolio-in-supporting-others");

        var list = (await scene.AsAsync(scene.Coordinator, (ProgrammeQueries programmes) => programmes.ListAsync(scene.Scheme)))!;
        list.Programmes.Select(p => p.Key).ShouldBe(["twelve-week-course", "evening-course", "evening-course-2", "level-3-portfolio-in-supporting-others"]);
        list.Programmes[0].NeededBy.ShouldContain("Peer mentor");
        scene.Cohort(await scene.PlanAsync(programme: "evening-course")).Sessions.Count.ShouldBe(3);
        (await scene.AsAsync(scene.Facilitator, (ProgrammeQueries programmes) => programmes.ListAsync(scene.Scheme))).ShouldBeNull();
    }
}
