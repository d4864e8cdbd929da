using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Schemes;

public sealed class SetUpSchemeTests
{
    private static readonly NewScheme Good = new(
        "drugs-team-peer-mentoring", 1, "Riverside", new DateOnly(2026, 3, 2), true, "Harbour Probation Trust", OrganisationKind.Trust);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_FirstScheme_BringsEverythingOfItsTemplate(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);

        var scheme = (await RunAsync(database, Viewer.System, Good)).Value;

        await using var context = database.Everything();
        var template = SchemeTemplates.Find(Good.TemplateId, 1)!;
        var roles = await context.RoleDefinitions.Where(r => r.SchemeId == scheme).ToListAsync();
        roles.Where(r => r.OnLadder).OrderBy(r => r.LadderStep).Select(r => r.Key).ShouldBe(template.Ladder.Select(r => r.Key));
        var mentor = roles.Single(r => r.Key == "peer-mentor");
        (mentor.MatchCap, mentor.ContactHoursCap, mentor.PlainTitle, mentor.LivedExperienceRequired).ShouldBe((2, 4m, "Team member", true));
        mentor.Tasks.ShouldContain("Meet people one to one");
        (await context.Set<SchemeWord>().Where(w => w.SchemeId == scheme && w.Key == "person").SingleAsync()).Plural.ShouldBe("service users");
        (await context.Set<ReferenceItem>().CountAsync(i => i.SchemeId == scheme)).ShouldBe(template.Reference.Count);
        (await context.Set<ReferenceItem>().SingleAsync(i => i.SchemeId == scheme && i.Code == "RAR")).Flags["credit-unit"].ShouldBe("day");
        (await context.AuditEvents.SingleAsync()).Name.ShouldBe("scheme-set-up");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_CoordinatorSetsUpAnother_BecomesItsCoordinator(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var first = await database.SetUpSchemeAsync();

        var second = (await RunAsync(database, first.Coordinator, Good with { Name = "Northgate", RunIt = false })).Value;

        await using var context = database.Everything();
        var holding = await context.RoleHoldings.SingleAsync(h => h.SchemeId == second);
        holding.PersonId.ShouldBe(first.Coordinator.PersonId);
        holding.State.ShouldBe(RoleState.Held);
        (await context.Set<Organisation>().CountAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task RunAsync_AdministratorSetsUpTheFirst_CoordinatesItOnlyIfTheySaySo(bool runIt, int coordinators)
    {
        await using var database = await TestDatabase.CreateAsync();
        var admin = await database.WriteAsync("person-added", writing =>
        {
            var person = Person.Add(writing.NewId(), new PersonDetails("Ola", "Quist"), writing.Now).Value;
            writing.Context.Add(person);
            return person.Id;
        });

        var outcome = await RunAsync(database, new Viewer(admin, Hat.SystemAdministrator, []), Good with { RunIt = runIt });

        outcome.Succeeded.ShouldBeTrue();
        await using var context = database.Everything();
        (await context.RoleHoldings.CountAsync(h => h.PersonId == admin && h.SchemeId == outcome.Value)).ShouldBe(coordinators);
    }

    [Fact]
    public async Task RunAsync_AdministratorWhileASchemeExists_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SetUpSchemeAsync();

        var outcome = await RunAsync(database, new Viewer(Guid.CreateVersion7(), Hat.SystemAdministrator, []), Good with { Name = "Northgate" });

        outcome.Refusal.ShouldBeOfType<FirstSchemeExists>();
    }

    [Theory]
    [InlineData(Hat.PeerWorker)]
    [InlineData(Hat.Mentee)]
    [InlineData(Hat.Supervisor)]
    [InlineData(Hat.HeadOfService)]
    [InlineData(Hat.Commissioner)]
    public async Task RunAsync_OtherHat_IsNotAllowed(Hat hat)
    {
        await using var database = await TestDatabase.CreateAsync();

        (await RunAsync(database, new Viewer(Guid.CreateVersion7(), hat, []), Good)).Refusal.ShouldBeOfType<NotAllowed>();

        await using var context = database.Everything();
        (await context.Schemes.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_NotGood_NamesTheField()
    {
        await using var database = await TestDatabase.CreateAsync();
        async Task<Refusal> Refused(NewScheme input) => (await RunAsync(database, Viewer.System, input)).Refusal.ShouldNotBeNull();

        (await Refused(Good with { TemplateId = "no-such" })).ShouldBeOfType<NoSuchTemplate>();
        (await Refused(Good with { TemplateVersion = 9 })).ShouldBeOfType<NoSuchTemplate>();
        (await Refused(Good with { Name = " " })).Field.ShouldBe("Name");
        (await Refused(Good with { Name = new string('a', 121) })).Field.ShouldBe("Name");
        (await Refused(Good with { From = new DateOnly(1889, 1, 1) })).Field.ShouldBe("From");
        (await Refused(Good with { From = new DateOnly(2029, 1, 1) })).Field.ShouldBe("From");
        (await Refused(Good with { OrganisationName = "" })).Field.ShouldBe("OrganisationName");
        (await Refused(Good with { OrganisationKind = (OrganisationKind)99 })).Field.ShouldBe("OrganisationKind");
        await using var context = database.Everything();
        (await context.AuditEvents.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task RunAsync_NameTaken_SaysSo()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.SetUpSchemeAsync("Riverside");

        (await RunAsync(database, Viewer.System, Good)).Refusal.ShouldBe(new SchemeNameTaken("Riverside"));
    }

    private static Task<Outcome<Guid>> RunAsync(TestDatabase database, Viewer viewer, NewScheme input) =>
        database.AsAsync<SetUpScheme, Outcome<Guid>>(viewer, setUp => setUp.RunAsync(input));
}
