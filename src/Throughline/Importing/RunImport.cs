using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>
/// The background half of an import: checks every row, or brings every row in. Rows go in by the chunk, each its own short write, and nobody sees
/// them until the import's state says it is done: one small write makes the whole file visible. Cut short, it takes back what it had put in.
/// While several people save, each write is a few rows, for all of them wait for it; else a whole chunk.
/// </summary>
public sealed class RunImport(
    ThroughlineContext context, UnitOfWork unit, Vault vault, TimeProvider clock, IEnumerable<IImportFollower> followers)
{
    private const int ChunksInTurn = 10, PeopleAtOnce = 1_000, RowsWhilePeopleWait = 50;
    private const string ReadAgain = "Not all of the file was kept when it was read. Read the file again.";

    /// <summary>Carries on with an import from where it stands. Must run as whoever brings it in (<see cref="ImportRun.BroughtBy"/>).</summary>
    /// <returns>Done, also when there was nothing to do; <see cref="NotFound"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default)
    {
        if (await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation) is not { } run)
        {
            return new NotFound();
        }

        switch (run.State)
        {
            case ImportState.Checking:
                await CheckAsync(run, cancellation);
                break;
            case ImportState.Arriving:
                await BringInAsync(run, cancellation);
                break;
            case ImportState.Done or ImportState.Discarded:
                await SettleAsync(run, run.State == ImportState.Done, cancellation);
                break;
        }

        return new Done();
    }

    /// <summary>The imports that a stop had cut short: those being checked or going in, and those that are over but whose rows are still kept.</summary>
    /// <param name="everything">A context that sees everything.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static Task<List<Guid>> UnfinishedAsync(ThroughlineContext everything, CancellationToken cancellation = default) => everything.ImportRuns
        .Where(r => r.State == ImportState.Checking || r.State == ImportState.Arriving
            || ((r.State == ImportState.Done || r.State == ImportState.Discarded) && everything.ImportChunks.Any(c => c.RunId == r.Id)))
        .OrderBy(r => r.StartedAt).Select(r => r.Id).ToListAsync(cancellation);

    private async Task CheckAsync(ImportRun run, CancellationToken cancellation)
    {
        var file = await StagedFile.OpenAsync(context, vault, run, "checking every row of it", cancellation);
        var planner = await PlannerAsync(run, cancellation);
        int bad = 0, people = 0, roles = 0, here = 0, done = 0, checkedTo = 0, next = 0;
        HashSet<Guid> waiting = [];
        Dictionary<int, IReadOnlyList<ImportProblem>> found = [];
        await foreach (var (number, rows) in file.ChunksAsync(cancellation))
        {
            var plans = await planner.PlanAsync(context, rows, cancellation);
            var problems = plans.OfType<RowPlan.Bad>().Select(p => new ImportProblem(p.Line, p.Why)).ToList();
            if (problems.Count > 0)
            {
                found[number] = problems;
            }

            bad += problems.Count;
            here += plans.OfType<RowPlan.Here>().Count();
            waiting.UnionWith(plans.Where(p => p.Wait is not null).Select(PersonOf));
            roles += plans.OfType<RowPlan.Add>().Count();
            people += plans.OfType<RowPlan.Add>().Count(p => p.NewPerson is not null);
            done += rows.Count;
            next = number + 1;
            if (next - checkedTo == ChunksInTurn)
            {
                await KeepProblemsAsync();
            }
        }

        await KeepProblemsAsync();
        await unit.RunAsync<Done>(new Act("import-checked"), async writing =>
        {
            var own = await OwnAsync(writing, run.Id, cancellation);
            if (done == run.Rows)
            {
                own.FinishChecking(bad, people, roles, here, waiting.Count);
            }
            else
            {
                own.Stop(ReadAgain);
            }

            return new Done();
        }, cancellation);

        async Task KeepProblemsAsync()
        {
            var (from, to, rows) = (checkedTo, next, done);
            await unit.RunAsync<Done>(new Act("import-rows-checked"), async writing =>
            {
                var chunks = writing.Context.ImportChunks.Where(c => c.RunId == run.Id);
                await chunks.Where(c => c.Number >= from && c.Number < to && c.Problems != null).ExecuteUpdateAsync(set => set.SetProperty(c => c.Problems, (SealedText?)null), cancellation);
                foreach (var (number, problems) in found)
                {
                    var text = writing.Seal(run.PersonId, StagedFile.Pack(problems));
                    await chunks.Where(c => c.Number == number).ExecuteUpdateAsync(set => set.SetProperty(c => c.Problems, text), cancellation);
                }

                await ProgressAsync(writing, run.Id, rows, cancellation);
                return new Done();
            }, cancellation, WriteTurn.Batch);
            (checkedTo, found) = (to, []);
        }
    }

    private async Task BringInAsync(ImportRun run, CancellationToken cancellation)
    {
        await TakeBackAsync(run, cancellation);
        try
        {
            var file = await StagedFile.OpenAsync(context, vault, run, "bringing its rows in", cancellation);
            var planner = await PlannerAsync(run, cancellation);
            var done = 0;
            SortedSet<Guid> wereHere = [];
            await foreach (var (_, rows) in file.ChunksAsync(cancellation))
            {
                var plans = await planner.PlanAsync(context, rows, cancellation);
                if (plans.OfType<RowPlan.Bad>().FirstOrDefault() is { } bad)
                {
                    throw new ImportStoppedException($"Row {bad.Line} can no longer go in: {bad.Why}");
                }

                List<RowPlan.Add> adding = [.. plans.OfType<RowPlan.Add>()];
                wereHere.UnionWith(adding.Where(p => p.WasHere).Select(p => p.PersonId));
                for (var next = 0; next < adding.Count;)
                {
                    var some = adding.GetRange(next, Math.Min(unit.PeopleWait ? RowsWhilePeopleWait : adding.Count, adding.Count - next));
                    next += some.Count;
                    await InsertAsync(run, some, done + next, cancellation);
                }

                done += rows.Count;
            }

            if (done != run.Rows)
            {
                throw new ImportStoppedException(ReadAgain);
            }

            var finished = await unit.RunAsync<Done>(new Act("people-imported"), async writing =>
            {
                if (await OverlapAsync(writing.Context, wereHere, cancellation))
                {
                    return new ImportMoved(ImportState.Checked);
                }

                (await OwnAsync(writing, run.Id, cancellation)).Finish(writing.Now);
                return new Done();
            }, cancellation);
            if (!finished.Succeeded)
            {
                throw new ImportStoppedException("Somebody in the file was given one of these roles while the file was going in. Check the file again.");
            }
        }
        catch (Exception stopped) when (stopped is ImportStoppedException or DbUpdateException or System.Data.Common.DbException)
        {
            await TakeBackAsync(run, CancellationToken.None);
            await unit.RunAsync<Done>(new Act("import-stopped"), async writing =>
            {
                var why = stopped is ImportStoppedException ? stopped.Message : "The database did not take the rows. Nothing was brought in. Check the file again.";
                (await OwnAsync(writing, run.Id, CancellationToken.None)).Stop(why.Length <= 200 ? why : why[..199] + "…");
                return new Done();
            }, CancellationToken.None);
            return;
        }

        await SettleAsync(run, true, cancellation);
    }

    private async Task InsertAsync(ImportRun run, IReadOnlyList<RowPlan.Add> plans, int done, CancellationToken cancellation)
    {
        var people = plans.Where(p => p.NewPerson is not null).ToList();
        foreach (var plan in people)
        {
            (plan.NewPerson!.ImportId, plan.NewPerson.Arriving) = (run.Id, true);
        }

        foreach (var plan in plans)
        {
            (plan.Holding.ImportId, plan.Holding.Arriving) = (run.Id, true);
        }

        var inserted = await unit.RunAsync<Done>(new Act("people-arriving"), async writing =>
        {
            foreach (var id in plans.Where(p => p.WasHere).Select(p => p.PersonId).Distinct().Order())
            {
                if (!await writing.LockAsync(id, cancellation))
                {
                    return new NotFound();
                }
            }

            foreach (var plan in people)
            {
                plan.NewPerson!.SetContact(writing.SealOptional(plan.PersonId, plan.ContactNote), noContact: false);
            }

            await writing.InsertAsync([.. people.Select(p => p.NewPerson!)], cancellation);
            await writing.InsertAsync([.. people.SelectMany(p => PersonTerm.Of(p.NewPerson!))], cancellation);
            await writing.InsertAsync([.. plans.Select(p => p.Holding)], cancellation);
            await writing.InsertAsync([.. plans.SelectMany(p => p.Holding.Moves)], cancellation);
            await ConflictWatch.MeetAsync(writing, [.. people.Select(p => new Newcomer(p.PersonId, p.NewPerson!.PreferredName, p.NewPerson.FamilyName))], cancellation);
            await ProgressAsync(writing, run.Id, done, cancellation);
            return new Done();
        }, cancellation, WriteTurn.Batch);
        if (!inserted.Succeeded)
        {
            throw new ImportStoppedException("Somebody in the file can no longer be given a role. Check the file again.");
        }
    }

    // Takes out, chunk by chunk, what an import that did not finish had put in.
    private async Task TakeBackAsync(ImportRun run, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            await unit.RunAsAsync<Done>(Viewer.System, new Act("import-taken-back"), async writing =>
            {
                var holdings = await ArrivingHoldings(writing.Context, run.Id).OrderBy(h => h.Id).Take(ImportRun.ChunkRows).Select(h => new { h.Id, h.PersonId }).ToListAsync(cancellation);
                var ids = holdings.ConvertAll(h => h.Id);
                await writing.Context.RoleMoves.Where(m => EF.Parameter(ids).Contains(m.HoldingId)).ExecuteDeleteAsync(cancellation);
                await ArrivingHoldings(writing.Context, run.Id).Where(h => EF.Parameter(ids).Contains(h.Id)).ExecuteDeleteAsync(cancellation);
                holdings.ForEach(h => writing.NoteDeleted(h.PersonId, nameof(RoleHolding), h.Id));
                more = ids.Count > 0;
                if (!more)
                {
                    var people = await ArrivingPeople(writing.Context, run.Id).OrderBy(p => p.Id).Take(ImportRun.ChunkRows).Select(p => p.Id).ToListAsync(cancellation);
                    await writing.Context.PersonTerms.Where(t => EF.Parameter(people).Contains(t.PersonId)).ExecuteDeleteAsync(cancellation);
                    await writing.Context.Walls.Where(w => EF.Parameter(people).Contains(w.ViewerId) || EF.Parameter(people).Contains(w.SubjectId)).ExecuteDeleteAsync(cancellation);
                    await writing.Context.ConflictParties.Where(p => EF.Parameter(people).Contains(p.OtherId)).ExecuteDeleteAsync(cancellation);
                    await ArrivingPeople(writing.Context, run.Id).Where(p => EF.Parameter(people).Contains(p.Id)).ExecuteDeleteAsync(cancellation);
                    people.ForEach(id => writing.NoteDeleted(id, nameof(Person), id));
                    more = people.Count > 0;
                }

                return new Done();
            }, cancellation, WriteTurn.Batch);
        }
    }

    // The rows are visible already: who asked for a mentor goes on the list now, as somebody who is here. Cut short, it is begun again from the first
    // row, and those who wait by then stay as they are.
    private async Task ListAsync(ImportRun run, CancellationToken cancellation)
    {
        if (!run.Fields.Contains(ImportField.WaitsSince))
        {
            return;
        }

        var file = await StagedFile.OpenAsync(context, vault, run, "putting people on the list for a mentor", cancellation);
        var planner = await PlannerAsync(run, cancellation);
        await foreach (var (_, rows) in file.ChunksAsync(cancellation))
        {
            List<ImportedWait> waiting = [.. (await planner.PlanAsync(context, rows, cancellation)).OfType<RowPlan.Here>().Where(p => p.Wait is not null)
                .DistinctBy(p => p.PersonId).Select(p => new ImportedWait(p.PersonId, p.Wait!.Value.Since, p.Wait.Value.For))];
            if (waiting.Count > 0)
            {
                await unit.RunAsync<Done>(new Act("person-referred"), async writing =>
                {
                    foreach (var follower in followers)
                    {
                        await follower.FollowAsync(writing, run.SchemeId, waiting, cancellation);
                    }

                    return new Done();
                }, cancellation, WriteTurn.Batch);
            }
        }
    }

    private static Guid PersonOf(RowPlan plan) => plan switch
    {
        RowPlan.Here here => here.PersonId,
        RowPlan.Add add => add.PersonId,
        _ => Guid.Empty,
    };

    // Takes off the mark by which the rows were hidden, and the staged file.
    private async Task SettleAsync(ImportRun run, bool done, CancellationToken cancellation)
    {
        if (done)
        {
            await ListAsync(run, cancellation);
        }

        for (var more = true; more;)
        {
            await unit.RunAsAsync<Done>(Viewer.System, new Act("import-settled"), async writing =>
            {
                var settled = await ArrivingPeople(writing.Context, run.Id).OrderBy(p => p.Id).Take(PeopleAtOnce)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.Arriving, false), cancellation);
                settled += await ArrivingHoldings(writing.Context, run.Id).OrderBy(h => h.Id).Take(PeopleAtOnce)
                    .ExecuteUpdateAsync(set => set.SetProperty(h => h.Arriving, false), cancellation);
                more = settled > 0;
                return new Done();
            }, cancellation, WriteTurn.Batch);
        }

        await StagedFile.ForgetAsync(unit, run.Id, cancellation);
    }

    private async Task<ImportPlanner> PlannerAsync(ImportRun run, CancellationToken cancellation)
    {
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == run.SchemeId).OrderBy(r => r.Title).ToListAsync(cancellation);
        return new ImportPlanner(run, roles, clock.Today(), clock.Now(), clock.NewId);
    }

    // Whoever came with the file is not known to anybody else yet, so only those who were here can have been given a role meanwhile.
    private static async Task<bool> OverlapAsync(ThroughlineContext context, IEnumerable<Guid> people, CancellationToken cancellation)
    {
        foreach (var some in people.Chunk(PeopleAtOnce))
        {
            var spells = await context.RoleHoldings
                .IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter])
                .Where(h => EF.Parameter(some).Contains(h.PersonId))
                .Select(h => new { h.PersonId, h.RoleDefinitionId, h.From, h.To }).ToListAsync(cancellation);
            foreach (var same in spells.GroupBy(h => (h.PersonId, h.RoleDefinitionId)))
            {
                var inOrder = same.OrderBy(h => h.From).ToList();
                if (inOrder.Zip(inOrder.Skip(1)).Any(pair => pair.First.To is null || pair.Second.From <= pair.First.To))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static IQueryable<Person> ArrivingPeople(ThroughlineContext context, Guid runId) =>
        context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(p => p.Arriving && p.ImportId == runId);

    private static IQueryable<RoleHolding> ArrivingHoldings(ThroughlineContext context, Guid runId) =>
        context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(h => h.Arriving && h.ImportId == runId);

    private static Task<ImportRun> OwnAsync(Writing writing, Guid runId, CancellationToken cancellation) =>
        writing.Context.ImportRuns.SingleAsync(r => r.Id == runId, cancellation);

    private static Task ProgressAsync(Writing writing, Guid runId, int done, CancellationToken cancellation) =>
        writing.Context.ImportRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.RowsDone, done), cancellation);

    private sealed class ImportStoppedException(string message) : Exception(message);
}
