using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.Tests.Schemes;

public sealed class SchemeListsTests
{
    private static readonly Dictionary<string, string> Flags = new() { ["credit-unit"] = "none", ["most-set-by"] = "nobody", ["counts-only-if-kept"] = "no" };

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ReferenceItem_LawChanges_OldOneEndsAndNewOneTakesItsCode(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        var rar = await ItemAsync(database, "RAR");

        (await AddAsync(database, scheme, "RAR", new(2026, 9, 1))).Refusal.ShouldBe(new CodeInUse("RAR", "Rehabilitation activity requirement", null));
        (await EndAsync(database, scheme, rar, new(2026, 8, 31))).Succeeded.ShouldBeTrue();
        (await AddAsync(database, scheme, "rar", new(2026, 8, 31))).Refusal.ShouldBeOfType<CodeInUse>().To.ShouldBe(new DateOnly(2026, 8, 31));
        (await AddAsync(database, scheme, "RAR", new(2026, 9, 1))).Succeeded.ShouldBeTrue();

        var items = (await database.AsAsync<SchemeQueries, ReferencePage?>(scheme.Coordinator, q => q.ReferenceAsync(scheme.Id, ReferenceKind.RequirementTypes)))!.Items;
        items.Where(i => i.Code == "RAR" && i.HoldsOn(new(2026, 8, 31))).ShouldHaveSingleItem().Name.ShouldBe("Rehabilitation activity requirement");
        items.Where(i => i.Code == "RAR" && i.HoldsOn(new(2026, 9, 1))).ShouldHaveSingleItem().Name.ShouldBe("Probation requirement");
    }

    [Fact]
    public async Task EndReferenceItem_TwiceOrBeforeItsStart_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var rar = await ItemAsync(database, "RAR");

        (await EndAsync(database, scheme, rar, new(2015, 1, 31))).Refusal.ShouldNotBeNull().Field.ShouldBe("To");
        (await EndAsync(database, scheme, rar, new(2026, 8, 31))).Succeeded.ShouldBeTrue();
        (await EndAsync(database, scheme, rar, new(2026, 9, 30))).Refusal.ShouldBe(new ItemHasEnded("Rehabilitation activity requirement", new(2026, 8, 31)));
    }

    [Theory]
    [InlineData("", "Probation requirement", "Code")]
    [InlineData("R A R", "Probation requirement", "Code")]
    [InlineData("PR", " ", "Name")]
    [InlineData("PR", "For offenders", "Name")]
    public async Task AddReferenceItem_NotGood_NamesTheField(string code, string name, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        (await AddAsync(database, scheme, code, new(2026, 9, 1), name)).Refusal.ShouldNotBeNull().Field.ShouldBe(field);
    }

    [Fact]
    public async Task AddReferenceItem_FlagLeftOut_NamesTheFlag()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();

        var outcome = await database.AsAsync<AddReferenceItem, Outcome<Guid>>(scheme.Coordinator, add =>
            add.RunAsync(new(scheme.Id, "requirement-types", "PR", "Probation requirement", null, new(2026, 9, 1), new Dictionary<string, string> { ["credit-unit"] = "fortnight" })));

        outcome.Refusal.ShouldNotBeNull().Field.ShouldBe("Flags[credit-unit]");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task ChangeWord_PersonFirst_IsTakenAndALabelIsNot(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        Task<Outcome<Done>> Change(string singular, string plural, string reason, int version) => database.AsAsync<ChangeWord, Outcome<Done>>(
            scheme.Coordinator, use => use.RunAsync(new WordEdit(scheme.Id, "person", singular, plural, reason, version)));

        (await Change("ex-offender", "ex-offenders", "Habit", 1)).Refusal.ShouldNotBeNull().Field.ShouldBe("Singular");
        (await Change("client", "addicts", "Habit", 1)).Refusal.ShouldNotBeNull().Field.ShouldBe("Plural");
        (await Change("client", "clients", "", 1)).Refusal.ShouldNotBeNull().Field.ShouldBe("Reason");
        (await Change("client", "clients", "The group chose it", 1)).Succeeded.ShouldBeTrue();
        (await Change("guest", "guests", "Late", 1)).Refusal.ShouldBeOfType<Stale>();

        var words = (await database.AsAsync<SchemeQueries, WordsPage?>(scheme.Coordinator, q => q.WordsAsync(scheme.Id)))!.Words;
        var (word, brought) = words.Single(w => w.Word.Key == "person");
        (word.Singular, word.Reason, brought!.Singular).ShouldBe(("client", "The group chose it", "service user"));
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task AddSiteAndTeam_Good_StandTogether(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        Task<Outcome<Guid>> Site(string? name) => database.AsAsync<AddSite, Outcome<Guid>>(scheme.Coordinator, use =>
            use.RunAsync(new NewSite(scheme.Id, name, "2 Quay Street", new(2024, 9, 2))));
        Task<Outcome<Guid>> Team(Guid? site, string name, DateOnly from) => database.AsAsync<AddTeam, Outcome<Guid>>(scheme.Coordinator, use =>
            use.RunAsync(new NewTeam(scheme.Id, site, name, from)));

        var quay = (await Site("Quay Street")).Value;
        (await Site("quay street")).Refusal.ShouldBe(new PlaceNameTaken("site", "quay street"));
        (await Site(" ")).Refusal.ShouldNotBeNull().Field.ShouldBe("Name");
        (await Team(quay, "Morning team", new(2024, 9, 2))).Succeeded.ShouldBeTrue();
        (await Team(quay, "Morning team", new(2024, 9, 2))).Refusal.ShouldBeOfType<PlaceNameTaken>();
        (await Team(quay, "Early team", new(2024, 9, 1))).Refusal.ShouldNotBeNull().Field.ShouldBe("From");
        (await Team(null, "Lost team", new(2024, 9, 2))).Refusal.ShouldBe(new Invalid("SiteId", "Choose a site"));

        var places = (await database.AsAsync<SchemeQueries, PlacesPage?>(scheme.Coordinator, q => q.PlacesAsync(scheme.Id)))!.Sites;
        var (site, teams) = places.ShouldHaveSingleItem();
        site.Address.ShouldBe("2 Quay Street");
        teams.ShouldHaveSingleItem().Name.ShouldBe("Morning team");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task EditRoleDefinition_Good_KeepsWhatItWas(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();
        var role = await RoleAsync(database, "peer-mentor");

        var outcome = await EditAsync(database, scheme, role, Edit(role) with { Title = "Peer guide", MatchCap = 1 });

        outcome.Succeeded.ShouldBeTrue();
        var page = (await database.AsAsync<SchemeQueries, RolePage?>(scheme.Coordinator, q => q.RoleAsync(scheme.Id, role.Id)))!;
        (page.Role.Title, page.Role.MatchCap, page.Role.Version).ShouldBe(("Peer guide", 1, 2));
        var (before, by) = page.History.ShouldHaveSingleItem();
        (before.Title, before.MatchCap, before.Version, before.Reason, by).ShouldBe(("Peer mentor", 2, 1, "The team asked for it", "Moira Finch"));
        (await EditAsync(database, scheme, role, Edit(role) with { Title = "Late" })).Refusal.ShouldBeOfType<Stale>();
    }

    [Fact]
    public async Task EditRoleDefinition_PlainTitleThatGivesAway_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var mentor = await RoleAsync(database, "peer-mentor");
        var member = await RoleAsync(database, "team-member");

        (await EditAsync(database, scheme, mentor, Edit(mentor) with { PlainTitle = "Mentor" })).Refusal.ShouldBeOfType<PlainTitleGivesAway>().Field.ShouldBe("PlainTitle");
        (await EditAsync(database, scheme, mentor, Edit(mentor) with { PlainTitle = "Drug worker" })).Succeeded.ShouldBeTrue();
        var refusal = (await EditAsync(database, scheme, member, Edit(member) with { Title = "Colleague" })).Refusal.ShouldBeOfType<PlainTitleGivesAway>();
        refusal.Field.ShouldBe("Title");
        refusal.Sentence.ShouldStartWith("Keep the title Team member.");
    }

    [Theory]
    [InlineData("", 1, "4", "Title")]
    [InlineData("Coordinators", 41, "4", "MatchCap")]
    [InlineData("Coordinators", -1, "4", "MatchCap")]
    [InlineData("Coordinators", 1, "61", "ContactHoursCap")]
    [InlineData("Scheme Coordinator", 1, "4", "Title")]
    [InlineData("Addict mentor", 1, "4", "Title")]
    public async Task EditRoleDefinition_NotGood_NamesTheField(string title, int matches, string hours, string field)
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync();
        var role = await RoleAsync(database, "peer-mentor");

        var outcome = await EditAsync(
            database, scheme, role, Edit(role) with { Title = title, MatchCap = matches, ContactHoursCap = decimal.Parse(hours, System.Globalization.CultureInfo.InvariantCulture) });

        outcome.Refusal.ShouldNotBeNull().Field.ShouldBe(field);
    }

    private static RoleEdit Edit(RoleDefinition role) => new(
        role.Title, role.PlainTitle, role.Pay, role.AlsoPaidPost, role.MatchCap, role.ContactHoursCap, role.PresenceHoursCap, string.Join("\r\n", role.Tasks), role.CapsReason);

    private static Task<Outcome<Done>> EditAsync(TestDatabase database, RunScheme scheme, RoleDefinition role, RoleEdit edit) =>
        database.AsAsync<EditRoleDefinition, Outcome<Done>>(scheme.Coordinator, use => use.RunAsync(scheme.Id, role.Id, edit, "The team asked for it", role.Version));

    private static Task<Outcome<Guid>> AddAsync(TestDatabase database, RunScheme scheme, string code, DateOnly from, string name = "Probation requirement") =>
        database.AsAsync<AddReferenceItem, Outcome<Guid>>(scheme.Coordinator, add =>
            add.RunAsync(new(scheme.Id, "requirement-types", code, name, null, from, Flags)));

    private static Task<Outcome<Done>> EndAsync(TestDatabase database, RunScheme scheme, ReferenceItem item, DateOnly to) =>
        database.AsAsync<EndReferenceItem, Outcome<Done>>(scheme.Coordinator, end => end.RunAsync(new(scheme.Id, item.Id, to, item.Version)));

    private static async Task<ReferenceItem> ItemAsync(TestDatabase database, string code)
    {
        await using var context = database.Everything();
        return await context.Set<ReferenceItem>().AsNoTracking().SingleAsync(i => i.Code == code);
    }

    private static async Task<RoleDefinition> RoleAsync(TestDatabase database, string key)
    {
        await using var context = database.Everything();
        return await context.RoleDefinitions.AsNoTracking().SingleAsync(r => r.Key == key);
    }
}
