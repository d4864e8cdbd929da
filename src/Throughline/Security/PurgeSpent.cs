using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>What a sweep took out.</summary>
/// <param name="Sessions">Sessions that were over.</param>
/// <param name="Challenges">Sign-ins that were begun and not finished.</param>
/// <param name="Answers">Answers kept for forms that might be sent twice.</param>
/// <param name="Drafts">Words that were not saved and whose time is up.</param>
public sealed record SpentRows(int Sessions, int Challenges, int Answers, int Drafts)
{
    /// <summary>All together.</summary>
    public int Total => Sessions + Challenges + Answers + Drafts;

    internal SpentRows Plus(SpentRows more) => new(Sessions + more.Sessions, Challenges + more.Challenges, Answers + more.Answers, Drafts + more.Drafts);
}

/// <summary>
/// Takes out what is of no use any more: what the system keeps for its own working about who signed in from where, and words nobody came back for.
/// In slices, so that people's writes go before it. Any scheduler may call it, as the system.
/// </summary>
public sealed class PurgeSpent(UnitOfWork unit, SignInRules rules)
{
    /// <summary>Rows of each kind that one slice takes out at most.</summary>
    public const int Slice = 500;

    /// <summary>Takes it out.</summary>
    /// <returns>How much there was, or <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<SpentRows>> RunAsync(CancellationToken cancellation = default)
    {
        var all = new SpentRows(0, 0, 0, 0);
        while (true)
        {
            var slice = await SliceAsync(cancellation);
            if (!slice.Succeeded)
            {
                return slice;
            }

            all = all.Plus(slice.Value);
            if (slice.Value is { Sessions: < Slice, Challenges: < Slice, Answers: < Slice, Drafts: < Slice })
            {
                return all;
            }
        }
    }

    private Task<Outcome<SpentRows>> SliceAsync(CancellationToken cancellation) =>
        unit.RunAsync<SpentRows>(new Act("spent-purged"), async writing =>
        {
            if (writing.Viewer.Hat != Hat.System)
            {
                return new NotAllowed();
            }

            var (context, now) = (writing.Context, writing.Now);
            var ended = now - TimeSpan.FromDays(Math.Max(1, rules.EndedSessionDays));
            var began = ended - TimeSpan.FromHours(rules.LongestSessionHours);
            var answered = now - TimeSpan.FromDays(Math.Max(1, rules.AnswerDays));
            var spent = new SpentRows(
                await context.Sessions.Where(s => s.EndedAt <= ended || s.BeganAt <= began).OrderBy(s => s.Id).Take(Slice).ExecuteDeleteAsync(cancellation),
                await context.Challenges.Where(c => c.ExpiresAt <= now).OrderBy(c => c.KeyHash).Take(Slice).ExecuteDeleteAsync(cancellation),
                await context.Set<DoneOnce>().Where(d => d.At <= answered).OrderBy(d => d.At).Take(Slice).ExecuteDeleteAsync(cancellation),
                await context.Drafts.Where(d => d.ExpiresAt <= now).OrderBy(d => d.Id).Take(Slice).ExecuteDeleteAsync(cancellation));
            if (spent.Total > 0)
            {
                writing.Note(
                    null, "Sweep", writing.NewId(), new FieldChange(nameof(SpentRows.Sessions), null, $"{spent.Sessions}"), new FieldChange(nameof(SpentRows.Challenges), null, $"{spent.Challenges}"),
                    new FieldChange(nameof(SpentRows.Answers), null, $"{spent.Answers}"), new FieldChange(nameof(SpentRows.Drafts), null, $"{spent.Drafts}"));
            }

            return spent;
        }, cancellation, WriteTurn.Batch);
}
