using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Surveys;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A scheme with three sites, its coordinator Moira, and its head of service Hal.</summary>
    public static async Task<SurveyScene> AddSurveySceneAsync(this TestDatabase database)
    {
        var scheme = await database.AddSchemeAsync();
        var head = await database.WriteAsync("role-added", writing =>
        {
            var role = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("head", "Head of service", "Head of service", [Hat.HeadOfService], false, 0));
            writing.Context.Add(role);
            return role;
        });
        var sites = await database.WriteAsync<IReadOnlyList<Guid>>("sites-added", writing =>
        {
            List<Site> made = [.. new[] { "Sluice House", "Tannery Yard", "Weir Street" }.Select(name => Site.Open(writing.NewId(), scheme.Id, name, null, new DateOnly(2024, 9, 2)).Value)];
            writing.Context.AddRange(made);
            return [.. made.Select(s => s.Id)];
        });
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var hal = await database.AddPersonAsync("Hal", "Rook", head);
        return new SurveyScene(database, scheme, sites, Viewer(moira, Hat.Coordinator, scheme.Id), Viewer(hal, Hat.HeadOfService, scheme.Id));
    }
}

/// <summary>A scheme that asks, and the steps that tests take with it.</summary>
public sealed record SurveyScene(TestDatabase Database, TestScheme Scheme, IReadOnlyList<Guid> Sites, Viewer Moira, Viewer Hal) : IAsyncDisposable
{
    private int number;

    public static async Task<SurveyScene> OpenAsync(string provider = "SQLite") => await (await TestDatabase.CreateAsync(provider)).AddSurveySceneAsync();

    public WavePlan Plan(bool codes = false, int people = 60, params int[] sites) => new(
        "Spring", new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 29), "everybody who came", people, codes, [.. (sites.Length == 0 ? [0] : sites).Select(s => Sites[s])]);

    public Task<Outcome<Guid>> OpenWaveAsync(WavePlan plan, Viewer? by = null) => Database.AsAsync<OpenWave, Outcome<Guid>>(by ?? Moira, open => open.RunAsync(new NewWave(Scheme.Id, plan)));

    public async Task<Guid> WaveAsync(bool codes = false, int people = 60, params int[] sites) => (await OpenWaveAsync(Plan(codes, people, sites))).Value;

    public Task<WavePage?> PageAsync(Guid wave, Viewer? by = null) => Database.AsAsync<SurveyQueries, WavePage?>(by ?? Moira, surveys => surveys.WaveAsync(wave));

    public async Task<string> DoorAsync(Guid wave, int site = 0) => (await PageAsync(wave))!.Doors.Single(d => d.SiteId == Sites[site]).Code;

    public async Task<Outcome<Done>> AnswerAsync(string door, IReadOnlyList<int?> answers, string? words = null, string? code = null, string? number = null, Viewer? by = null)
    {
        var page = number ?? $"page-number-{Interlocked.Increment(ref this.number):D12}";
        return await Database.AsAsync<AnswerSurvey, Outcome<Done>>(by ?? Viewer.System, answer => answer.RunAsync(door, new SurveyAnswers(page, answers, words, code)));
    }

    /// <summary>Answers all eight questions of the survey that ships: the six scales alike, yes or no for the last two.</summary>
    public static int?[] All(int scale, bool yes = true) => [scale, scale, scale, scale, scale, scale, yes ? 1 : 2, yes ? 1 : 2];

    public async Task<Outcome<bool>> CloseAsync(Guid wave, bool sure = true, Viewer? by = null)
    {
        var version = (await PageAsync(wave))!.Wave.Version;
        return await Database.AsAsync<CloseWave, Outcome<bool>>(by ?? Moira, close => close.RunAsync(new WaveToClose(wave, version, sure)));
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
