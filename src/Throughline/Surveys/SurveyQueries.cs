using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>Surveys and what they said, for coordinators and heads of service.</summary>
public sealed class SurveyQueries(ThroughlineContext context, IDatabaseEngine engine, Keyring keyring, TimeProvider clock)
{
    /// <summary>The viewer's schemes with their waves; empty for any other hat. Three commands, and two for each scheme.</summary>
    public async Task<IReadOnlyList<SchemeSurveys>> ListAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds.Where(context.Viewer.MaySeeSurveys).ToList();
        var schemes = await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).Select(s => new { s.Id, s.Name }).ToListAsync(cancellation);
        var waves = await context.SurveyWaves.AsNoTracking().Where(w => mine.Contains(w.SchemeId)).ToListAsync(cancellation);
        var sheets = await SheetsAsync(waves, cancellation);
        List<SchemeSurveys> all = [];
        foreach (var scheme in schemes)
        {
            var smallest = (await new SettingQueries(context).ValuesAsync(scheme.Id, cancellation)).SmallestShown();
            all.Add(new SchemeSurveys(scheme.Id, scheme.Name, context.Viewer.MayRun(scheme.Id), smallest, [.. waves.Where(w => w.SchemeId == scheme.Id)
                .OrderByDescending(w => w.From).ThenByDescending(w => w.Id).Select(w => Line(w, sheets.GetValueOrDefault(w.Id), smallest))]));
        }

        return all;
    }

    /// <summary>What a scheme asks; null for whoever does not run it. Three commands.</summary>
    public async Task<SurveyPage?> SurveyAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (!context.Viewer.MayRun(schemeId) || await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, cancellation) is not { } scheme)
        {
            return null;
        }

        var survey = await context.Surveys.AsNoTracking().Include(s => s.Versions.OrderBy(v => v.Number)).FirstOrDefaultAsync(s => s.SchemeId == schemeId, cancellation);
        var versions = survey?.Versions ?? [];
        var names = await context.NamesAsync(versions.Select(v => (Guid?)v.ById), cancellation);
        return new SurveyPage(
            schemeId, scheme.Name, survey?.VersionNumber ?? 1, survey?.Sheet ?? SurveyTemplates.Default,
            [.. versions.OrderByDescending(v => v.Number).Select(v => new SurveyVersionLine(v.Number, v.Reason, v.ById == Guid.Empty ? "Throughline" : names.GetValueOrDefault(v.ById) ?? v.Hat.Name(), v.At))]);
    }

    /// <summary>What is needed to open a wave; null for whoever does not run the scheme. Five commands.</summary>
    public async Task<WaveForm?> FormAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        if (await SurveyAsync(schemeId, cancellation) is not { } survey)
        {
            return null;
        }

        var sites = await context.Set<Site>().AsNoTracking().Where(s => s.SchemeId == schemeId && s.To == null).OrderBy(s => s.Name).Select(s => new Named(s.Id, s.Name)).ToListAsync(cancellation);
        return new WaveForm(schemeId, survey.Scheme, sites, (await new SettingQueries(context).ValuesAsync(schemeId, cancellation)).SmallestShown(), survey.Sheet.Questions.Count);
    }

    /// <summary>
    /// One wave, with what it said once it is closed and there are enough answers; null for a wave that the viewer may not know of. The trace is written before
    /// the words are opened. Nine commands at most.
    /// </summary>
    public async Task<WavePage?> WaveAsync(Guid waveId, CancellationToken cancellation = default)
    {
        if (await FindAsync(waveId, cancellation) is not { } wave)
        {
            return null;
        }

        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == wave.SchemeId).Select(s => s.Name).SingleAsync(cancellation);
        var settings = await new SettingQueries(context).ValuesAsync(wave.SchemeId, cancellation);
        var siteIds = wave.Doors.Select(d => d.SiteId).ToList();
        var sites = await context.Set<Site>().AsNoTracking().Where(s => siteIds.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name, cancellation);
        List<DoorLine> doors = [.. wave.Doors.Select(d => new DoorLine(d.SiteId, sites[d.SiteId], d.Code)).OrderBy(d => d.Site, StringComparer.OrdinalIgnoreCase)];
        var (smallest, cell) = (settings.SmallestShown(), settings.SmallestCell());

        // Those that it may be compared with are known before anything is counted.
        var others = wave.State != SurveyWaveState.Closed ? [] : await context.SurveyWaves.AsNoTracking().Include(w => w.Doors)
            .Where(w => w.SchemeId == wave.SchemeId && w.State == SurveyWaveState.Closed && w.To < wave.From).ToListAsync(cancellation);
        var before = others.Where(other => SurveyFigures.MayCompare(wave, other)).OrderByDescending(w => w.To).ThenByDescending(w => w.Id).FirstOrDefault();
        List<Guid> wanted = before is null ? [wave.Id] : [wave.Id, before.Id];
        var tallies = await context.SurveyTallies.AsNoTracking().Where(t => wanted.Contains(t.WaveId)).ToListAsync(cancellation);
        var figures = new SurveyFigures(wave, [.. tallies.Where(t => t.WaveId == wave.Id)], smallest, cell);
        if (wave.State != SurveyWaveState.Closed || !figures.Enough)
        {
            return new WavePage(wave, scheme, context.Viewer.MayRun(wave.SchemeId), smallest, doors, figures.Enough && wave.State == SurveyWaveState.Open, null);
        }

        var earlier = before is null ? null : new SurveyFigures(before, [.. tallies.Where(t => t.WaveId == before.Id)], smallest, cell);
        earlier = earlier is { Enough: true } ? earlier : null;
        var words = await context.SurveyWords.AsNoTracking().FirstOrDefaultAsync(w => w.WaveId == wave.Id, cancellation);
        var said = await OpenAsync(wave, words, "Looked at what a survey said", cancellation);
        return new WavePage(
            wave, scheme, context.Viewer.MayRun(wave.SchemeId), smallest, doors, true,
            figures.Results(
                earlier, before is null || earlier is null ? null : Line(before, earlier.Sheets, smallest),
                [.. said.Where(w => w.State == WordsState.Shown).Select(w => w.Text)], said.Count(w => w.State == WordsState.Waiting)));
    }

    /// <summary>
    /// The answers in words of a closed wave, for the coordinator who checks them; null for anybody else, and where there are too few answers. The trace is
    /// written first. Six commands.
    /// </summary>
    public async Task<SurveyWordsPage?> WordsAsync(Guid waveId, CancellationToken cancellation = default)
    {
        if (await FindAsync(waveId, cancellation) is not { State: SurveyWaveState.Closed } wave || !context.Viewer.MayRun(wave.SchemeId)
            || await context.SurveyWords.AsNoTracking().FirstOrDefaultAsync(w => w.WaveId == waveId, cancellation) is not { } words)
        {
            return null;
        }

        var smallest = (await new SettingQueries(context).ValuesAsync(wave.SchemeId, cancellation)).SmallestShown();
        return (await SheetsAsync([wave], cancellation)).GetValueOrDefault(waveId) < smallest ? null
            : new SurveyWordsPage(waveId, wave.Name, words.Version, await OpenAsync(wave, words, "Checked what a survey said for names", cancellation));
    }

    /// <summary>Waves that take answers today in the viewer's schemes, to be handed out. Two commands.</summary>
    public async Task<IReadOnlyList<OpenWaveLine>> ToHandOutAsync(CancellationToken cancellation = default)
    {
        var (mine, today) = (context.Viewer.SchemeIds, clock.Today());
        return await (from wave in context.SurveyWaves.AsNoTracking()
                      join scheme in context.Schemes on wave.SchemeId equals scheme.Id
                      where mine.Contains(wave.SchemeId) && wave.State == SurveyWaveState.Open && wave.From <= today && wave.To >= today
                      orderby scheme.Name, wave.From, wave.Id
                      select new OpenWaveLine(wave.Id, wave.Name, scheme.Name, wave.Audience)).ToListAsync(cancellation);
    }

    private async Task<SurveyWave?> FindAsync(Guid waveId, CancellationToken cancellation) =>
        await context.SurveyWaves.AsNoTracking().Include(w => w.Doors).FirstOrDefaultAsync(w => w.Id == waveId, cancellation) is { } wave && context.Viewer.MaySeeSurveys(wave.SchemeId)
            ? wave
            : null;

    private async Task<Dictionary<Guid, int>> SheetsAsync(IReadOnlyList<SurveyWave> waves, CancellationToken cancellation)
    {
        var ids = waves.Select(w => w.Id).ToList();
        return await context.SurveyTallies.Where(t => ids.Contains(t.WaveId) && t.Question == SurveyTally.Sheets)
            .GroupBy(t => t.WaveId).Select(g => new { g.Key, Count = g.Sum(t => t.Count) }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
    }

    // The words are about nobody that anybody knows of, so the trace has no subject: everybody who looks after the log can read it.
    private async Task<IReadOnlyList<SaidWords>> OpenAsync(SurveyWave wave, SurveyWords? words, string purpose, CancellationToken cancellation)
    {
        if (words is null)
        {
            return [];
        }

        var details = JsonSerializer.Serialize(new ReadDetails("what a survey said", purpose));
        await engine.AppendAsync(new AuditDraft(clock.Now(), context.Viewer.PersonId, context.Viewer.Hat, AuditKind.Read, "opened", null, nameof(SurveyWave), wave.Id, details), cancellation);
        return SurveyWords.Read(Vault.OpenInsideWrite(keyring, wave.Id, words.Text));
    }

    private static WaveLine Line(SurveyWave wave, int sheets, int smallest) => new(wave.Id, wave.Name, wave.From, wave.To, wave.State, sheets >= smallest);
}
