using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.Reminders;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What a run of paging did.</summary>
/// <param name="Steps">Steps taken: pages made.</param>
/// <param name="Sent">Pages that went.</param>
/// <param name="Failed">Pages that did not go.</param>
/// <param name="Nobody">Clocks that found nobody to page.</param>
/// <param name="Talks">Talks offered by the system because nobody had in time.</param>
public readonly record struct PagingCounts(int Steps, int Sent, int Failed, int Nobody, int Talks);

/// <summary>
/// Takes every step that is due and sends every page that has not gone. All it knows is in rows: it can be stopped at any point and started again, in
/// two places at once. A step moves its clock in one statement, so that nobody is paged twice for one step; a process that dies between a message that
/// went and its being written sends that message once more, under the same message id. Run by the scheduler every few seconds, as the system.
/// </summary>
public sealed class RunPaging(
    UnitOfWork unit, ThroughlineContext context, AddressQueries addresses, IEnumerable<IReminderChannel> channels, InstallationAddress installation, TimeProvider clock)
{
    private const int Most = 100;

    // Somebody without any way to be reached must not hold up the next; but a mail server that is down is not answered with a page a minute for ever.
    private const int StepsBroughtForward = 8;

    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(45);

    /// <summary>Runs.</summary>
    /// <returns>What was done; <see cref="NotAllowed"/> for anybody but the system.</returns>
    public async Task<Outcome<PagingCounts>> RunAsync(CancellationToken cancellation = default)
    {
        if (context.Viewer.Hat != People.Hat.System)
        {
            return new NotAllowed();
        }

        var counts = default(PagingCounts);
        var now = clock.Now();
        foreach (var id in await context.DutyAlarms.AsNoTracking().Where(a => a.AnsweredAt == null && a.NextAt <= now).OrderBy(a => a.NextAt).Take(Most).Select(a => a.Id).ToListAsync(cancellation))
        {
            counts = await StepAsync(id, cancellation) switch
            {
                StepResult.Paged => counts with { Steps = counts.Steps + 1 },
                StepResult.Nobody => counts with { Nobody = counts.Nobody + 1 },
                _ => counts,
            };
        }

        foreach (var page in await context.DutyPages.AsNoTracking().Where(p => p.SentAt == null && p.ClosedAt == null && (p.LeaseUntil == null || p.LeaseUntil <= now)).OrderBy(p => p.At).Take(Most).ToListAsync(cancellation))
        {
            counts = await SendAsync(page, cancellation) switch
            {
                true => counts with { Sent = counts.Sent + 1 },
                false => counts with { Failed = counts.Failed + 1 },
                null => counts,
            };
        }

        counts = counts with { Talks = await OfferTalksAsync(cancellation) };
        await BeatAsync(cancellation);
        return counts;
    }

    private async Task<StepResult> StepAsync(Guid id, CancellationToken cancellation) =>
        (await unit.RunAsync<StepResult>(new Act("duty-paged"), async writing =>
        {
            var (write, now) = (writing.Context, writing.Now);
            if (await write.DutyAlarms.AsNoTracking().FirstOrDefaultAsync(a => a.Id == id && a.AnsweredAt == null && a.NextAt <= now, cancellation) is not { } alarm)
            {
                return StepResult.Nothing;
            }

            var settings = await new SettingQueries(write).ValuesAsync(alarm.SchemeId, cancellation);
            var chain = await write.ChainAsync(alarm, now, cancellation);
            var before = (await write.DutyPages.AsNoTracking().Where(p => p.CaseId == id).Select(p => p.PersonId).ToListAsync(cancellation)).CountBy(p => p).ToDictionary();
            var (step, wait) = (alarm.Step, chain.Count == 0 ? now.AddMinutes(1) : SafeguardingRules.NextStep(alarm, settings, now));
            var next = chain.Count == 0 ? step : step + 1;
            // A clock that was brought forward meanwhile is read again at the next run.
            if (await write.DutyAlarms.Where(a => a.Id == id && a.Step == step && a.Immediate == alarm.Immediate && a.AnsweredAt == null && a.NextAt <= now)
                .ExecuteUpdateAsync(set => set.SetProperty(a => a.Step, next).SetProperty(a => a.NextAt, wait), cancellation) != 1)
            {
                return StepResult.Nothing;
            }

            if (chain.Count == 0)
            {
                return StepResult.Nobody;
            }

            // The first in the chain of those who were paged least: whoever comes on duty meanwhile is paged next.
            var (person, role) = chain.OrderBy(c => before.GetValueOrDefault(c.PersonId)).First();
            write.Add(new DutyPage(writing.NewId(), alarm, person, role, now));
            return StepResult.Paged;
        }, cancellation)).Value;

    private async Task<bool?> SendAsync(DutyPage page, CancellationToken cancellation)
    {
        if (!await TakeAsync(page.Id, cancellation))
        {
            return null;
        }

        var (went, failure, forGood) = (false, "no-way-out", true);
        foreach (var channel in channels.Where(c => c.IsOn))
        {
            if (await addresses.ForPageAsync(page.PersonId, channel.Kind, cancellation) is not { } to)
            {
                continue;
            }

            var sent = await channel.SendAsync(to, NeutralMessage.Now(installation.Address, $"{page.Id:N}"), cancellation);
            went |= sent.Failure is null;
            if (sent.Failure is { } code)
            {
                (failure, forGood) = (code, sent.ForGood);
            }
        }

        await SettleAsync(page, went ? null : failure, forGood);
        return went;
    }

    // One of many senders has a page for a minute.
    private async Task<bool> TakeAsync(Guid id, CancellationToken cancellation) =>
        (await unit.RunAsync<bool>(new Act("page-taken"), async writing =>
        {
            var (now, until) = (writing.Now, writing.Now + Lease);
            return await writing.Context.DutyPages.Where(p => p.Id == id && p.SentAt == null && p.ClosedAt == null && (p.LeaseUntil == null || p.LeaseUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.LeaseUntil, until).SetProperty(p => p.Tries, p => p.Tries + 1), cancellation) == 1;
        }, cancellation)).Value;

    // What has gone is written whatever else is being stopped.
    private Task SettleAsync(DutyPage page, string? failure, bool forGood) =>
        unit.RunAsync<Done>(new Act("page-sent"), async writing =>
        {
            var now = writing.Now;
            if (failure is null)
            {
                await writing.Context.DutyPages.Where(p => p.Id == page.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.SentAt, now).SetProperty(p => p.Failure, (string?)null), CancellationToken.None);
                writing.Note(page.PersonId, nameof(DutyPage), page.Id, new Audit.FieldChange(nameof(DutyPage.SentAt), null, now.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));
                return new Done();
            }

            DateTimeOffset? again = forGood ? now.AddYears(100) : now + Lease;
            await writing.Context.DutyPages.Where(p => p.Id == page.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Failure, failure).SetProperty(p => p.LeaseUntil, again), CancellationToken.None);
            if (page.Tries == 0 && page.Step <= StepsBroughtForward)
            {
                await writing.Context.DutyAlarms.Where(a => a.Id == page.CaseId && a.Step == page.Step + 1 && a.AnsweredAt == null && a.NextAt > now)
                    .ExecuteUpdateAsync(set => set.SetProperty(a => a.NextAt, now), CancellationToken.None);
            }

            return new Done();
        }, CancellationToken.None);

    // Whoever raised a concern is offered a talk in time, whatever anybody did (INV-132): where nobody has until shortly before, the system does.
    private async Task<int> OfferTalksAsync(CancellationToken cancellation)
    {
        var open = context.Debriefs.AsNoTracking().Where(d => d.ConcernId != null && d.State == DebriefState.Due && d.Declined == 0);
        List<Guid> due = [];
        foreach (var scheme in await open.Select(d => d.SchemeId).Distinct().OrderBy(id => id).ToListAsync(cancellation))
        {
            var by = clock.Now().AddHours((await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.DebriefAheadHours));
            due.AddRange(await open.Where(d => d.SchemeId == scheme && d.DueBy <= by).Select(d => d.Id).Take(Most).ToListAsync(cancellation));
        }

        foreach (var id in due)
        {
            await unit.RunAsync<Done>(new Act("debrief-offered"), async writing =>
            {
                var (debrief, refused) = await DebriefRules.FindAsync(writing, id, cancellation);
                return debrief is null ? refused! : debrief.OfferInTime(writing.Now) is { } refusal ? refusal : new Done();
            }, cancellation);
        }

        return due.Count;
    }

    private async Task BeatAsync(CancellationToken cancellation)
    {
        var now = clock.Now();
        if (await context.PagingBeats.AsNoTracking().AnyAsync(b => b.At > now - BeatEvery && b.At <= now, cancellation))
        {
            return;
        }

        await unit.RunAsync<Done>(new Act("paging-ran"), async writing =>
        {
            if (!await writing.Context.InsertOnceAsync(PagingBeat.Of(writing.Now), cancellation, nameof(PagingBeat.Id)))
            {
                await writing.Context.PagingBeats.ExecuteUpdateAsync(set => set.SetProperty(b => b.At, writing.Now), cancellation);
            }

            return new Done();
        }, cancellation, WriteTurn.Batch);
    }

    private enum StepResult
    {
        Nothing,
        Paged,
        Nobody,
    }
}
