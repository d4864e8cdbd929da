using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>
/// The background half of an import: checks every row, or brings every row in. Rows go in by the chunk, each its own short write, and nobody sees
/// them until the import's state says it is done: one small write makes the whole file visible. Cut short, it takes back what it had put in.
/// </summary>
public sealed class RunImport(IDatabaseEngine engine, UnitOfWork unit, CurrentViewer current, Keyring keyring, TimeProvider clock)
{
    /// <summary>Carries on with an import from where it stands. Must run as the system; it then acts as the coordinator who started it.</summary>
    /// <returns>Done, also when there was nothing to do; <see cref="NotFound"/>.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default)
    {
        ImportRun? run;
        await using (var context = engine.OpenReader(Viewer.System))
        {
            run = await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation);
        }

        if (run is null)
        {
            return new NotFound();
        }

        current.Viewer = new Viewer(run.PersonId, Hat.Coordinator, [run.SchemeId]);
        current.Once = null;
        if (run.State == ImportState.Checking)
        {
            await CheckAsync(run, cancellation);
        }
        else if (run.State == ImportState.Arriving)
        {
            await BringInAsync(run, cancellation);
        }
        else if (run.State == ImportState.Done)
        {
            await SettleAsync(run, cancellation);
        }

        return new Done();
    }

    private async Task CheckAsync(ImportRun run, CancellationToken cancellation)
    {
        await using var context = engine.OpenReader(current.Viewer);
        var planner = await PlannerAsync(context, run, cancellation);
        int bad = 0, people = 0, roles = 0, here = 0, done = 0;
        for (var number = 0; await ChunkAsync(context, run, number, cancellation) is { } rows; number++)
        {
            var plans = await planner.PlanAsync(context, rows, cancellation);
            var problems = plans.OfType<RowPlan.Bad>().Select(p => new ImportProblem(p.Line, p.Why)).ToList();
            bad += problems.Count;
            here += plans.OfType<RowPlan.Here>().Count();
            roles += plans.OfType<RowPlan.Add>().Count();
            people += plans.OfType<RowPlan.Add>().Count(p => p.NewPerson is not null);
            done += rows.Count;
            var (at, so) = (number, done);
            await unit.RunAsync<Done>(new Act("import-chunk-checked"), async writing =>
            {
                var chunk = await writing.Context.ImportChunks.SingleAsync(c => c.RunId == run.Id && c.Number == at, cancellation);
                chunk.Problems = problems.Count == 0 ? null : writing.Seal(run.PersonId, JsonSerializer.Serialize(problems));
                await ProgressAsync(writing, run.Id, so, cancellation);
                return new Done();
            }, cancellation, WriteTurn.Batch);
        }

        await unit.RunAsync<Done>(new Act("import-checked"), async writing =>
        {
            (await OwnAsync(writing, run.Id, cancellation)).FinishChecking(bad, people, roles, here);
            return new Done();
        }, cancellation);
    }

    private async Task BringInAsync(ImportRun run, CancellationToken cancellation)
    {
        await TakeBackAsync(run, cancellation);
        try
        {
            await using var context = engine.OpenReader(current.Viewer);
            var planner = await PlannerAsync(context, run, cancellation);
            var done = 0;
            for (var number = 0; await ChunkAsync(context, run, number, cancellation) is { } rows; number++)
            {
                var plans = await planner.PlanAsync(context, rows, cancellation);
                if (plans.OfType<RowPlan.Bad>().FirstOrDefault() is { } bad)
                {
                    throw new ImportStoppedException($"Row {bad.Line} can no longer go in: {bad.Why}");
                }

                done += rows.Count;
                await InsertAsync(run, [.. plans.OfType<RowPlan.Add>()], done, cancellation);
            }

            var finished = await unit.RunAsync<Done>(new Act("people-imported"), async writing =>
            {
                if (await OverlapsAsync(writing.Context, run.Id, cancellation))
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

        await SettleAsync(run, cancellation);
    }

    private Task<Outcome<Done>> InsertAsync(ImportRun run, IReadOnlyList<RowPlan.Add> plans, int done, CancellationToken cancellation) =>
        unit.RunAsync<Done>(new Act("people-arriving"), async writing =>
        {
            var people = plans.Where(p => p.NewPerson is not null).ToList();
            foreach (var plan in people)
            {
                var person = plan.NewPerson!;
                (person.ImportId, person.Arriving) = (run.Id, true);
                person.SetContact(writing.SealOptional(person.Id, plan.ContactNote), noContact: false);
            }

            foreach (var plan in plans)
            {
                (plan.Holding.ImportId, plan.Holding.Arriving) = (run.Id, true);
            }

            await BulkRows.For<Person>(writing.Context).InsertAsync(engine, writing.Context, people.Select(p => p.NewPerson!), cancellation);
            await BulkRows.For<PersonTerm>(writing.Context).InsertAsync(engine, writing.Context, people.SelectMany(p => PersonTerm.Of(p.NewPerson!)), cancellation);
            await BulkRows.For<RoleHolding>(writing.Context).InsertAsync(engine, writing.Context, plans.Select(p => p.Holding), cancellation);
            await BulkRows.For<RoleMove>(writing.Context).InsertAsync(engine, writing.Context, plans.SelectMany(p => p.Holding.Moves), cancellation);
            await ConflictWatch.MeetAsync(writing, [.. people.Select(p => new Newcomer(p.NewPerson!.Id, p.NewPerson.PreferredName, p.NewPerson.FamilyName))], cancellation);
            await ProgressAsync(writing, run.Id, done, cancellation);
            return new Done();
        }, cancellation, WriteTurn.Batch);

    // Takes out, chunk by chunk, what an import that did not finish had put in.
    private async Task TakeBackAsync(ImportRun run, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            await engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context =>
            {
                var holdings = context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(h => h.Arriving && h.ImportId == run.Id).Select(h => h.Id).Take(ImportRun.ChunkRows);
                var ids = await holdings.ToListAsync(cancellation);
                await context.RoleMoves.Where(m => ids.Contains(m.HoldingId)).ExecuteDeleteAsync(cancellation);
                await context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(h => ids.Contains(h.Id)).ExecuteDeleteAsync(cancellation);
                more = ids.Count > 0;
                if (!more)
                {
                    var people = await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(p => p.Arriving && p.ImportId == run.Id).Select(p => p.Id).Take(ImportRun.ChunkRows).ToListAsync(cancellation);
                    await context.PersonTerms.Where(t => people.Contains(t.PersonId)).ExecuteDeleteAsync(cancellation);
                    await context.Walls.Where(w => people.Contains(w.ViewerId) || people.Contains(w.SubjectId)).ExecuteDeleteAsync(cancellation);
                    await context.ConflictParties.Where(p => people.Contains(p.OtherId)).ExecuteDeleteAsync(cancellation);
                    await context.People.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]).Where(p => people.Contains(p.Id)).ExecuteDeleteAsync(cancellation);
                    more = people.Count > 0;
                }

                return true;
            }, cancellation);
        }
    }

    // The rows are visible already; this only takes off the mark by which they were hidden, and the staged file.
    private async Task SettleAsync(ImportRun run, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            await engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context =>
            {
                var people = await context.People.Where(p => p.Arriving && p.ImportId == run.Id).Select(p => p.Id).Take(ImportRun.ChunkRows).ToListAsync(cancellation);
                var holdings = await context.RoleHoldings.Where(h => h.Arriving && h.ImportId == run.Id).Select(h => h.Id).Take(ImportRun.ChunkRows).ToListAsync(cancellation);
                await context.People.Where(p => people.Contains(p.Id)).ExecuteUpdateAsync(set => set.SetProperty(p => p.Arriving, false), cancellation);
                await context.RoleHoldings.Where(h => holdings.Contains(h.Id)).ExecuteUpdateAsync(set => set.SetProperty(h => h.Arriving, false), cancellation);
                more = people.Count + holdings.Count > 0;
                return true;
            }, cancellation);
        }

        await engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context =>
        {
            await context.ImportChunks.Where(c => c.RunId == run.Id).ExecuteDeleteAsync(cancellation);
            return true;
        }, cancellation);
    }

    private async Task<ImportPlanner> PlannerAsync(ThroughlineContext context, ImportRun run, CancellationToken cancellation)
    {
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == run.SchemeId).OrderBy(r => r.Title).ToListAsync(cancellation);
        return new ImportPlanner(run, roles, clock.Today(), clock.Now(), clock.NewId);
    }

    private async Task<List<StagedRow>?> ChunkAsync(ThroughlineContext context, ImportRun run, int number, CancellationToken cancellation)
    {
        var chunk = await context.ImportChunks.AsNoTracking().Where(c => c.RunId == run.Id && c.Number == number).Select(c => c.Rows).FirstOrDefaultAsync(cancellation);
        return chunk is not null && Vault.OpenInsideWrite(keyring, run.PersonId, chunk) is { } text ? JsonSerializer.Deserialize<List<StagedRow>>(text) : null;
    }

    private static Task<bool> OverlapsAsync(ThroughlineContext context, Guid runId, CancellationToken cancellation)
    {
        var all = context.RoleHoldings.IgnoreQueryFilters([ThroughlineContext.ArrivedFilter]);
        return all.Where(h => h.Arriving && h.ImportId == runId).AnyAsync(
            h => all.Any(o => o.PersonId == h.PersonId && o.RoleDefinitionId == h.RoleDefinitionId && o.Id != h.Id
                && (h.To == null || o.From <= h.To) && (o.To == null || h.From <= o.To)),
            cancellation);
    }

    private static Task<ImportRun> OwnAsync(Writing writing, Guid runId, CancellationToken cancellation) =>
        writing.Context.ImportRuns.SingleAsync(r => r.Id == runId, cancellation);

    private static Task ProgressAsync(Writing writing, Guid runId, int done, CancellationToken cancellation) =>
        writing.Context.ImportRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(r => r.RowsDone, done), cancellation);

    private sealed class ImportStoppedException(string message) : Exception(message);
}

/// <summary>What is wrong with one row.</summary>
/// <param name="Line">Its line or row in the file.</param>
/// <param name="Why">Why it cannot go in, and what to do.</param>
public sealed record ImportProblem(int Line, string Why);
