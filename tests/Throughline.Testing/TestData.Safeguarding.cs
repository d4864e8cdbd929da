using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Safeguarding;
using Throughline.Security;

namespace Throughline.Testing;

/// <summary>
/// A service with a duty rota: Neil leads on safeguarding, Colin heads the service, Moira coordinates and is first on duty, Pat is next, Ruth supervises
/// Jo, who is a peer mentor and mentors Sam. Its paging runs when a test says so.
/// </summary>
public sealed class SafetyWorld : IAsyncDisposable
{
    private SafetyWorld(TestDatabase database, TestScheme scheme) => (Database, Scheme) = (database, scheme);

    public TestDatabase Database { get; }

    public TestScheme Scheme { get; }

    public KeptChannel Channel { get; } = new();

    public Viewer Neil { get; private set; } = null!;

    public Viewer Colin { get; private set; } = null!;

    public Viewer Moira { get; private set; } = null!;

    public Viewer Pat { get; private set; } = null!;

    public Viewer Ruth { get; private set; } = null!;

    public Viewer Jo { get; private set; } = null!;

    public Viewer Sam { get; private set; } = null!;

    public DateTimeOffset Now => Database.Clock.Now();

    public static async Task<SafetyWorld> MakeAsync(string provider = "SQLite", bool rota = true)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var (lead, head) = await database.WriteAsync("roles-added", writing =>
        {
            RoleDefinition Role(string key, Hat hat) => RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline(key, key, "Team member", [hat]));
            var roles = (Role("safeguarding-lead", Hat.SafeguardingLead), Role("head-of-service", Hat.HeadOfService));
            writing.Context.AddRange(roles.Item1, roles.Item2);
            return roles;
        });
        async Task<Viewer> Add(string name, string family, RoleDefinition role, Hat hat) => new(await database.AddPersonAsync(name, family, role), hat, [scheme.Id]);
        var world = new SafetyWorld(database, scheme)
        {
            Neil = await Add("Neil", "Cap", lead, Hat.SafeguardingLead),
            Colin = await Add("Colin", "Hay", head, Hat.HeadOfService),
            Moira = await Add("Moira", "Finch", scheme.Coordinator, Hat.Coordinator),
            Pat = await Add("Pat", "Lowe", scheme.Supervisor, Hat.StaffColleague),
            Ruth = await Add("Ruth", "Bell", scheme.Supervisor, Hat.Supervisor),
            Jo = await Add("Jo", "Marsh", scheme.PeerMentor, Hat.PeerWorker),
            Sam = await Add("Sam", "Pike", scheme.Mentee, Hat.Mentee),
        };
        await database.WriteAsync("supervisor-named", writing =>
        {
            writing.Context.RoleHoldings.Single(h => h.PersonId == world.Jo.PersonId).SuperviseBy(world.Ruth.PersonId);
            return new Done();
        });
        if (rota)
        {
            await world.TurnAsync(world.Moira, 1, -24, 24 * 30);
            await world.TurnAsync(world.Pat, 2, -24, 24 * 30);
        }

        return world;
    }

    /// <summary>A turn from so many hours from now to so many.</summary>
    public Task<Guid> TurnAsync(Viewer who, int place, double from, double to) => TurnAsync(who, place, Now.AddHours(from), Now.AddHours(to));

    public Task<Guid> TurnAsync(Viewer who, int place, DateTimeOffset from, DateTimeOffset to) => Database.WriteAsync("duty-planned", writing =>
    {
        var turn = DutyTurn.Make(writing.NewId(), who.PersonId, Scheme.Id, place, from, to, "07700 900457");
        writing.Context.Add(turn);
        return turn.Id;
    });

    /// <summary>Somebody's roles came to their end yesterday.</summary>
    public Task LeaveAsync(Viewer who) => Database.WriteAsync("role-ended", writing =>
    {
        var last = writing.Today.AddDays(-1);
        return writing.Context.RoleHoldings.Where(h => h.PersonId == who.PersonId).ExecuteUpdate(set => set.SetProperty(h => h.To, last));
    });

    public async Task MatchAsync() => await Database.AddMatchAsync(Scheme, Moira, Sam.PersonId, Jo.PersonId);

    /// <summary>Jo raises a concern; about Sam where the two are matched.</summary>
    public Task<Outcome<Guid>> RaiseAsync(bool danger = true, Viewer? by = null, Guid? about = null, string words = "She says she does not want to live.") => Database.DoAsync(by ?? Jo, (RaiseConcern raise) => raise.RunAsync(
        new NewConcern(danger, about, about is null ? "A woman at the hospital" : null, SafeguardingKind.WantsToDie, words, "Ten minutes ago", "I am with her.", false)));

    /// <summary>One run of the background work, as any process would.</summary>
    public Task<PagingCounts> PageAsync(params IReminderChannel[] channels) => Database.AsAsync(Viewer.System, async services =>
        (await ActivatorUtilities.CreateInstance<RunPaging>(services, channels.Length == 0 ? [Channel] : channels, new InstallationAddress(new Uri("https://hub.example"))).RunAsync()).Value);

    /// <summary>Lets time pass with the background work running once a minute.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        var until = Now + time;
        while (Now < until)
        {
            Database.Clock.Advance(TimeSpan.FromMinutes(1));
            await PageAsync();
        }
    }

    /// <summary>The page log, in order.</summary>
    public async Task<IReadOnlyList<DutyPage>> LogAsync(Guid? caseId = null)
    {
        await using var context = Database.Everything();
        return await context.DutyPages.AsNoTracking().Where(p => caseId == null || p.CaseId == caseId).OrderBy(p => p.At).ThenBy(p => p.Step).ToListAsync();
    }

    public async Task<SafeguardingConcern> ConcernAsync(Guid id)
    {
        await using var context = Database.Everything();
        return await context.SafeguardingConcerns.AsNoTracking().Include(c => c.Entries.OrderBy(e => e.Number)).Include(c => c.Actions).Include(c => c.Shares).AsSplitQuery().SingleAsync(c => c.Id == id);
    }

    public async Task<Debrief> TalkAsync(Guid concern)
    {
        await using var context = Database.Everything();
        return await context.Debriefs.AsNoTracking().SingleAsync(d => d.ConcernId == concern);
    }

    /// <summary>Whoever was paged last for a case takes it on.</summary>
    public async Task<Outcome<Answered>> AnswerAsync(Viewer viewer, Guid caseId) =>
        await Database.DoAsync(viewer, async (AnswerPage answer) => await answer.RunAsync((await LogAsync(caseId)).LastOrDefault(p => p.PersonId == viewer.PersonId)?.Id ?? Guid.Empty));

    /// <summary>The whole course of a concern, from whoever has it to the lead's close.</summary>
    public async Task CloseAsync(Guid id, Viewer owner)
    {
        async Task<int> Version() => (await ConcernAsync(id)).Version;
        async Task Must(Task<Outcome<Done>> act) => _ = (await act) is { Succeeded: false } no ? throw new InvalidOperationException(no.Refusal!.Code) : 0;
        var version = await Version();
        await Must(Database.DoAsync(owner, (TriageConcern use) => use.RunAsync(id, version, SafeguardingKind.WantsToDie, "The ward has her. A plan for tomorrow.")));
        version = await Version();
        await Must(Database.DoAsync(owner, (MoveConcern use) => use.RunAsync(new ConcernMove(id, version, SafeguardingState.ActionPlan, "The ward keeps her tonight."))));
        version = await Version();
        await Must(Database.DoAsync(owner, (MoveConcern use) => use.RunAsync(new ConcernMove(id, version, SafeguardingState.Monitoring, "Ring the ward.", Now.LondonDate().AddDays(2)))));
        if ((await ConcernAsync(id)).AboutKnown)
        {
            await Must(Database.DoAsync(Neil, (SayTelling use) => use.RunAsync(id, true, "Told on the ward, with a nurse beside her.", null)));
        }

        version = await Version();
        await Must(Database.DoAsync(Neil, (CloseConcern use) => use.RunAsync(id, version, "She is safe, and the ward has the rest. I read the whole page.")));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
