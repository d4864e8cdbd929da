using System.Text.Json;
using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;
using Throughline.Tests.Visibility;

namespace Throughline.Tests.Concerns;

/// <summary>E04, INV-106: whoever is on the wall of a concern is answered as if it had never been, numbers included.</summary>
[Trait("invariants", "INV-106")]
public sealed class ConcernWallTests
{
    private const int Walled = 25;
    private const int Hidden = 400;

    private static readonly Hat[] Hats = [Hat.VoiceLead, Hat.HeadOfService, Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.PeerWorker, Hat.DataProtectionLead];

    /// <summary>
    /// Every surface there is, for everybody a concern is kept from: whom it is about, who manages them, and those its owner named, whatever their hat. Whoever may see it is
    /// answered otherwise, which shows that the concern is there.
    /// </summary>
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Surfaces_OfEverybodyOnTheWall_AreThoseOfADatabaseWithoutTheConcern(string provider)
    {
        await using var world = await ConcernWorld.MakeAsync(provider);
        var database = world.Database;
        await world.ManageAsync(world.Fay.PersonId, world.Moira.PersonId);
        await world.SendAsync(world.Mia, null);
        Viewer[] walled =
        [
            world.Fay, world.Fay with { Hat = Hat.PeerWorker }, world.Moira, world.Moira with { Hat = Hat.Supervisor }, world.Vic, world.Hana, world.Neil, world.Neil with { Hat = Hat.DataProtectionLead },
        ];
        Dictionary<Viewer, string> before = [];
        var nothing = Guid.CreateVersion7();
        foreach (var viewer in walled.Append(world.Vera))
        {
            before[viewer] = await ReadAsync(viewer, nothing);
        }

        var hidden = await SendAsync();
        foreach (var viewer in walled)
        {
            var (one, two) = (before[viewer].Split('\n'), (await ReadAsync(viewer, hidden)).Split('\n'));
            foreach (var (was, now) in one.Zip(two))
            {
                now.ShouldBe(was, $"{viewer.Hat} {viewer.PersonId}");
            }
        }

        (await ReadAsync(world.Vera, hidden)).ShouldNotBe(before[world.Vera]);

        async Task<Guid> SendAsync()
        {
            var written = (await world.WriteAsync(world.Lee, world.Fay.PersonId, true, [world.Vic.PersonId, world.Hana.PersonId, world.Neil.PersonId])).Value;
            (await database.DoAsync(world.Lee, (SubmitConcern use) => use.RunAsync(written, 1))).Refusal.ShouldBeNull();
            (await database.DoAsync(world.Vera, (AcknowledgeConcern use) => use.RunAsync(written, 2))).Refusal.ShouldBeNull();
            (await database.DoAsync(world.Vera, (AssignHandler use) => use.RunAsync(written, 3, world.Vera.PersonId))).Refusal.ShouldBeNull();
            (await database.DoAsync(world.Vera, (BeginConcern use) => use.RunAsync(written, 4))).Refusal.ShouldBeNull();
            await using var context = database.Everything();
            (await context.Set<ConcernWall>().Where(w => w.ConcernId == written && w.Stands).Select(w => w.Why).Distinct().CountAsync()).ShouldBe(3, "the subject, the line and the named");
            return written;
        }

        async Task<string> ReadAsync(Viewer viewer, Guid concern)
        {
            await database.DoAsync(Viewer.System, (CollectReminders collect) => collect.RunAsync());
            await using (var context = database.Everything())
            {
                // What others read before is in each person's own record: it is not what is compared here.
                await context.AuditEvents.Where(e => e.Kind == AuditKind.Read).ExecuteDeleteAsync();
            }

            return await database.AsAsync(viewer, services => Surfaces.ReadAsync(services, new SurfaceCase(name => name switch
            {
                nameof(SurfaceCase.Subject) => world.Lee.PersonId,
                nameof(SurfaceCase.SubjectWords) => "Lee",
                nameof(SurfaceCase.Other) => world.Fay.PersonId,
                nameof(SurfaceCase.OtherWords) => "Fay",
                nameof(SurfaceCase.Viewer) => viewer.PersonId,
                nameof(SurfaceCase.Scheme) => world.Scheme,
                nameof(SurfaceCase.Role) => "Peer mentor",
                nameof(SurfaceCase.State) => RoleState.ActiveSolo,
                "Subject/Concerns" or "Subject/Concerns.SubjectId" or "Other/Concerns" => concern,
                _ => nothing,
            })));
        }
    }

    [Fact]
    public async Task Answers_TenThousandPairs_AreThoseOfADatabaseWithoutTheConcern()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.SetUpSchemeAsync("Towpath", "probation-peer-mentoring");
        RoleDefinition lead, staff;
        await using (var context = database.Everything())
        {
            lead = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == "voice-lead");
            staff = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == "team-member");
        }

        List<Viewer> walled = [];
        List<Guid> owners = [];
        for (var at = 0; at < Walled; at++)
        {
            walled.Add(TestData.Viewer(await database.AddPersonAsync($"Walt{(char)('a' + at)}", "Reed", at % 2 == 0 ? lead : staff), Hats[at % Hats.Length], scheme.Id));
        }

        for (var at = 0; at < 10; at++)
        {
            owners.Add(await database.AddPersonAsync($"Olive{(char)('a' + at)}", "Marsh", staff));
        }

        // Some are there for everybody who hears concerns, so that an answer is not simply empty.
        await SpeakAsync(20, []);
        Dictionary<Viewer, string> before = [];
        foreach (var viewer in walled)
        {
            before[viewer] = await AnswersAsync(viewer);
        }

        var hidden = await SpeakAsync(Hidden, [.. walled.Select(v => v.PersonId)]);
        var random = Gen.Int[0, Hidden - 1].Array[8];
        foreach (var viewer in walled)
        {
            (await AnswersAsync(viewer)).ShouldBe(before[viewer]);
            foreach (var at in random.Single())
            {
                (await database.AsAsync<ConcernQueries, ConcernPage?>(viewer, q => q.FindAsync(hidden[at]))).ShouldBeNull();
                (await database.AsAsync<ConcernQueries, IReadOnlyList<Named>>(viewer, q => q.HandlersAsync(hidden[at]))).ShouldBeEmpty();
            }
        }

        Task<List<Guid>> SpeakAsync(int count, Guid[] wall) => database.WriteAsync("concern-sent", writing =>
        {
            List<Guid> ids = [];
            for (var at = 0; at < count; at++)
            {
                var owner = owners[at % owners.Count];
                var concern = Concern.Start(writing.NewId(), owner, scheme.Id, new ConcernWords(ConcernAbout.Practice, null, null, writing.Seal(owner, "It is cold."), null, false));
                concern.Wall(wall.ToDictionary(id => id, _ => ConcernWallReason.Named));
                concern.Submit(writing.Today.AddDays(-100), writing.Today.AddDays(-1), writing.Today.AddDays(28)).ShouldBeNull();
                if (at % 3 > 0)
                {
                    concern.Acknowledge(owners[0]).ShouldBeNull();
                    concern.Say(writing.Entry(concern, ConcernEntryKind.Message, "Thank you.")).ShouldBeNull();
                }

                writing.Context.Add(concern);
                ids.Add(concern.Id);
            }

            return ids;
        });

        Task<string> AnswersAsync(Viewer viewer) => database.AsAsync(viewer, async services =>
        {
            var (concerns, context) = (services.GetRequiredService<ConcernQueries>(), services.GetRequiredService<ThroughlineContext>());
            return JsonSerializer.Serialize(new object?[]
            {
                await concerns.ListAsync(),
                await concerns.RetaliationAsync(),
                await concerns.ContactsAsync(),
                await services.GetRequiredService<ConcernFigureQueries>().ListAsync(),
                await services.GetRequiredService<SecondLookQueries>().MineAsync(),
                (await services.GetRequiredService<ReminderQueries>().MineAsync()).Lines,
                await context.Concerns.CountAsync(),
                await context.Set<ConcernEntry>().Select(e => e.Id).OrderBy(e => e).ToListAsync(),
                await context.Set<ConcernWall>().CountAsync(),
                await context.SecondLooks.CountAsync(),
                await context.AuditEvents.CountAsync(),
            });
        });
    }
}
