using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Benchmarks;

/// <summary>Two hundred people whose attendance is saved within a minute, each by a post of its own, and then two hundred others all at once.</summary>
internal static class AttendanceSaves
{
    private const double BarMilliseconds = 200;
    private const int Sessions = 10;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (people, seconds) = (options.Number(0, 200), options.Number(1, 60));
        var folder = Directory.CreateTempSubdirectory("throughline-bench-").FullName;
        try
        {
            await using var cell = await Cell.OpenAsync(folder, options.Postgres);
            var role = await cell.SetUpAsync();
            var moira = new Viewer((await SavesUnderImport.SaveAsync(cell, role, 0, 0)).Value, Hat.Coordinator, [role.SchemeId]);
            var first = await PrepareAsync(cell, role, moira, people, -20);
            var second = await PrepareAsync(cell, role, moira, people, -40);
            var spread = await SaveAsync(cell, moira, first, TimeSpan.FromSeconds(seconds) / people);
            Console.WriteLine($"{cell.Engine.Name}, within {seconds} s: {Percentiles.Describe(spread)} (load {Options.Load})");
            var burst = await SaveAsync(cell, moira, second, TimeSpan.Zero);
            Console.WriteLine($"{cell.Engine.Name}, all at once: {Percentiles.Describe(burst)} (load {Options.Load})");
            await using var context = cell.Engine.OpenReader(Viewer.System);
            var kept = await context.AttendanceFacts.CountAsync();
            var p95 = Percentiles.At(spread, .95);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept {kept} of {2 * people}; bar: p95 under {BarMilliseconds:N0} ms: {(p95 < BarMilliseconds ? "held" : "MISSED")}"));
            return p95 < BarMilliseconds && kept == 2 * people ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<List<(Guid Session, Guid Place)>> PrepareAsync(Cell cell, RoleDefinition role, Viewer moira, int people, int days)
    {
        var site = Must(await cell.AsAsync<AddSite, Outcome<Guid>>(moira, add => add.RunAsync(new NewSite(role.SchemeId, $"Site {days}", null, new DateOnly(2024, 9, 2)))));
        var group = Must(await cell.AsAsync<StartGroup, Outcome<Guid>>(moira, start => start.RunAsync(new NewGroup(role.SchemeId, $"Group {days}", site, false, []))));
        var on = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(days);
        for (var session = 0; session < Sessions; session++)
        {
            var time = new SessionTime(on.AddDays(session), new TimeOnly(14, 0), new TimeOnly(16, 0));
            var id = Must(await cell.AsAsync<PlanSessions, Outcome<Guid>>(moira, plan => plan.RunAsync(new SessionPlan(group, time, null, SameAsBefore: false))));
            List<Guid> expected = [];
            for (var person = 0; person < people / Sessions; person++)
            {
                expected.Add(Must(await SavesUnderImport.SaveAsync(cell, role, session, (days * 1000) + person)));
            }

            Must(await cell.AsAsync<ExpectPeople, Outcome<int>>(moira, expect => expect.RunAsync(new Expected(id, expected, false))));
        }

        await using var context = cell.Engine.OpenReader(Viewer.System);
        return [.. (await context.SessionPlaces.Where(p => p.ActivityId == group).OrderBy(p => p.Id).Select(p => new { p.SessionId, p.Id }).ToListAsync()).Select(p => (p.SessionId, p.Id))];
    }

    private static async Task<List<double>> SaveAsync(Cell cell, Viewer moira, List<(Guid Session, Guid Place)> places, TimeSpan apart) =>
        [.. await Task.WhenAll(places.Select((place, at) => Task.Run(async () =>
        {
            await Task.Delay(apart * at);
            var began = Stopwatch.GetTimestamp();
            Must(await cell.AsAsync<SaveAttendance, Outcome<int>>(moira, save => save.RunAsync(place.Session, [new AttendanceLine(place.Place, 0, AttendanceMark.AttendedLate, "The bus was late.")])));
            return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        })))];

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusal!.Sentence);
}
