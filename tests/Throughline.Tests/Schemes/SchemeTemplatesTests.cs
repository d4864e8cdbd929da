using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Tests.Schemes;

public sealed class SchemeTemplatesTests
{
    public static TheoryData<string> Ids =>
        ["drugs-team-peer-mentoring", "health-trainers", "probation-peer-mentoring"];

    [Fact]
    public void All_AsShipped_IsTheThreeTemplates() =>
        SchemeTemplates.All.Select(t => $"{t.Id} {t.Version}").ShouldBe(Ids.Select(i => $"{i.Data} 1"));

    [Theory]
    [InlineData("drugs-team-peer-mentoring", 2)]
    [InlineData("common", 1)]
    [InlineData("no-such-template", 1)]
    [InlineData(null, 1)]
    public void Find_NoSuchIdOrVersion_IsNull(string? id, int version) => SchemeTemplates.Find(id, version).ShouldBeNull();

    [Theory]
    [MemberData(nameof(Ids))]
    public void Find_Shipped_SaysWhatItIsFor(string id)
    {
        var template = SchemeTemplates.Find(id, 1).ShouldNotBeNull();

        new[] { template.Title, template.WhatFor, template.WhoFor, template.Confidentiality }.ShouldAllBe(s => !string.IsNullOrWhiteSpace(s));
        template.Words.Select(w => w.Key).ShouldBe(
            ["person", "mentee", "mentor", "trainee", "senior-mentor", "coordinator", "supervisor", "officer", "colleague", "hub", "match", "meeting", "group", "story"],
            ignoreOrder: true);
        template.Words.ShouldAllBe(w => w.Singular.Length > 0 && w.Plural.Length > 0 && w.Reason.Length > 0);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Roles_Shipped_CoverEveryHatAndAContiguousLadder(string id)
    {
        var template = SchemeTemplates.Find(id, 1)!;

        template.Ladder.Select(r => r.LadderStep).ShouldBe(Enumerable.Range(1, template.Ladder.Count()).Cast<int?>());
        template.Ladder.Count().ShouldBeGreaterThanOrEqualTo(4);
        template.Roles.SelectMany(r => r.Hats).Distinct().ShouldBe(Enum.GetValues<Hat>().Except([Hat.System]), ignoreOrder: true);
        template.Roles.ShouldAllBe(r => r.Caps.Reason.Length > 0 && r.Tasks.Count > 0);
        template.Ladder.Last().LivedExperienceRequired.ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PlainTitle_RoleThatNeedsLivedExperience_IsSharedWithOneThatDoesNot(string id)
    {
        var roles = SchemeTemplates.Find(id, 1)!.Roles;

        foreach (var role in roles.Where(r => r.LivedExperienceRequired))
        {
            role.PlainTitle.ShouldNotBe(role.Title);
            roles.ShouldContain(r => !r.LivedExperienceRequired && r.Title == role.PlainTitle);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Training_Shipped_HasTwelveWeeksAndTheMandatoryTopics(string id)
    {
        var programme = SchemeTemplates.Find(id, 1)!.Training.ShouldHaveSingleItem();

        programme.Sessions.Select(s => s.Week).ShouldBe(Enumerable.Range(1, 12));
        programme.SessionsToComplete.ShouldBe(10);
        programme.MandatoryTopics.ShouldBe(
            ["confidentiality", "boundaries", "safeguarding", "data-protection", "looking-after-yourself", "endings"]);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Settings_Shipped_StandWithinTheirBoundsWithAReason(string id)
    {
        var template = SchemeTemplates.Find(id, 1)!;
        var keys = typeof(SettingKeys).GetFields().Select(f => (string)f.GetRawConstantValue()!);

        template.Settings.Select(s => s.Key).ShouldBe(keys, ignoreOrder: true);
        template.Settings.ShouldAllBe(s => s.Default >= s.Rule.Min && s.Default <= s.Rule.Max);
        template.Settings.ShouldAllBe(s => s.Reason.EndsWith('.') && s.UsedIn.Length > 0 && s.Unit.Length > 0 && s.Group.Length > 0);
        template.Settings.ShouldAllBe(s => s.NotAbove == null || s.Default <= template.Settings.Single(o => o.Key == s.NotAbove).Default);
    }

    [Theory]
    [InlineData(SettingKeys.ReviewsCycleDays, 84)]
    [InlineData(SettingKeys.MatchesCapSupervised, 1)]
    [InlineData(SettingKeys.MatchesCapPaid, 8)]
    [InlineData(SettingKeys.SupervisionEarlyIntervalDays, 14)]
    [InlineData(SettingKeys.StagesWindowDays, 365)]
    [InlineData(SettingKeys.StagesSteadyOccasions, 3)]
    [InlineData(SettingKeys.StagesSteadySpanDays, 28)]
    [InlineData(SettingKeys.ReportsSuppressExternal, 10)]
    [InlineData(SettingKeys.SignInIdleHubMinutes, 5)]
    [InlineData(SettingKeys.KeepRoleYears, 6)]
    public void Settings_DrugsTeam_HaveTheAgreedDefault(string key, int value) =>
        SchemeTemplates.Find("drugs-team-peer-mentoring", 1)!.Settings.Single(s => s.Key == key).Default.ShouldBe(value);

    [Fact]
    public void Settings_TemplateChangesADefault_KeepsTheRuleAndSaysWhy()
    {
        var setting = SchemeTemplates.Find("health-trainers", 1)!.Settings.Single(s => s.Key == SettingKeys.ProgressStuckWeeks);

        setting.Default.ShouldBe(78);
        setting.Rule.ShouldBe(new SettingRule(true, 26, 260));
        setting.Reason.ShouldContain("salaried");
    }

    [Theory]
    [InlineData(SettingKeys.ReportsSuppressInternal)]
    [InlineData(SettingKeys.ReportsSuppressExternal)]
    [InlineData(SettingKeys.ClimateLeastOwners)]
    [InlineData(SettingKeys.ConcernsGuardDays)]
    public void Settings_FloorThatProtectsPeople_CannotBeLowered(string key)
    {
        var setting = SchemeTemplates.Find("drugs-team-peer-mentoring", 1)!.Settings.Single(s => s.Key == key);

        setting.Rule.Min.ShouldBe(setting.Default);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reference_OnAnyDate_HoldsEachCodeAtMostOnce(string id)
    {
        var items = SchemeTemplates.Find(id, 1)!.Reference;
        var edges = items.SelectMany(i => new[] { i.From, i.To, i.To?.AddDays(1) }).OfType<DateOnly>().Append(new DateOnly(2026, 4, 1)).Distinct();

        foreach (var day in edges)
        {
            items.Where(i => (i.From ?? DateOnly.MinValue) <= day && day <= (i.To ?? DateOnly.MaxValue))
                .GroupBy(i => (i.Kind, i.Code)).ShouldAllBe(g => g.Count() == 1);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Reference_Shipped_HasTheFieldsLists(string id)
    {
        var items = SchemeTemplates.Find(id, 1)!.Reference;
        int Count(ReferenceKind kind) => items.Count(i => i.Kind == kind);

        items.Where(i => i.Kind == ReferenceKind.ExitReasons).Select(i => (i.Code, i.Name, i.Flags["planned"]))
            .ShouldBe(Enum.GetValues<ExitReason>().Select(r => (r.ToString(), r.Name(), r.IsPlanned() ? "yes" : "no")));
        Count(ReferenceKind.SourceClasses).ShouldBe(8);
        Count(ReferenceKind.RelationshipKinds).ShouldBe(8);
        Count(ReferenceKind.AttendanceOutcomes).ShouldBe(19);
        items.ShouldContain(i => i.Kind == ReferenceKind.RequirementTypes && i.Code == "RAR" && i.From == new DateOnly(2015, 2, 1));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void AttendanceOutcomes_Shipped_ArePickedByTheOfficerNeverByAPeer(string id)
    {
        var outcomes = SchemeTemplates.Find(id, 1)!.Reference.Where(i => i.Kind == ReferenceKind.AttendanceOutcomes).ToList();

        outcomes.ShouldAllBe(o => o.Flags["may-pick"] == "ResponsibleOfficer");
        outcomes.Where(o => o.Code is "ATSS" or "RSSR" or "RSOF").ShouldAllBe(o => o.Flags["enforceable"] == "no");
    }
}
