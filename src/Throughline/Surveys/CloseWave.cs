using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>A wave to close.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Sure">Whether the person said that they are sure: nothing opens it again.</param>
public sealed record WaveToClose(Guid WaveId, int Version, bool Sure);

/// <summary>
/// Closes a wave. Only then are its figures seen, so that nobody learns one person's answers by looking before and after them. With fewer answers than are
/// ever shown, what was said is destroyed unseen.
/// </summary>
public sealed class CloseWave(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Closes it.</summary>
    /// <returns>True where there are enough answers; or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="WaveIsClosed"/>, <see cref="Invalid"/>.</returns>
    public async Task<Outcome<bool>> RunAsync(WaveToClose input, CancellationToken cancellation = default)
    {
        var outcome = await unit.RunAsync<bool>(new Act("survey-wave-closed"), async writing =>
        {
            var (wave, refused) = await writing.TakeWaveAsync(input.WaveId, input.Version, cancellation);
            if (wave is null)
            {
                return refused!;
            }

            if (!input.Sure)
            {
                return new Invalid(nameof(input.Sure), "Say that you are sure");
            }

            var context = writing.Context;
            var settings = await new SettingQueries(context).ValuesAsync(wave.SchemeId, cancellation);
            var enough = await context.SurveyTallies.Where(t => t.WaveId == wave.Id && t.Question == SurveyTally.Sheets).SumAsync(t => t.Count, cancellation) >= settings.SmallestShown();
            if (wave.Close(enough, writing.Today) is { } refusal)
            {
                return refusal;
            }

            await context.CountedSheets.Where(s => s.WaveId == wave.Id).ExecuteDeleteAsync(cancellation);
            await context.SurveyCodes.Where(c => c.WaveId == wave.Id).ExecuteDeleteAsync(cancellation);
            if (!enough)
            {
                await context.SurveyTallies.Where(t => t.WaveId == wave.Id).ExecuteDeleteAsync(cancellation);
                await context.SurveyWords.Where(w => w.WaveId == wave.Id).ExecuteDeleteAsync(cancellation);
            }

            // The rows went without the change tracker; that they did is in the log, and how many there were is not.
            writing.Note(null, nameof(SurveyWave), wave.Id, new FieldChange("Answers", null, enough ? "kept" : "destroyed"));
            return enough;
        }, cancellation);
        if (outcome is { Succeeded: true, Value: false })
        {
            // Also out of the write-ahead log and of every backup.
            keyring.Destroy(input.WaveId);
        }

        return outcome;
    }
}
