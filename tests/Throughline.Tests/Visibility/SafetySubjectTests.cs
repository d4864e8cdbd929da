using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>
/// Ethics rule E04 for a concern about somebody's safety: until they are told, whom it is about is answered as if it had never been raised, whatever is
/// theirs to do in the service: the lead's list, the head's numbers, a coordinator's or a supervisor's talks to offer, and what is due.
/// </summary>
[Trait("invariants", "INV-135")]
public sealed class SafetySubjectTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Surfaces_OfWhomAConcernIsAbout_AreThoseOfADatabaseWithoutIt(string provider)
    {
        await using var world = await SafetyWorld.MakeAsync(provider);
        var (database, nothing) = (world.Database, Guid.CreateVersion7());
        // Enough are there already for the head of service to be shown numbers.
        foreach (var by in new[] { world.Jo, world.Ruth, world.Moira, world.Pat, world.Neil })
        {
            await RaiseAsync(world, null, by);
        }

        foreach (var subject in new[] { world.Neil, world.Moira, world.Ruth, world.Colin, world.Pat })
        {
            var before = (await ReadAsync(subject, nothing, nothing)).Split('\n');
            var concern = await RaiseAsync(world, subject, world.Jo);
            var talk = (await world.TalkAsync(concern)).Id;
            foreach (var (was, now) in before.Zip((await ReadAsync(subject, concern, talk)).Split('\n')))
            {
                now.ShouldBe(was, $"{subject.Hat} {subject.PersonId}");
            }

            // It is there for the others, and due.
            var other = subject == world.Neil ? world.Moira : world.Neil;
            (await database.DoAsync(other, (MentoringQueries q) => q.DebriefAsync(talk))).ShouldNotBeNull();
            (await database.DoAsync(other, (ReminderQueries q) => q.MineAsync())).Lines.ShouldContain(l => l.Path == $"/debriefs/{talk}");
        }

        async Task<string> ReadAsync(Viewer viewer, Guid concern, Guid talk)
        {
            await database.DoAsync(Viewer.System, (CollectReminders collect) => collect.RunAsync());
            await using (var context = database.Everything())
            {
                // What others read before is in each person's own record: it is not what is compared here.
                await context.AuditEvents.Where(e => e.Kind == AuditKind.Read).ExecuteDeleteAsync();
            }

            return await database.AsAsync(viewer, services => Surfaces.ReadAsync(services, new SurfaceCase(name => name switch
            {
                nameof(SurfaceCase.Subject) => world.Jo.PersonId,
                nameof(SurfaceCase.SubjectWords) => "jo",
                nameof(SurfaceCase.Other) => world.Sam.PersonId,
                nameof(SurfaceCase.OtherWords) => "sam",
                nameof(SurfaceCase.Viewer) => viewer.PersonId,
                nameof(SurfaceCase.Scheme) => world.Scheme.Id,
                nameof(SurfaceCase.Role) => "Peer mentor",
                nameof(SurfaceCase.State) => RoleState.ActiveSolo,
                _ when name.EndsWith("/SafeguardingConcerns", StringComparison.Ordinal) => concern,
                _ when name.EndsWith("/Debriefs", StringComparison.Ordinal) => talk,
                _ => nothing,
            })));
        }
    }

    // A concern of the last half-year: about somebody with all that belongs to it, or about somebody whom the service does not know.
    private static Task<Guid> RaiseAsync(SafetyWorld world, Viewer? about, Viewer by) => world.Database.WriteAsync("concern-raised", writing =>
    {
        var (came, scheme, person) = (writing.Now.AddDays(-100), world.Scheme.Id, (about ?? by).PersonId);
        SealedText Words() => writing.Seal(person, "She does not answer the door.");
        var concern = SafeguardingConcern.Raise(writing.NewId(), about?.PersonId, scheme, by.PersonId, SafeguardingKind.CannotCope, false, null, Words(), Words(), Words(), came);
        writing.Context.Add(concern);
        if (about is not null)
        {
            var owner = (about == world.Moira ? world.Pat : world.Moira).PersonId;
            var alarm = DutyAlarm.Ring(concern.Id, AlarmKind.Concern, scheme, person, by.PersonId, false, came);
            writing.Context.AddRange(
                alarm, new DutyPage(writing.NewId(), alarm, owner, PagedAs.First, came),
                Debrief.AfterConcern(writing.NewId(), by.PersonId, person, scheme, concern.Id, came, came.AddHours(24)));
            concern.Acknowledge(owner, came).ShouldBeNull();
            concern.Triage(SafeguardingKind.CannotCope, owner, came, Words()).ShouldBeNull();
            concern.Plan(true, owner, came, Words()).ShouldBeNull();
            concern.AddAction(owner, Words(), writing.Today).ShouldBeNull();
            concern.Share(owner, came, Words(), Words(), Words(), ConsentSought.NotAsked, Words()).ShouldBeNull();
        }

        return concern.Id;
    });
}
