using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Testing;

namespace Throughline.Tests.People;

public sealed class PeopleQueriesTests
{
    private static readonly Dictionary<string, int> Commands = new()
    {
        ["list"] = 3,
        ["choices"] = 1,
        ["suggest"] = 1,
        ["person"] = 3,
        ["export"] = 1,
        ["home"] = 6,
        ["supervisors"] = 1,
        ["conflicts"] = 1,
        ["trace"] = 3,
    };

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task EveryPage_FewOrManyPeople_SendsTheSameNumberOfCommands(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        (await CountAsync()).ShouldBe(Commands);
        for (var i = 0; i < 30; i++)
        {
            await database.AddPersonAsync("Dee", $"Marsh{i}", i % 2 == 0 ? scheme.PeerMentor : scheme.Supervisor);
        }

        (await CountAsync()).ShouldBe(Commands);

        async Task<Dictionary<string, int>> CountAsync()
        {
            async Task<int> Of<T>(Func<IServiceProvider, Task<T>> work) =>
                await database.AsAsync(moira, async services => (await CommandCounter.CountAsync(() => work(services))).Commands);
            return new Dictionary<string, int>
            {
                ["list"] = await Of(s => s.GetRequiredService<PeopleQueries>().ListAsync(new PeopleFilter("dee", null, "Peer mentor"))),
                ["choices"] = await Of(s => s.GetRequiredService<PeopleQueries>().ChoicesAsync()),
                ["suggest"] = await Of(s => s.GetRequiredService<PeopleQueries>().SuggestAsync("dee")),
                ["person"] = await Of(s => s.GetRequiredService<PeopleQueries>().PersonAsync(dee)),
                ["export"] = await Of(s => s.GetRequiredService<PeopleQueries>().ExportAsync(new PeopleFilter())),
                ["home"] = await Of(s => s.GetRequiredService<HomeQueries>().CoordinatorAsync()),
                ["supervisors"] = await Of(s => s.GetRequiredService<PeopleQueries>().WithHatAsync(Hat.Supervisor)),
                ["conflicts"] = await Of(s => s.GetRequiredService<ConflictQueries>().ListAsync()),
                ["trace"] = await Of(s => s.GetRequiredService<MyRecordQueries>().TraceAsync()),
            };
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ListAsync_PageByPage_ShowsEachPersonOnceInOrder(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        string[] families = ["Ash", "ash", "Ásh", "Zed", "O'Neil", "Oneil", "Ni Bhriain", "Ní Bhriain"];
        for (var i = 0; i < 60; i++)
        {
            await database.AddPersonAsync($"Given{i % 7}", families[i % families.Length], scheme.Mentee);
        }

        List<Guid> seen = [];
        string? after = null;
        do
        {
            var page = await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(new PeopleFilter(), after));
            page.People.Count.ShouldBeLessThanOrEqualTo(PeopleQueries.PageSize);
            (page.Count, page.More).ShouldBe((after is null ? 61 : null, false));
            seen.AddRange(page.People.Select(p => p.Id));
            after = page.Next;
        }
        while (after is not null);

        seen.ShouldBeUnique();
        seen.Count.ShouldBe(61);
        var bad = await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(new PeopleFilter(), "not a page; DROP TABLE"));
        bad.People[0].Id.ShouldBe(seen[0]);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ListAsync_ManyPeople_CountsOnlyUpToTheCap(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        await database.WriteAsync("people-brought-in", writing =>
        {
            for (var i = 0; i < PeopleQueries.CountedTo + 5; i++)
            {
                var person = Person.Add(writing.NewId(), new PersonDetails($"Many{i}", "Crowd"), writing.Now).Value;
                writing.Context.Add(person);
                writing.Context.AddRange(PersonTerm.Of(person));
                writing.Context.Add(RoleHolding.Start(writing.NewId(), person.Id, scheme.Mentee, RoleState.Held, new DateOnly(2025, 1, 6)));
            }

            return new Done();
        });
        var list = await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(new PeopleFilter("crow")));
        (list.Count, list.More, list.People.Count).ShouldBe((PeopleQueries.CountedTo, true, PeopleQueries.PageSize));
        var later = await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(new PeopleFilter("crow"), list.Next));
        (later.Count, later.More, later.People.Count).ShouldBe((null, false, PeopleQueries.PageSize));
        (await database.DoAsync(moira, (PeopleQueries people) => people.SuggestAsync("crow"))).Count.ShouldBe(PeopleQueries.SuggestionsMost);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ListAsync_Filters_NarrowByRoleStateAndScheme(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var north = await database.AddSchemeAsync("Northgate");
        var moira = await database.AddCoordinatorAsync(scheme) with { SchemeIds = [scheme.Id, north.Id] };
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        var joe = await database.AddPersonAsync("Joe", "Pike", north.Mentee);
        await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(
            database.HoldingAsync(joe, north.Mentee).GetAwaiter().GetResult().Id, 1, new DateOnly(2026, 3, 1), ExitReason.CompletedAgreedTerm, new Decision(null, null))));
        async Task<IEnumerable<Guid>> Ids(PeopleFilter filter) => (await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(filter))).People.Select(p => p.Id);

        (await Ids(new PeopleFilter(Role: "Peer mentor"))).ShouldBe([dee]);
        (await Ids(new PeopleFilter(State: RoleState.ActiveSolo))).ShouldBe([dee]);
        (await Ids(new PeopleFilter(State: RoleState.Ended))).ShouldBe([joe]);
        (await Ids(new PeopleFilter(SchemeId: north.Id))).ShouldBeEmpty("an ended role is found by its state only");
        (await Ids(new PeopleFilter(SchemeId: north.Id, State: RoleState.Ended))).ShouldBe([joe]);
        (await Ids(new PeopleFilter(Role: "Mentee", SchemeId: scheme.Id))).ShouldBeEmpty();
        (await Ids(new PeopleFilter("%_"))).ShouldBeEmpty();
        (await database.DoAsync(moira, (PeopleQueries people) => people.ListAsync(new PeopleFilter()))).People.Single(p => p.Id == joe).Roles.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ExportPeople_Coordinator_IsWrittenDownFirst(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        await database.AddPersonAsync("=cmd", "Marsh", scheme.PeerMentor);
        var outcome = await database.DoAsync(moira, (ExportPeople export) => export.RunAsync(new PeopleFilter()));
        outcome.Value.Lines.Select(l => (l.Name, l.Role, l.State)).ShouldBe([("Moira", "Coordinator", RoleState.Held), ("=cmd", "Peer mentor", RoleState.ActiveSolo)]);
        await using var context = database.Everything();
        context.AuditEvents.OrderBy(e => e.Sequence).AsEnumerable().Last().Name.ShouldBe("people-exported");
        (await database.DoAsync(moira with { Hat = Hat.Supervisor }, (ExportPeople export) => export.RunAsync(new PeopleFilter()))).Refusal.ShouldBeOfType<NotAllowed>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task ExportPeople_EachTime_LeavesATraceForEverybodyInTheFileAndNobodyElse(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        var dee = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
        (await database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(dee, scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 2, 2))))).Succeeded.ShouldBeTrue();
        var joe = await database.AddPersonAsync("Joe", "Pike", scheme.Mentee);
        var kim = await database.AddPersonAsync("Kim", "Walsh", scheme.Mentee);
        await database.WriteAsync("wall-raised", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), moira.PersonId, kim, writing.Now));
            return new Done();
        });
        var form = Guid.Parse("0193f000-0000-7000-8000-00000000000a");
        for (var time = 0; time < 2; time++)
        {
            (await database.AsAsync(moira, services => services.GetRequiredService<ExportPeople>().RunAsync(new PeopleFilter(Role: "Peer mentor")), form)).Value.Lines.Count.ShouldBe(2, "a line for each role");
        }

        await database.DoAsync(moira, (ExportPeople export) => export.RunAsync(new PeopleFilter()));

        (await ExportsAsync(dee)).ShouldBe(3, "once for each file, also where one form was sent twice, however many roles");
        (await ExportsAsync(joe)).ShouldBe(1);
        (await ExportsAsync(kim)).ShouldBe(0, "she was in none of them");

        async Task<int> ExportsAsync(Guid person) => (await database.DoAsync(TestData.Viewer(person, Hat.Mentee), (MyRecordQueries mine) => mine.TraceAsync()))
            .Lines.Count(l => l.Did == "Took a list that you are in away as a file" && l.Who == "Moira Finch");
    }
}
