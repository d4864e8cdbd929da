using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>
/// Counts a paper sheet that somebody filled in. Coordinators type the sheets in one sitting, shuffled; like any other answer it leaves no row, event,
/// time or order, and not who typed it.
/// </summary>
public sealed class EnterSheet(UnitOfWork unit, Keyring keyring, CurrentViewer current)
{
    /// <summary>A number for a form that is about to be shown, so that it counts once.</summary>
    public static string NewNumber() => CountedSheet.NewNumber();

    /// <summary>Counts it, until the wave is closed: paper may come in after the last day.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="WaveIsClosed"/>, <see cref="Invalid"/>, <see cref="CodeNotGood"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid waveId, Guid? siteId, SurveyAnswers answers, CancellationToken cancellation = default) =>
        // Not by the key of the form: that would keep who did it and when.
        unit.RunAsAsync<Done>(current.Viewer, new Act("survey-answered"), async writing =>
        {
            var (wave, refused) = await writing.TakeWaveAsync(waveId, null, cancellation);
            if (wave is null)
            {
                return refused!;
            }

            if (wave.State != SurveyWaveState.Open)
            {
                return new WaveIsClosed();
            }

            return siteId is not { } site || wave.Doors.All(d => d.SiteId != site)
                ? new Invalid("SiteId", "Choose where the sheets come from")
                : await SurveyCount.AddAsync(writing, keyring, wave, site, answers, cancellation);
        }, cancellation);
}
