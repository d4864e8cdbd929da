using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Testing;

/// <summary>Makes things for tests through the same unit of work as the product. One partial file for each slice; fixed names, never random ones.</summary>
public static partial class TestData
{
    /// <summary>A viewer under a hat in the given schemes.</summary>
    public static Viewer Viewer(Guid personId, Hat hat, params Guid[] schemes) => new(personId, hat, schemes);

    /// <summary>Runs a write as the system itself.</summary>
    public static async Task<T> WriteAsync<T>(this TestDatabase database, string act, Func<Writing, T> work)
    {
        var outcome = await database.AsAsync<UnitOfWork, Outcome<T>>(Security.Viewer.System, unit =>
            unit.RunAsync<T>(new Act(act), writing => Task.FromResult<Outcome<T>>(work(writing))));
        return outcome.Value;
    }

    /// <summary>A scheme with four roles: mentee, peer mentor (on the ladder, lived experience), supervisor, coordinator.</summary>
    public static Task<TestScheme> AddSchemeAsync(this TestDatabase database, string name = "Riverside peer mentoring", DateOnly? from = null) =>
        database.WriteAsync("scheme-set-up", writing =>
        {
            var scheme = Scheme.SetUp(writing.NewId(), name, "drugs-team-peer-mentoring", 1, from ?? new DateOnly(2024, 9, 1)).Value;
            RoleDefinition Role(string key, string title, bool lived, int step, params Hat[] hats) =>
                RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline(key, title, "Team member", hats, lived, step, MatchCap: step > 1 ? 3 : 0));
            var made = new TestScheme(
                scheme.Id,
                Role("mentee", "Mentee", false, 0, Hat.Mentee),
                Role("peer-mentor", "Peer mentor", true, 2, Hat.PeerWorker),
                Role("supervisor", "Supervisor", false, 0, Hat.Supervisor, Hat.StaffColleague),
                Role("coordinator", "Coordinator", false, 0, Hat.Coordinator, Hat.StaffColleague));
            writing.Context.Add(scheme);
            writing.Context.AddRange(made.Mentee, made.PeerMentor, made.Supervisor, made.Coordinator);
            return made;
        });

    /// <summary>A person with one role.</summary>
    public static async Task<Guid> AddPersonAsync(this TestDatabase database, string preferredName, string? familyName, RoleDefinition role, RoleState? state = null, DateOnly? from = null)
    {
        var outcome = await database.AsAsync<AddPerson, Outcome<Guid>>(Security.Viewer.System, add => add.RunAsync(new NewPerson(
            new PersonDetails(preferredName, familyName), role.Id, state ?? (role.OnLadder ? RoleState.ActiveSolo : RoleState.Held), from ?? new DateOnly(2025, 1, 6))));
        return outcome.Value;
    }
}

/// <summary>A scheme made for a test.</summary>
public sealed record TestScheme(Guid Id, RoleDefinition Mentee, RoleDefinition PeerMentor, RoleDefinition Supervisor, RoleDefinition Coordinator);
