using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Throughline.Importing;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Web.Security;

namespace Throughline.BrowserTests.EveryPage;

/// <summary>
/// Walks the whole fictional service once, for the tests of this folder: as somebody of each hat, and as nobody. Every page that the hat's policy opens
/// is asked for, and every link and form that leads on from there, up to <see cref="Variants"/> addresses of one route. The walk itself is by HTTP,
/// and a browser opens what it finds. A page with a kind of element in a place where none was before is looked at at both widths, with axe. Any other
/// page differs from one of those in its words alone: the first of its route for each hat is opened on the phone, where words can be too wide.
/// At the end of a walk, every form that nobody has sent before is sent with nothing filled in.
/// </summary>
public sealed class Survey(BrowserFixture browser) : IAsyncLifetime
{
    /// <summary>Most addresses of one route that are read for one person.</summary>
    public const int Variants = 5;

    /// <summary>Most people of one hat who are asked when a route was reached by nobody.</summary>
    private const int MostPeople = 12;

    /// <summary>Why the walk is left out.</summary>
    public const string NotAsked = "The walk through every page takes 20 minutes and more: THROUGHLINE_EVERY_PAGE=1 ./test asks for it.";

    // Those whose records hold most. Anybody who holds the hat will do.
    private static readonly string[] Preferred =
        ["Delroy Aske", "Kayleigh Amos", "Tobias Wragg", "Desmond Okoro", "Graham Lofthouse", "Pat Dunnock", "Winston Garrick", "Mandeep Virdi"];

    // The one address that does something when it is asked for: it locks the session.
    private const string Leave = "/leave";

    private readonly Dictionary<string, List<string>> findings = [];
    private readonly HashSet<string> reached = [];
    private readonly HashSet<string> looked = [];
    private readonly HashSet<string> shapes = [];
    private readonly HashSet<string> sent = [];
    private readonly Dictionary<Hat, IReadOnlyList<FictionalPerson>> people = [];
    private TestDatabase database = null!;
    private ThroughlineApp app = null!;
    private Site site = null!;
    private Reader reader = null!;

    /// <summary>True where the walk is asked for.</summary>
    public static bool IsAsked => Environment.GetEnvironmentVariable("THROUGHLINE_EVERY_PAGE") == "1";

    public Routes Routes { get; private set; } = null!;

    /// <summary>Routes that nobody came to.</summary>
    public IEnumerable<string> NotReached => Routes.All.Select(route => route.Name).Where(name => !reached.Contains(name));

    /// <summary>Everything that is wrong for a hat; for null, without one.</summary>
    public IReadOnlyList<string> Of(Hat? hat) => findings.GetValueOrDefault(Named(hat)) ?? [];

    public async ValueTask InitializeAsync()
    {
        if (!browser.IsThere || !IsAsked)
        {
            return;
        }

        database = await TestDatabase.CreateAsync();
        app = new ThroughlineApp(database, fictional: true, services => services.AddSingleton(new SignInRules { FictionalList = true, SignInPostsPerMinute = 10_000 }));
        site = Site.Serve(app);
        reader = new Reader(site.Address, SessionCookie.PlainName);
        Routes = await Routes.OfAsync(app.Services);
        foreach (var group in await database.AsAsync<FictionalListQueries, IReadOnlyList<FictionalHat>>(Viewer.System, list => list.AllAsync()))
        {
            people[group.Hat] = [.. group.People.OrderBy(person => Array.IndexOf(Preferred, person.Name) is >= 0 and var place ? place : Preferred.Length)];
        }

        await WalkAsync(new Visitor(Named(null), null, null), [.. Seeds(null), .. await PlantAsync(), "/no-such-page"]);
        foreach (var hat in Access.Anyone)
        {
            await WalkAsync(await SignInAsync(hat, 0), [.. Seeds(hat), "/no-such-page"]);
        }

        await WalkAsync(await SignInHalfWayAsync(), ["/my/record"]);
        await WalkAsync(await LockAsync(), ["/my/record"]);
        await AskOthersAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            reader.Dispose();
            await app.DisposeAsync();
            await database.DisposeAsync();
        }
    }

    public static string Named(Hat? hat) => hat?.Name() ?? "No hat";

    private IEnumerable<string> Seeds(Hat? hat) => Routes.All.Where(route => !route.NeedsValues && route.Name != Leave && route.Opens(hat)).Select(route => route.Address);

    // What eighteen months leave no trace of: links that wait for somebody, files on their way in, an application that waits for its answer.
    private async Task<string[]> PlantAsync()
    {
        var coordinator = people[Hat.Coordinator][0];
        var held = await database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, hats => hats.OfAsync(coordinator.PersonId));
        var viewer = new Viewer(coordinator.PersonId, Hat.Coordinator, held.Single(h => h.Hat == Hat.Coordinator).SchemeIds);
        var scheme = viewer.SchemeIds[0];
        var link = await database.DoAsync(viewer, (InvitePerson invite) => invite.RunAsync(people[Hat.SystemAdministrator][0].PersonId, "kit@example.org"));
        foreach (var isChecked in (bool[])[false, true])
        {
            using var file = new MemoryStream("Ref,First name,Surname,Role,Start date\nR1,Nadia,Okafor,Volunteer of the week,31/02/2026\n"u8.ToArray());
            var run = await database.DoAsync(viewer, (ReadImportFile read) => read.RunAsync(scheme, file, "everybody.csv"));
            if (isChecked)
            {
                await database.DoAsync(viewer, (NameImportColumns columns) => columns.RunAsync(run.Value, ["reference", "preferred-name", "family-name", "role", "from"], null));
                await database.DoAsync(Viewer.System, (RunImport work) => work.RunAsync(run.Value));
            }
        }

        await using var context = database.Everything();
        var ladder = (await context.RoleDefinitions.AsNoTracking().Where(role => role.SchemeId == scheme).ToListAsync()).First(role => role.OnLadder);
        await database.DoAsync(viewer, (AddPerson add) => add.RunAsync(new NewPerson(new PersonDetails("Aaliyah", "Abara"), ladder.Id, RoleState.Applied, new DateOnly(2026, 2, 20))));
        return [$"/invitation/{link.Value.Token}", $"/first-start/{app.FirstStartToken}"];
    }

    private async Task<Visitor> SignInAsync(Hat hat, int which)
    {
        var person = people.GetValueOrDefault(hat) is { } holders ? holders[which].PersonId : await AppointAsync(hat);
        return new Visitor(Named(hat), hat, await app.OpenSessionAsync(person, hat));
    }

    // With a password and no second factor yet.
    private async Task<Visitor> SignInHalfWayAsync() =>
        new(Named(null), null, await app.OpenSessionAsync(people[Hat.Supervisor][0].PersonId, Hat.Supervisor, method: SignInMethod.PasswordOnly));

    // Left alone for too long.
    private async Task<Visitor> LockAsync()
    {
        var session = await app.OpenSessionAsync(people[Hat.Supervisor][0].PersonId, Hat.Supervisor);
        var current = await database.AsAsync<SessionQueries, CurrentSession?>(Viewer.System, sessions => sessions.FindAsync(session));
        await database.DoAsync(Viewer.System, (LockSession locking) => locking.RunAsync(current!));
        return new Visitor(Named(null), null, session);
    }

    // Somebody for a hat that nobody in the fictional service holds.
    private async Task<Guid> AppointAsync(Hat hat)
    {
        await using var context = database.Everything();
        var scheme = await context.Schemes.OrderBy(s => s.Name).Select(s => s.Id).FirstAsync();
        var role = await database.WriteAsync("role-defined", writing =>
        {
            var defined = RoleDefinition.Define(writing.NewId(), scheme, new RoleOutline("visitor", hat.Name(), "Team member", [hat], false, 0));
            writing.Context.Add(defined);
            return defined;
        });
        return await database.AddPersonAsync("Avery", "Visitor", role);
    }

    private async Task WalkAsync(Visitor visitor, IEnumerable<string> seeds)
    {
        await using var windows = await browser.OpenWindowsAsync(site, visitor.Session);
        var wrong = findings.TryGetValue(visitor.Name, out var already) ? already : findings[visitor.Name] = [];
        var opened = new HashSet<Route>();
        List<(string Address, int Form)> forms = [];
        await foreach (var (route, address, status, document) in ReadAsync(visitor, seeds, Variants, wrong))
        {
            forms.AddRange(Unsent(route, document).Select(form => (address, form)));
            var found = Reader.Shapes(document);
            var isNew = found.Any(shape => !shapes.Contains(shape)) || !looked.Contains(route.Name);
            if (isNew || opened.Add(route))
            {
                opened.Add(route);
                looked.Add(route.Name);
                shapes.UnionWith(found);
                wrong.AddRange((await SeenAsync(() => isNew ? windows.LookAsync(address, status) : windows.GlanceAsync(address, status)))
                    .Select(problem => $"{address} ({route.Name}) {problem}"));
            }
        }

        foreach (var (address, form) in forms)
        {
            wrong.AddRange((await SeenAsync(() => windows.SendEmptyAsync(address, form))).Select(problem => $"{address}, form {form + 1} {problem}"));
        }
    }

    // A page that the browser cannot open is one thing that is wrong, and no reason to leave out all the others.
    private static async Task<IReadOnlyList<string>> SeenAsync(Func<Task<IReadOnlyList<string>>> look)
    {
        try
        {
            return await look();
        }
        catch (Exception problem) when (problem is PlaywrightException or TimeoutException)
        {
            return [problem.Message.Split('\n')[0]];
        }
    }

    private async IAsyncEnumerable<(Route Route, string Address, int Status, IHtmlDocument Document)> ReadAsync(
        Visitor visitor, IEnumerable<string> seeds, int variants, List<string> wrong)
    {
        var waiting = new Queue<(string Address, string? From)>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var taken = new Dictionary<Route, int>();
        void Add(string address, string? from)
        {
            if (seen.Add(address))
            {
                waiting.Enqueue((address, from));
            }
        }

        foreach (var seed in seeds)
        {
            Add(seed, null);
        }

        while (waiting.TryDequeue(out var next))
        {
            var (address, from) = next;
            if (Routes.Find(address.Split('?')[0]) is not { } route)
            {
                if (from is not null && !address.StartsWith("/built/", StringComparison.Ordinal))
                {
                    wrong.Add($"{from} leads to {address}, which is nowhere");
                }

                if (from is not null)
                {
                    continue;
                }

                route = Routes.Problems;
            }

            if (taken.GetValueOrDefault(route) >= variants)
            {
                continue;
            }

            taken[route] = taken.GetValueOrDefault(route) + 1;
            var answer = await reader.FetchAsync(address, visitor);
            if (answer.Location is { } location)
            {
                reached.Add(route.Name);
                if (location.StartsWith('/'))
                {
                    Add(location, null);
                }

                continue;
            }

            if (answer.Status >= 400 && route != Routes.Problems)
            {
                if (from is not null || answer.Status >= 500)
                {
                    wrong.Add($"{from ?? "The list of pages"} leads to {address}, which answers {answer.Status}");
                }

                continue;
            }

            reached.Add(route.Name);
            if (answer.Document is { } document)
            {
                foreach (var onward in reader.Onward(document, address))
                {
                    Add(onward, address);
                }

                yield return (route, address, answer.Status, document);
            }
        }
    }

    // The forms of a page in which there is something to fill in, as far as nobody has sent them yet.
    private IEnumerable<int> Unsent(Route route, IHtmlDocument document)
    {
        foreach (var (index, form) in document.Forms.Index())
        {
            if (form.Method.Equals("post", StringComparison.OrdinalIgnoreCase) && Reader.AsksForSomething(form)
                && sent.Add($"{route.Name} {form.Id} {Reader.Ids().Replace(form.GetAttribute("action") ?? "", "")}"))
            {
                yield return index;
            }
        }
    }

    // A route that the first of each hat did not come to may be one for somebody else of that hat.
    private async Task AskOthersAsync()
    {
        foreach (var hat in Access.Anyone)
        {
            for (var which = 1; which < Math.Min(MostPeople, people.GetValueOrDefault(hat)?.Count ?? 0); which++)
            {
                var missing = Routes.All.Where(route => !reached.Contains(route.Name) && route.Opens(hat)).ToHashSet();
                if (missing.Count == 0)
                {
                    break;
                }

                var visitor = await SignInAsync(hat, which);
                await using var windows = await browser.OpenWindowsAsync(site, visitor.Session);
                await foreach (var (route, address, status, _) in ReadAsync(visitor, Seeds(hat), 4 * Variants, []))
                {
                    if (missing.Remove(route))
                    {
                        findings[Named(hat)].AddRange((await SeenAsync(() => windows.LookAsync(address, status))).Select(problem => $"{address} ({route.Name}) {problem}"));
                    }
                }
            }
        }
    }
}
