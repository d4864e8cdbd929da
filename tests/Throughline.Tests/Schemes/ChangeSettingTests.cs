using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Schemes;

public sealed class ChangeSettingTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_WithinBounds_ChangesItAndKeepsWhoAndWhy(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();

        (await ChangeAsync(database, scheme, SettingKeys.MatchesTrialWeeks, "6", "Four weeks was too short for night workers", 0)).Succeeded.ShouldBeTrue();

        (await ValuesAsync(database, scheme))[SettingKeys.MatchesTrialWeeks].ShouldBe(6);
        (await ValuesAsync(database, scheme))[SettingKeys.MatchesReviewWeeks].ShouldBe(6);
        var line = await LineAsync(database, scheme, SettingKeys.MatchesTrialWeeks);
        line.Changed.ShouldBeTrue();
        line.Version.ShouldBe(1);
        var change = line.History.ShouldHaveSingleItem();
        change.ShouldBe(new SettingChangeLine(4, 6, "Four weeks was too short for night workers", "Moira Finch", database.Clock.GetUtcNow()));
        await using var context = database.Everything();
        var last = await context.AuditEvents.OrderBy(e => e.Sequence).LastAsync();
        (last.Name, last.ActorId, last.Hat, last.Kind).ShouldBe(("setting-changed", scheme.Coordinator.PersonId, Hat.Coordinator, AuditKind.Write));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_Reset_GoesBackToTheDefaultAndKeepsTheHistory(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        await ChangeAsync(database, scheme, SettingKeys.HoursLivingWage, "14.25", "New rate from the autumn", 0);

        var outcome = await database.AsAsync<ResetSetting, Outcome<Done>>(scheme.Coordinator, reset =>
            reset.RunAsync(new SettingEdit(scheme.Id, SettingKeys.HoursLivingWage, null, "Entered for the wrong scheme", 1)));

        outcome.Succeeded.ShouldBeTrue();
        var line = await LineAsync(database, scheme, SettingKeys.HoursLivingWage);
        line.Changed.ShouldBeFalse();
        line.Value.ShouldBe(13.45m);
        line.History.Select(h => (h.Old, h.New)).ShouldBe([(14.25m, 13.45m), (13.45m, 14.25m)]);
    }

    [Theory]
    [InlineData(SettingKeys.MatchesTrialWeeks, "1", "Enter a number from 2 to 12")]
    [InlineData(SettingKeys.MatchesTrialWeeks, "13", "Enter a number from 2 to 12")]
    [InlineData(SettingKeys.MatchesTrialWeeks, "four", "Enter a whole number, like 12")]
    [InlineData(SettingKeys.MatchesTrialWeeks, "", "Enter a number")]
    [InlineData(SettingKeys.MatchesTrialWeeks, "4", "This is the number already in use. Enter a different one")]
    [InlineData(SettingKeys.ReportsSuppressExternal, "9", "Enter a number from 10 to 50")]
    [InlineData(SettingKeys.MessagesScaleEnd, "3", "\u201cEnd of the message scale, on each side of zero\u201d cannot be changed")]
    [InlineData(SettingKeys.TrainingSessionsToComplete, "13", "Enter no more than 12, because of the setting \u201cWeekly training sessions\u201d")]
    [InlineData(SettingKeys.MatchesCapSolo, "4", "Enter no more than 3, because of the setting \u201cMatches for a senior mentor\u201d")]
    [InlineData(SettingKeys.MatchesCapSenior, "1", "Enter at least 2, because of the setting \u201cMatches when working on their own\u201d")]
    public async Task RunAsync_BadValue_IsRefusedBesideTheValue(string key, string value, string sentence)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        var refusal = (await ChangeAsync(database, scheme, key, value, "Because", 0)).Refusal.ShouldNotBeNull();

        refusal.Sentence.ShouldBe(sentence);
        refusal.Field.ShouldBe("Value");
        await using var context = database.Everything();
        (await context.Set<SettingChange>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_MessagesDeletedBeforeTheyAreCounted_IsRefusedWhicheverNumberIsChanged()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        var refusal = (await ChangeAsync(database, scheme, SettingKeys.KeepMessageMonths, "3", "Because", 0)).Refusal.ShouldBeOfType<DeletedBeforeCounted>();

        refusal.Sentence.ShouldBe("Messages would be deleted before they are counted. Periods of 84 days, counted 7 days later, need messages to be kept for 4 months or more");
        refusal.Field.ShouldBe("Value");
        (await ChangeAsync(database, scheme, SettingKeys.KeepMessageMonths, "4", "Because", 0)).Succeeded.ShouldBeTrue();
        (await ChangeAsync(database, scheme, SettingKeys.MessagesWindowDays, "106", "Because", 0)).Refusal.ShouldBeOfType<DeletedBeforeCounted>().Months.ShouldBe(5);
        (await ChangeAsync(database, scheme, SettingKeys.MessagesWindowDays, "105", "Because", 0)).Succeeded.ShouldBeTrue();
        (await ChangeAsync(database, scheme, SettingKeys.ClimateWaitDays, "8", "Because", 0)).Refusal.ShouldBeOfType<DeletedBeforeCounted>();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    public async Task RunAsync_NoReason_IsRefused(string? reason)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        (await ChangeAsync(database, scheme, SettingKeys.MatchesTrialWeeks, "6", reason, 0)).Refusal.ShouldBe(new Invalid("Reason", "Enter why you are changing this"));
    }

    [Fact]
    public async Task RunAsync_SomebodyChangedItMeanwhile_IsStale()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        await ChangeAsync(database, scheme, SettingKeys.MatchesTrialWeeks, "6", "First", 0);

        (await ChangeAsync(database, scheme, SettingKeys.MatchesTrialWeeks, "8", "Second", 0)).Refusal.ShouldBeOfType<Stale>();

        (await ValuesAsync(database, scheme))[SettingKeys.MatchesTrialWeeks].ShouldBe(6);
    }

    [Theory]
    [InlineData(Hat.SystemAdministrator)]
    [InlineData(Hat.PeerWorker)]
    [InlineData(Hat.HeadOfService)]
    public async Task RunAsync_OtherHat_FindsNoScheme(Hat hat)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        var outcome = await ChangeAsync(database, scheme with { Coordinator = scheme.Coordinator with { Hat = hat } }, SettingKeys.MatchesTrialWeeks, "6", "Because", 0);

        outcome.Refusal.ShouldBeOfType<NotFound>();
    }

    [Fact]
    public async Task RunAsync_CoordinatorOfAnotherScheme_FindsNoScheme()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var stranger = new Viewer(Guid.CreateVersion7(), Hat.Coordinator, [Guid.CreateVersion7()]);

        (await ChangeAsync(database, scheme with { Coordinator = stranger }, SettingKeys.MatchesTrialWeeks, "6", "Because", 0)).Refusal.ShouldBeOfType<NotFound>();
        (await database.AsAsync<SchemeQueries, SettingsPage?>(stranger, q => q.SettingsAsync(scheme.Id))).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_TwentyAtOnceWithTheSameForm_OneIsTakenAndTheOthersAreTold(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(n =>
            ChangeAsync(database, scheme, SettingKeys.ReviewsCycleDays, (90 + n).ToString(System.Globalization.CultureInfo.InvariantCulture), "At once", 0)));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is Stale);
    }

    [Fact]
    public async Task SettingsAsync_ChangedBySomebodyBehindAWall_NamesOnlyTheirHat()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        await ChangeAsync(database, scheme, SettingKeys.MatchesTrialWeeks, "6", "Because", 0);
        await using var context = database.Everything();
        var role = await context.RoleDefinitions.SingleAsync(r => r.Key == "coordinator");
        var other = await database.AddPersonAsync("Amir", "Khan", role);
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), other, scheme.Coordinator.PersonId, writing.Now));
            return true;
        });

        var line = await LineAsync(database, scheme with { Coordinator = scheme.Coordinator with { PersonId = other } }, SettingKeys.MatchesTrialWeeks);

        line.History.ShouldHaveSingleItem().By.ShouldBe("Coordinator");
    }

    private static Task<Outcome<Done>> ChangeAsync(TestDatabase database, RunScheme scheme, string key, string? value, string? reason, int version) =>
        database.AsAsync<ChangeSetting, Outcome<Done>>(scheme.Coordinator, change => change.RunAsync(new SettingEdit(scheme.Id, key, value, reason, version)));

    private static Task<SettingValues> ValuesAsync(TestDatabase database, RunScheme scheme) =>
        database.AsAsync<SettingQueries, SettingValues>(scheme.Coordinator, q => q.ValuesAsync(scheme.Id));

    private static async Task<SettingLine> LineAsync(TestDatabase database, RunScheme scheme, string key) =>
        (await database.AsAsync<SchemeQueries, SettingsPage?>(scheme.Coordinator, q => q.SettingsAsync(scheme.Id, key)))!.Settings.ShouldHaveSingleItem();
}
