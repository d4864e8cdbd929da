using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>What the use cases and queries of this slice share: who may, and whose turn it is.</summary>
internal static class SurveyRules
{
    /// <summary>Whether the viewer may see what a wave of the scheme said: its coordinator and its head of service.</summary>
    public static bool MaySeeSurveys(this Viewer viewer, Guid schemeId) =>
        viewer.MayRun(schemeId) || (viewer.Hat == Hat.HeadOfService && viewer.SchemeIds.Contains(schemeId));

    /// <summary>Takes a wave's turn: until the commit nobody else answers in it or closes it. Nothing of the row changes, so nothing in it counts answers.</summary>
    public static Task<int> LockWaveAsync(this Writing writing, Guid waveId, CancellationToken cancellation) =>
        writing.Context.SurveyWaves.Where(w => w.Id == waveId).ExecuteUpdateAsync(set => set.SetProperty(w => w.State, w => w.State), cancellation);

    /// <summary>A wave for a change by the coordinator of its scheme, its turn taken; or why not.</summary>
    public static async Task<(SurveyWave? Wave, Refusal? Refusal)> TakeWaveAsync(this Writing writing, Guid waveId, int? version, CancellationToken cancellation)
    {
        var scheme = await writing.Context.SurveyWaves.Where(w => w.Id == waveId).Select(w => (Guid?)w.SchemeId).FirstOrDefaultAsync(cancellation);
        if (scheme is not { } schemeId || !writing.Viewer.MayRun(schemeId))
        {
            return (null, new NotFound());
        }

        await writing.LockWaveAsync(waveId, cancellation);
        var wave = await writing.Context.SurveyWaves.Include(w => w.Doors).SingleAsync(w => w.Id == waveId, cancellation);
        return version is null || wave.Version == version ? (wave, null) : (null, new Stale());
    }

    /// <summary>The answers in words of a closed wave for a change of one of them, the wave's turn taken; or why not.</summary>
    public static async Task<(SurveyWords? Kept, IReadOnlyList<SaidWords> Words, Refusal? Refusal)> TakeWordsAsync(this Writing writing, Guid waveId, int version, int at, CancellationToken cancellation)
    {
        var (wave, refused) = await writing.TakeWaveAsync(waveId, null, cancellation);
        if (wave is null)
        {
            return (null, [], refused);
        }

        // Before it closes there is nothing to be seen, and with too few answers there never is.
        if (wave.State != SurveyWaveState.Closed || await writing.Context.SurveyWords.FirstOrDefaultAsync(w => w.WaveId == wave.Id, cancellation) is not { } kept)
        {
            return (null, [], new NotFound());
        }

        if (kept.Version != version)
        {
            return (null, [], new Stale());
        }

        var words = kept.Read(writing);
        return at >= 0 && at < words.Count ? (kept, words, null) : (null, [], new NotFound());
    }

    /// <summary>The smallest number of answers that is ever shown: 10, or more where a scheme says so.</summary>
    public static int SmallestShown(this SettingValues settings) => settings.Whole(SettingKeys.ReportsSuppressExternal);

    /// <summary>The smallest number of people who gave one answer that is shown by itself.</summary>
    public static int SmallestCell(this SettingValues settings) => settings.Whole(SettingKeys.ReportsSuppressInternal);
}
