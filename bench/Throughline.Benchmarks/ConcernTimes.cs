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
/// while it is there and while it is not, in turns within one process and one database: it is written and taken away again between the turns, under the same id. Each page's two
/// sets of times are compared by <see cref="RankSum"/>, which finds a shift, and by <see cref="Distributions"/>, which finds another shape. On 127.0.0.1 only, and never for longer than <see cref="MostMinutes"/> minutes.
/// </summary>
internal static class ConcernTimes
{
    private const int MostRounds = 200, MostTimes = 50, MostMinutes = 10, Around = 40;
    private const double Bar = .01;

    public static async Task<int> RunAsync(string[] args)
    {
        var options = new Options(args);
        var (rounds, times) = (Math.Clamp(options.Number(0, 50), 2, MostRounds), Math.Clamp(options.Number(1, 10), 1, MostTimes));
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
            for (; done < rounds && clock.Elapsed < TimeSpan.FromMinutes(MostMinutes); done++)
            {
                // There, not there, not there, there: what drifts falls on both alike.
                foreach (var there in done % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    await PutAsync(cell, place, there);
                    foreach (var page in pages)
                    {
                        await visitor.AskAsync(page.Url, page.Key, 2, 1);
                        var seen = await visitor.AskAsync(page.Url, page.Key, times, 1);
                        (there ? page.With : page.Without).AddRange(seen.Milliseconds);
                        page.Answers.Add((seen.Status, seen.Bytes));
                    }
                }
            }

            Console.WriteLine($"{cell.Engine.Name}, {done} rounds of {times} requests with the concern and as many without, one at a time, load {Options.Load} at the end");
            Console.WriteLine("| Page | answer | requests, each | median without | median with | difference | p (Mann-Whitney, two-sided) | p (Kolmogorov-Smirnov) |");
            Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|");
            var least = 1.0;
            foreach (var page in pages)
            {
                var (without, with) = (Percentiles.At(page.Without, .5), Percentiles.At(page.With, .5));
                var p = RankSum.TwoSided(page.Without, page.With);
                var shape = Distributions.TwoSided(page.Without, page.With);
                least = Math.Min(least, Math.Min(p, shape));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {page.Name} | {string.Join(" and ", page.Answers.Select(a => $"{a.Status}, {a.Bytes:N0} bytes"))} | {page.With.Count} | {without:N3} ms | {with:N3} ms | {with - without:+0.000;-0.000} ms | {p:0.000} | {shape:0.000} |"));
            }

            // Of many pages one has a small p by chance: the least is held against as many tries (Bonferroni).
            var alike = least * 2 * pages.Count >= Bar && pages.TrueForAll(page => page.Answers.Count == 1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"least p of two tests of {pages.Count} pages {least:0.0000}, times their number {Math.Min(1, least * 2 * pages.Count):0.000}; bar: not under {Bar:0.00}, and each page of one length: {(alike ? "held" : "MISSED")}"));
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
        if (there)
        {
            writing.Context.Add(Sent(writing, place.Concern, place.Owner, place.Scheme, place.Named, [place.Named, place.Walled], place.Above));
        }
        else if (writing.Context.Concerns.Include(c => c.Walls).SingleOrDefault(c => c.Id == place.Concern) is { } concern)
        {
            writing.Context.Remove(concern);
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
        public List<double> Without { get; } = [];

        public List<double> With { get; } = [];

        public HashSet<(int Status, int Bytes)> Answers { get; } = [];
    }
}

/// <summary>
/// The rank-sum test of H. B. Mann and D. R. Whitney, "On a test of whether one of two random variables is stochastically larger than the other", Annals of Mathematical Statistics
/// 18 (1947), 50–60: U = R₁ − n₁(n₁ + 1)/2, which for samples of this size is near to normal with mean n₁n₂/2 and variance n₁n₂/12 · ((n + 1) − Σ(t³ − t)/(n(n − 1))), t being the
/// sizes of ties; half a rank is taken off for continuity. The normal tail is 7.1.26 of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), whose error is at most 1.5·10⁻⁷.
/// </summary>
internal static class RankSum
{
    /// <summary>The probability of a difference at least as large, either way, if the two were alike.</summary>
    public static double TwoSided(IReadOnlyCollection<double> one, IReadOnlyCollection<double> other)
    {
        var all = one.Select(value => (Value: value, First: true)).Concat(other.Select(value => (Value: value, First: false))).OrderBy(v => v.Value).ToList();
        double n1 = one.Count, n2 = other.Count, n = all.Count, ranks = 0, ties = 0;
        for (var at = 0; at < all.Count;)
        {
            var end = at;
            while (end < all.Count && all[end].Value.Equals(all[at].Value))
            {
                end++;
            }

            double tied = end - at;
            ties += (tied * tied * tied) - tied;
            // Ranks begin at one; those that are alike share the mean of theirs.
            ranks += (at + 1 + end) / 2.0 * all.Skip(at).Take(end - at).Count(v => v.First);
            at = end;
        }

        var u = ranks - (n1 * (n1 + 1) / 2);
        var spread = Math.Sqrt(n1 * n2 / 12 * (n + 1 - (ties / (n * (n - 1)))));
        return spread == 0 ? 1 : Math.Min(1, 2 * Tail(Math.Max(0, Math.Abs(u - (n1 * n2 / 2)) - .5) / spread));
    }

    private static double Tail(double z)
    {
        var x = z / Math.Sqrt(2);
        var t = 1 / (1 + (.3275911 * x));
        return .5 * t * (.254829592 + (t * (-.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429)))))))) * Math.Exp(-x * x);
    }
}

/// <summary>
/// The test of A. N. Kolmogorov and N. V. Smirnov for two samples: the largest distance D between their two steps, with p = 2 Σ (−1)^(j−1) exp(−2j²λ²) and, for samples that are not endless,
/// λ = (√m + 0.12 + 0.11/√m) D with m = n₁n₂/(n₁ + n₂) (M. A. Stephens, "Use of the Kolmogorov–Smirnov, Cramér–Von Mises and related statistics without extensive tables", Journal of the Royal
/// Statistical Society B 32 (1970), 115–122).
/// </summary>
internal static class Distributions
{
    /// <summary>The probability of two samples at least as far apart at any one place, if the two were alike.</summary>
    public static double TwoSided(IReadOnlyCollection<double> one, IReadOnlyCollection<double> other)
    {
        var (first, second) = (one.Order().ToList(), other.Order().ToList());
        double furthest = 0;
        for (int at = 0, beside = 0; at < first.Count && beside < second.Count;)
        {
            var value = Math.Min(first[at], second[beside]);
            while (at < first.Count && first[at] <= value)
            {
                at++;
            }

            while (beside < second.Count && second[beside] <= value)
            {
                beside++;
            }

            furthest = Math.Max(furthest, Math.Abs(((double)at / first.Count) - ((double)beside / second.Count)));
        }

        var root = Math.Sqrt((double)first.Count * second.Count / (first.Count + second.Count));
        var lambda = (root + .12 + (.11 / root)) * furthest;
        var sum = Enumerable.Range(1, 100).Sum(j => (j % 2 == 1 ? 1 : -1) * Math.Exp(-2.0 * j * j * lambda * lambda));
        return lambda < .2 ? 1 : Math.Clamp(2 * sum, 0, 1);
    }
}
