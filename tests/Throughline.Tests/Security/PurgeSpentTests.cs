using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Testing;

namespace Throughline.Tests.Security;

public sealed class PurgeSpentTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_WhatIsSpent_GoesAndTheRestStays(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var moira = await database.AddCoordinatorAsync(scheme);
        await database.AddAccountAsync(moira.PersonId);
        var once = new Guid("01900000-0000-7000-8000-00000000000a");
        async Task FillAsync()
        {
            await database.DoAsync(Viewer.System, (OpenSession open) => open.RunAsync(new NewSession(moira.PersonId, Hat.Coordinator, SignInMethod.Passkey)));
            await database.DoAsync(Viewer.System, (ChallengeQueries challenges) => challenges.GiveAsync(ChallengeKind.UsePasskey, null, "{}"));
            await database.DoAsync(moira, (SaveDraft save) => save.RunAsync($"story:{database.Clock.GetUtcNow():yyyyMMdd}", new DraftForm([new DraftField("Title", "The key")])));
            await database.DoAsync(moira, (AddPerson add) => add.RunAsync(
                new NewPerson(new PersonDetails("Theo"), scheme.Mentee.Id, RoleState.Held, new DateOnly(2026, 1, 5))), once);
            once = Guid.CreateVersion7(database.Clock.GetUtcNow());
        }

        await FillAsync();
        (await SweepAsync(database)).ShouldBe(new SpentRows(0, 0, 0, 0));
        database.Clock.Advance(TimeSpan.FromMinutes(5));
        (await SweepAsync(database)).ShouldBe(new SpentRows(0, 1, 0, 0), "a challenge lives for minutes");
        database.Clock.Advance(TimeSpan.FromDays(7));
        (await SweepAsync(database)).Total.ShouldBe(0, "a session over for less than a week is kept");
        database.Clock.Advance(TimeSpan.FromHours(12));
        (await SweepAsync(database)).ShouldBe(new SpentRows(1, 0, 0, 0));
        database.Clock.Advance(TimeSpan.FromDays(23));
        await FillAsync();
        (await SweepAsync(database)).ShouldBe(new SpentRows(0, 0, 1, 0), "the old answer; its draft went when the new one was saved");

        await using var context = database.Everything();
        (await context.Sessions.CountAsync(), await context.Challenges.CountAsync(), await context.Set<DoneOnce>().CountAsync(), await context.Drafts.CountAsync()).ShouldBe((1, 1, 1, 1));
        var events = await context.AuditEvents.Where(e => e.Name == "spent-purged").ToListAsync();
        events.Count.ShouldBe(3, "a sweep that found nothing says nothing");
        events.ShouldAllBe(e => e.SubjectId == null && e.ActorId == null);
    }

    [Fact]
    public async Task RunAsync_MoreThanASlice_GoesInSlices()
    {
        await using var database = await TestDatabase.CreateAsync();
        await database.WriteAsync("challenges-given", writing =>
        {
            writing.Context.AddRange(Enumerable.Range(0, PurgeSpent.Slice + 20).Select(i => new Challenge
            {
                KeyHash = BitConverter.GetBytes(i),
                Kind = ChallengeKind.UsePasskey,
                State = "{}",
                ExpiresAt = writing.Now,
            }));
            return new Done();
        });

        (await SweepAsync(database)).Challenges.ShouldBe(PurgeSpent.Slice + 20);

        await using var context = database.Everything();
        (await context.AuditEvents.CountAsync(e => e.Name == "spent-purged")).ShouldBe(2);
    }

    [Fact]
    public async Task RunAsync_ByAPerson_IsRefused()
    {
        await using var database = await TestDatabase.CreateAsync();
        var moira = await database.AddCoordinatorAsync(await database.AddSchemeAsync());
        (await database.DoAsync(moira, (PurgeSpent purge) => purge.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
    }

    private static async Task<SpentRows> SweepAsync(TestDatabase database) => (await database.DoAsync(Viewer.System, (PurgeSpent purge) => purge.RunAsync())).Value;
}
