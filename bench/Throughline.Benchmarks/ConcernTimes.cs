using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Benchmarks;

/// <summary>
/// Whether somebody whom a concern is about could tell by the clock that it is there (E04). Their pages, the list of people, a search and the concern's own address are asked for
/// while it is there and while it is not, in turns within one process and one database: before each turn it is written and taken away, or taken away and written, under the same id.
/// Each page's two sets of times are compared by <see cref="SwappedRounds"/>. On 127.0.0.1 only, and never for longer than <see cref="MostMinutes"/> minutes.
/// </summary>
internal static class ConcernTimes
{
    private const int MostRounds = 200, MostTimes = 50, MostMinutes = 10, Around = 40;
    private const double Bar = .01;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (rounds, times) = (Math.Clamp(options.Number(0, 100), 2, MostRounds), Math.Clamp(options.Number(1, 10), 1, MostTimes));
        var folder = Directory.CreateTempSubdirectory("throughline-bench-").FullName;
        try
        {
            await using var cell = await Cell.OpenAsync(folder, options.Postgres);
            var place = await PrepareAsync(cell);
            await using var host = await PageHost.StartAsync(cell, canned: false);
            using var visitor = new Visitor();
            var pages = new List<Page>();
            foreach (var (who, id, hat, paths) in new[]
            {
                ("named", place.Named, Hat.Coordinator, new[] { "/", "/my/record", "/people", "/people?q=owner", $"/people/{place.Owner}", "/concerns", $"/concerns/{place.Concern}" }),
                ("head of service in the line", place.Above, Hat.HeadOfService, ["/", "/concerns", $"/concerns/{place.Concern}", "/concerns/figures"]),
                ("voice lead on the wall", place.Walled, Hat.VoiceLead, ["/", "/my/record", "/concerns", $"/concerns/{place.Concern}", "/concerns/figures", "/second-person"]),
            })
            {
                var key = await SignInAsync(host, id, hat);
                pages.AddRange(paths.Select(path => new Page($"{who}, {path.Replace($"{place.Concern}", "its address", StringComparison.Ordinal).Replace($"{place.Owner}", "its owner", StringComparison.Ordinal)}", host.Address + path, key)));
            }

            foreach (var page in pages)
            {
                await visitor.AskAsync(page.Url, page.Key, 100, 1);
            }

            var clock = Stopwatch.StartNew();
            var done = 0;
            var turns = new Random(1);
            for (; done < rounds && clock.Elapsed < TimeSpan.FromMinutes(MostMinutes); done++)
            {
                // Which comes first is drawn for each round, the same in each run: what drifts falls on both alike.
                var first = turns.Next(2) == 0;
                foreach (var there in new[] { first, !first })
                {
                    // As much is written before either.
                    await PutAsync(cell, place, !there);
                    await PutAsync(cell, place, there);
                    foreach (var page in pages)
                    {
                        await visitor.AskAsync(page.Url, page.Key, 2, 1);
                        var seen = await visitor.AskAsync(page.Url, page.Key, times, 1);
                        (there ? page.With : page.Without).Add(seen.Milliseconds);
                        page.Answers.Add((seen.Status, seen.Bytes));
                    }
                }
            }

            Console.WriteLine($"{cell.Engine.Name}, {done} rounds of {times} requests with the concern and as many without, one at a time, load {Options.Load} at the end");
            Console.WriteLine("| Page | answer | requests, each | median without | median with | difference | p of a shift | p of another shape |");
            Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
            var least = 1.0;
            foreach (var page in pages)
            {
                var (without, with) = (Percentiles.At([.. page.Without.SelectMany(t => t)], .5), Percentiles.At([.. page.With.SelectMany(t => t)], .5));
                var (shift, shape) = SwappedRounds.Compare(page.Without, page.With);
                least = Math.Min(least, Math.Min(shift, shape));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {page.Name} | {string.Join(" and ", page.Answers.Select(a => $"{a.Status}, {a.Bytes:N0} bytes"))} | {page.With.Sum(t => t.Count)} | {without:N3} ms | {with:N3} ms | {with - without:+0.000;-0.000} ms | {shift:0.0000} | {shape:0.0000} |"));
            }

            // Of many pages one has a small p by chance: the least is held against as many tries (Bonferroni).
            var alike = least * 2 * pages.Count >= Bar && pages.TrueForAll(page => page.Answers.Count == 1 && page.Answers.All(a => a.Status is 200 or 404));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"least p of two tests of {pages.Count} pages {least:0.0000}, times their number {Math.Min(1, least * 2 * pages.Count):0.000}; bar: not under {Bar:0.00}, each page of one length and one answer, and never sent to sign in: {(alike ? "held" : "MISSED")}"));
            return alike ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // A scheme of some size with concerns about others in it, so that every list has something to leave out.
    private static async Task<Place> PrepareAsync(Cell cell)
    {
        var scheme = Must(await cell.AsAsync<SetUpScheme, Outcome<Guid>>(Viewer.System, use => use.RunAsync(
            new NewScheme("probation-peer-mentoring", 1, "Benchmark", new DateOnly(2024, 9, 2), false, "Benchmark", OrganisationKind.Trust))));
        Dictionary<string, Guid> roles;
        await using (var context = cell.Engine.OpenReader(Viewer.System))
        {
            roles = await context.RoleDefinitions.Where(r => r.SchemeId == scheme).ToDictionaryAsync(r => r.Key, r => r.Id);
        }

        async Task<Guid> AddAsync(string name, string role) => Must(await cell.AsAsync<AddPerson, Outcome<Guid>>(Viewer.System, use => use.RunAsync(
            new NewPerson(new PersonDetails(name, "Bench"), roles[role], role == "peer-mentor" ? RoleState.ActiveSolo : RoleState.Held, new DateOnly(2025, 1, 6)))));
        var place = new Place(
            scheme, await AddAsync("Owner", "peer-mentor"), await AddAsync("Named", "coordinator"), await AddAsync("Walled", "voice-lead"), await AddAsync("Above", "head-of-service"), new Guid("0193e000-0000-7000-8000-000000000001"));
        foreach (var (who, address) in new[] { (place.Named, "named@example.org"), (place.Walled, "walled@example.org"), (place.Above, "above@example.org") })
        {
            await WriteAsync(cell, writing => writing.Context.Add(Must(Account.Open(writing.NewId(), who, address, false, writing.Now))));
        }

        await AddAsync("Hearing", "voice-lead");
        var head = await AddAsync("Head", "head-of-service");
        Must(await cell.AsAsync<NameOutsideContact, Outcome<Done>>(new Viewer(head, Hat.HeadOfService, [scheme]), use => use.RunAsync(
            new OutsideContact(scheme, 0, "Somebody", "Outside", "0113 496 0000"))));
        for (var at = 0; at < Around; at++)
        {
            var owner = await AddAsync($"Peer {at}", "peer-mentor");
            await WriteAsync(cell, writing => writing.Context.Add(Sent(writing, writing.NewId(), owner, scheme, null, [])));
        }

        return place;
    }

    private static Task PutAsync(Cell cell, Place place, bool there) => WriteAsync(cell, writing =>
    {
        var found = writing.Context.Concerns.Include(c => c.Walls).SingleOrDefault(c => c.Id == place.Concern);
        if (there && found is null)
        {
            writing.Context.Add(Sent(writing, place.Concern, place.Owner, place.Scheme, place.Named, [place.Named, place.Walled], place.Above));
        }
        else if (!there && found is not null)
        {
            writing.Context.Remove(found);
        }
    });

    private static Concern Sent(Writing writing, Guid id, Guid owner, Guid scheme, Guid? subject, IReadOnlyList<Guid> wall, Guid? above = null)
    {
        var about = subject is null ? ConcernAbout.Place : ConcernAbout.Person;
        var concern = Concern.Start(id, owner, scheme, new ConcernWords(about, subject, null, writing.Seal(owner, "Nobody greets me in the corridor."), null, false));
        var walls = wall.ToDictionary(w => w, w => w == subject ? ConcernWallReason.Subject : ConcernWallReason.Named);
        if (above is { } manager)
        {
            walls[manager] = ConcernWallReason.Line;
        }

        concern.Wall(walls);
        return concern.Submit(writing.Today, writing.Today.AddDays(7), writing.Today.AddDays(28)) is null ? concern : throw new InvalidOperationException("A concern could not be sent.");
    }

    private static async Task WriteAsync(Cell cell, Action<Writing> work) => Must(await cell.AsAsync<UnitOfWork, Outcome<Done>>(Viewer.System, unit => unit.RunAsync<Done>(new Act("concern-sent"), writing =>
    {
        work(writing);
        return Task.FromResult<Outcome<Done>>(new Done());
    })));

    private static async Task<string> SignInAsync(PageHost host, Guid person, Hat hat)
    {
        await using var scope = host.Services.CreateAsyncScope();
        return Must(await scope.ServiceProvider.GetRequiredService<OpenSession>().RunAsync(new NewSession(person, hat, SignInMethod.Passkey)));
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusal!.Sentence);

    private sealed record Place(Guid Scheme, Guid Owner, Guid Named, Guid Walled, Guid Above, Guid Concern);

    private sealed record Page(string Name, string Url, string Key)
    {
        public List<List<double>> Without { get; } = [];

        public List<List<double>> With { get; } = [];

        public HashSet<(int Status, int Bytes)> Answers { get; } = [];
    }
}

/// <summary>
/// Whether two sets of times, taken in rounds, are alike. Requests of one round share the machine's mood, so they are no independent observations and the tables of the usual tests would
/// find differences that are not there. So the two are swapped within rounds by the toss of a coin, <see cref="Times"/> times, and p is how often that gives a distance at least as large
/// as the one that was measured, itself counted (E. J. G. Pitman, "Significance tests which may be applied to samples from any populations", Supplement to the Journal of the Royal
/// Statistical Society 4 (1937), 119–130). Two distances: of the sums of ranks, which finds a shift (Mann and Whitney), and the largest between the two steps, which finds another shape (Kolmogorov and Smirnov).
/// </summary>
internal static class SwappedRounds
{
    private const int Times = 9_999;

    /// <summary>The probability of a shift, and of another shape, at least as large if the two were alike.</summary>
    public static (double Shift, double Shape) Compare(IReadOnlyList<List<double>> without, IReadOnlyList<List<double>> with)
    {
        var all = without.SelectMany((times, round) => times.Select(time => (Time: time, Round: round, With: false)))
            .Concat(with.SelectMany((times, round) => times.Select(time => (Time: time, Round: round, With: true)))).OrderBy(t => t.Time).ToArray();
        var swapped = new bool[without.Count];
        var measured = Distances(all, swapped);
        var coin = new Random(1);
        var (shifts, shapes) = (1, 1);
        for (var time = 0; time < Times; time++)
        {
            for (var round = 0; round < swapped.Length; round++)
            {
                swapped[round] = coin.Next(2) == 0;
            }

            var (shift, shape) = Distances(all, swapped);
            shifts += shift >= measured.Shift ? 1 : 0;
            shapes += shape >= measured.Shape ? 1 : 0;
        }

        return ((double)shifts / (Times + 1), (double)shapes / (Times + 1));
    }

    // Both sets are of one size, so a difference of sums of ranks and of counts says the same as one of means.
    private static (double Shift, double Shape) Distances((double Time, int Round, bool With)[] all, bool[] swapped)
    {
        long ranks = 0, ahead = 0, furthest = 0;
        for (var at = 0; at < all.Length; at++)
        {
            var sign = all[at].With != swapped[all[at].Round] ? 1 : -1;
            ranks += sign * at;
            ahead += sign;
            furthest = Math.Max(furthest, Math.Abs(ahead));
        }

        return (Math.Abs(ranks), furthest);
    }
}
