using Microsoft.EntityFrameworkCore;
using Throughline.Concerns;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Testing;

/// <summary>
/// A scheme in which Lee is a peer mentor and Mia uses the service, Fay trains people, Vera and Vic hear concerns, Hana heads the service, Neil leads on safeguarding and Moira coordinates.
/// </summary>
public sealed class ConcernWorld : IAsyncDisposable
{
    private ConcernWorld(TestDatabase database, Guid scheme, Viewer moira) => (Database, Scheme, Moira) = (database, scheme, moira);

    public static Decision Why { get; } = new("Long enough to be a reason for it", "The record");

    public TestDatabase Database { get; }

    public Guid Scheme { get; }

    public Viewer Moira { get; }

    public Viewer Lee { get; private set; } = null!;

    public Viewer Mia { get; private set; } = null!;

    public Viewer Fay { get; private set; } = null!;

    public Viewer Vera { get; private set; } = null!;

    public Viewer Vic { get; private set; } = null!;

    public Viewer Hana { get; private set; } = null!;

    public Viewer Neil { get; private set; } = null!;

    public static async Task<ConcernWorld> MakeAsync(string provider = "SQLite", bool open = true)
    {
        var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync("Towpath", "probation-peer-mentoring");
        var world = new ConcernWorld(database, scheme.Id, scheme.Coordinator);
        world.Lee = await world.AddAsync("Lee", "peer-mentor", Hat.PeerWorker, RoleState.ActiveSolo);
        world.Mia = await world.AddAsync("Mia", "person-on-probation", Hat.Mentee);
        world.Fay = await world.AddAsync("Fay", "team-member", Hat.StaffColleague);
        world.Vera = await world.AddAsync("Vera", "voice-lead", Hat.VoiceLead);
        world.Vic = await world.AddAsync("Vic", "voice-lead", Hat.VoiceLead);
        world.Hana = await world.AddAsync("Hana", "head-of-service", Hat.HeadOfService);
        world.Neil = await world.AddAsync("Neil", "safeguarding-lead", Hat.SafeguardingLead);
        if (open && !(await world.OpenAsync(world.Hana)).Succeeded)
        {
            throw new InvalidOperationException("The channel could not be opened.");
        }

        return world;
    }

    public async Task<Viewer> AddAsync(string name, string role, Hat hat, RoleState? state = null) =>
        new(await Database.AddPersonAsync(name, "Reed", await RoleAsync(role), state), hat, [Scheme]);

    public async Task<RoleDefinition> RoleAsync(string key)
    {
        await using var context = Database.Everything();
        return await context.RoleDefinitions.SingleAsync(r => r.SchemeId == Scheme && r.Key == key);
    }

    /// <summary>Gives Lee a second role, as somebody the service works with.</summary>
    public async Task<Guid> AddRoleOfLeeAsync()
    {
        var role = (await RoleAsync("person-on-probation")).Id;
        return await Database.WriteAsync("role-taken-up", writing =>
        {
            var holding = RoleHolding.Start(writing.NewId(), Lee.PersonId, writing.Context.RoleDefinitions.Single(r => r.Id == role), RoleState.Held, new DateOnly(2025, 6, 2));
            writing.Context.Add(holding);
            return holding.Id;
        });
    }

    /// <summary>Lee mentors Mia, and it goes on.</summary>
    public Task<Guid> MatchAsync() => Database.WriteAsync("match-decided", writing =>
    {
        var (holding, words) = (writing.Context.RoleHoldings.Single(h => h.PersonId == Lee.PersonId), writing.Seal(Mia.PersonId, "Both like to walk."));
        var match = Match.Decide(writing.NewId(), Mia.PersonId, holding, Moira.PersonId, writing.Today, words, null);
        match.Arrange(writing.Now);
        match.Accept(writing.Today, writing.Today.AddDays(28));
        match.Review(Moira.PersonId, writing.Today, words, writing.Today.AddDays(42));
        writing.Context.Add(match);
        return match.Id;
    });

    /// <summary>Names who manages somebody, as the roles have it.</summary>
    public Task<bool> ManageAsync(Guid person, Guid? by) => Database.WriteAsync("supervisor-named", writing =>
    {
        writing.Context.RoleHoldings.Single(h => h.PersonId == person).SuperviseBy(by);
        return true;
    });

    public Task<Outcome<Done>> OpenAsync(Viewer by, string reach = "0113 496 0000") => Database.DoAsync(by, (NameOutsideContact name) =>
        name.RunAsync(new OutsideContact(Scheme, 0, "Odile Marsh", "Fen Advice", reach)));

    public Task<Outcome<Guid>> WriteAsync(Viewer by, Guid? about, params Guid[] notToKnow) => WriteAsync(by, about, false, notToKnow);

    public Task<Outcome<Guid>> WriteAsync(Viewer by, Guid? about, bool line, IReadOnlyList<Guid> notToKnow) => Database.DoAsync(by, (WriteConcern write) => write.RunAsync(new ConcernInput(
        null, 0, Scheme, about is null ? ConcernAbout.Place : ConcernAbout.Person, about, about is null ? "The back room" : null, "Nobody greets me in the corridor.", "Say hello", line, notToKnow)));

    /// <summary>Writes one and sends it; its version is 2.</summary>
    public async Task<Guid> SendAsync(Viewer by, Guid? about, params Guid[] notToKnow)
    {
        var written = await WriteAsync(by, about, notToKnow);
        return written.Succeeded && (await Database.DoAsync(by, (SubmitConcern submit) => submit.RunAsync(written.Value, 1))).Succeeded
            ? written.Value : throw new InvalidOperationException("The concern could not be sent.");
    }

    /// <summary>Says that it came and asks somebody to look into it, who begins; its version is 5.</summary>
    public async Task<Guid> SendAsFarAsBegunAsync(Viewer by, Guid? about, Viewer lead, Viewer handler, params Guid[] notToKnow)
    {
        var id = await SendAsync(by, about, notToKnow);
        var done = (await Database.DoAsync(lead, (AcknowledgeConcern use) => use.RunAsync(id, 2))).Succeeded
            && (await Database.DoAsync(lead, (AssignHandler use) => use.RunAsync(id, 3, handler.PersonId))).Succeeded
            && (await Database.DoAsync(handler, (BeginConcern use) => use.RunAsync(id, 4))).Succeeded;
        return done ? id : throw new InvalidOperationException("The concern could not be begun.");
    }

    /// <summary>One that was answered, accepted and closed.</summary>
    public async Task<Guid> SendAsFarAsClosedAsync(Viewer by, Guid? about)
    {
        var id = await SendAsFarAsBegunAsync(by, about, Vera, Moira);
        await Database.DoAsync(Moira, (OfferOutcome use) => use.RunAsync(id, 5, "We talked to her. She will say hello."));
        await Database.DoAsync(by, async (AcceptOutcome use) => await use.RunAsync(id, await VersionAsync(id)));
        return (await Database.DoAsync(Vera, async (EndConcern use) => await use.RunAsync(id, await VersionAsync(id)))).Succeeded
            ? id : throw new InvalidOperationException("The concern could not be closed.");
    }

    /// <summary>The concerns that somebody sees in their list.</summary>
    public async Task<List<Guid>> SeenAsync(Viewer who) => [.. (await Database.DoAsync(who, (ConcernQueries q) => q.ListAsync())).Select(l => l.Id)];

    /// <summary>The concerns that are due for somebody today.</summary>
    public async Task<List<Guid>> DueAsync(Viewer who) => [.. (await Database.DoAsync(Viewer.System, (ConcernDueQueries q) => q.DueAsync(Database.Clock.Today())))
        .Where(d => d.PersonId == who.PersonId).Select(d => Guid.Parse(d.Path.Split('/')[^1]))];

    public async Task<int> VersionAsync(Guid id)
    {
        await using var context = Database.Everything();
        return await context.Concerns.Where(c => c.Id == id).Select(c => c.Version).SingleAsync();
    }

    /// <summary>Asks a second person as the decider, and has whoever was found say that they agree.</summary>
    public async Task<Guid> AgreeAsync(Viewer decider, Guid person, AdverseAct act)
    {
        var look = await AskAsync(decider, person, act);
        await AnswerAsync(look);
        return look;
    }

    public async Task<Guid> AskAsync(Viewer decider, Guid person, AdverseAct act) =>
        await Database.DoAsync(decider, (AskSecondPerson ask) => ask.RunAsync(new SecondLookInput(person, Scheme, act, Why))) is { Succeeded: true } asked
            ? asked.Value : throw new InvalidOperationException("A second person could not be asked.");

    public async Task<Guid> AnswerAsync(Guid look, bool agrees = true)
    {
        await using var context = Database.Everything();
        var approver = (await context.SecondLooks.AsNoTracking().SingleAsync(l => l.Id == look)).ApproverId!.Value;
        await Database.DoAsync(new Viewer(approver, Hat.VoiceLead, [Scheme]), (AnswerSecondLook answer) => answer.RunAsync(look, 1, agrees));
        return approver;
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
