using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>
/// The background half of an import: checks every row, or brings every row in. Rows go in by the chunk, each its own short write, and nobody sees
/// them until the import's state says it is done: one small write makes the whole file visible. Cut short, it takes back what it had put in.
/// While several people save, each write is a few rows, for all of them wait for it; else a whole chunk. One worker at a time has an import in hand:
/// each of its writes renews its lease in the same transaction, and one that has lost the lease writes nothing more.
/// </summary>
public sealed class RunImport(
    ThroughlineContext context, UnitOfWork unit, Vault vault, TimeProvider clock, IEnumerable<IImportFollower> followers)
{
    private const int ChunksInTurn = 10, PeopleAtOnce = 1_000, RowsWhilePeopleWait = 50;
    private const string ReadAgain = "Not all of the file was kept when it was read. Read the file again.";

    /// <summary>
    /// How long a worker has an import in hand after its last write. No policy, so no setting: many times what one write takes, so that only a process
    /// that is gone loses it, and short enough that whoever looks at the page waits minutes for another to go on.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly Guid lease = clock.NewId();

    /// <summary>Carries on with an import from where it stands. Must run as whoever brings it in (<see cref="ImportRun.BroughtBy"/>).</summary>
    /// <returns>Done, also when there was nothing to do or another worker has it in hand; <see cref="NotFound"/>.</returns>
    /// <exception cref="ImportFailedException">A fault of ours stopped it; its page says so, and it can be tried again.</exception>
    public async Task<Outcome<Done>> RunAsync(Guid runId, CancellationToken cancellation = default)
    {
        if (await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation) is not { } found)
        {
            return new NotFound();
        }

        if (found.State is ImportState.Columns or ImportState.Checked || !await TakeAsync(runId, cancellation))
        {
            return new Done();
        }

        try
        {
            // As it is now that nobody else has it.
            var run = await context.ImportRuns.AsNoTracking().SingleAsync(r => r.Id == runId, cancellation);
            if (run.IsOver || (run.IsWorking && await StepAsync(run, cancellation)))
            {
                await SettleAsync(run, run.State != ImportState.Discarded, cancellation);
            }
        }
        catch (ImportTakenOverException)
        {
            // Whoever has it now does all of it.
            return new Done();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Stopping: the next process need not wait until the lease runs out.
            await LetGoAsync(runId);
            throw;
        }

        await LetGoAsync(runId);
        return new Done();
    }

    /// <summary>
    /// The imports that were cut short and that nobody has in hand: those being checked or going in, and those that are over but whose rows are still kept.
    /// </summary>
    /// <param name="everything">A context that sees everything.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public static Task<List<Guid>> UnfinishedAsync(ThroughlineContext everything, DateTimeOffset now, CancellationToken cancellation = default) => everything.ImportRuns
        .Where(r => r.LeaseUntil == null || r.LeaseUntil <= now)
        .Where(r => r.State == ImportState.Checking || r.State == ImportState.Arriving
            || ((r.State == ImportState.Done || r.State == ImportState.Discarded) && everything.ImportChunks.Any(c => c.RunId == r.Id)))
        .OrderBy(r => r.StartedAt).Select(r => r.Id).ToListAsync(cancellation);

    // True when everything of the file is in. Whatever stops it, it does not hang: it says why, and it can be tried again or given up.
    private async Task<bool> StepAsync(ImportRun run, CancellationToken cancellation)
    {
        try
        {
            if (run.State == ImportState.Checking)
            {
                await CheckAsync(run, cancellation);
                return false;
            }

            await BringInAsync(run, cancellation);
            return true;
        }
        catch (ImportStoppedException stopped)
        {
            await StopAsync(run, stopped.Message);
            return false;
        }
        catch (Exception failed) when (failed is not ImportTakenOverException && !cancellation.IsCancellationRequested)
        {
            var reference = $"{clock.NewId():N}"[^12..];
            await StopAsync(run, $"Something went wrong at our end. Nothing was brought in. Check the file again. If it stops again, ask for help and give the reference {reference}.");
            throw new ImportFailedException(reference, failed);
        }
    }

    private async Task StopAsync(ImportRun run, string why)
    {
        if (run.State == ImportState.Arriving)
        {
            await TakeBackAsync(run, CancellationToken.None);
        }

        await unit.RunAsync<Done>(new Act("import-stopped"), async writing =>
        {
            await HoldAsync(writing, run.Id, run.State, CancellationToken.None, last: true);
            (await OwnAsync(writing, run.Id, CancellationToken.None)).Stop(why, writing.Now);
            return new Done();
        }, CancellationToken.None);
    }

    // In one statement: of many who try, one does.
    private async Task<bool> TakeAsync(Guid runId, CancellationToken cancellation) =>
        (await unit.RunAsync<bool>(new Act("import-taken-up"), async writing =>
        {
            var (now, until) = (writing.Now, writing.Now + Lease);
            return await writing.Context.ImportRuns.Where(r => r.Id == runId && (r.LeaseUntil == null || r.LeaseUntil <= now))
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseId, lease).SetProperty(r => r.LeaseUntil, until), cancellation) == 1;
        }, cancellation, WriteTurn.Batch)).Value;

    // First in each write, and in the same transaction: the lease is renewed, or given back with the last write of a step. Where another worker has taken
    // the import over, or it stands elsewhere, nothing of the write may stand.
    private async Task HoldAsync(Writing writing, Guid runId, ImportState state, CancellationToken cancellation, int? done = null, bool last = false)
    {
        var (id, until) = last ? ((Guid?)null, (DateTimeOffset?)null) : (lease, writing.Now + Lease);
        if (await writing.Context.ImportRuns.Where(r => r.Id == runId && r.State == state && r.LeaseId == lease)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseId, id).SetProperty(r => r.LeaseUntil, until).SetProperty(r => r.RowsDone, r => done ?? r.RowsDone), cancellation) != 1)
        {
            throw new ImportTakenOverException();
        }
    }

    private Task LetGoAsync(Guid runId) => unit.RunAsync<Done>(new Act("import-let-go"), async writing =>
    {
        await writing.Context.ImportRuns.Where(r => r.Id == runId && r.LeaseId == lease)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseId, (Guid?)null).SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null), CancellationToken.None);
        return new Done();
    }, CancellationToken.None, WriteTurn.Batch);

    private async Task CheckAsync(ImportRun run, CancellationToken cancellation)
    {
        var file = await StagedFile.OpenAsync(context, vault, run, "checking every row of it", cancellation);
        var namesakes = await NamesakesAsync(file, cancellation);
        var planner = await PlannerAsync(run, namesakes, cancellation);
        var said = namesakes.FindAll(n => n.Same is not null).ToLookup(n => n.Line);
        int bad = 0, people = 0, roles = 0, here = 0, done = 0, checkedTo = 0, next = 0;
        HashSet<Guid> waiting = [];
        Dictionary<int, (List<ImportProblem> Problems, List<Namesake> Namesakes)> found = [];
        await foreach (var (number, rows) in file.ChunksAsync(cancellation))
        {
            var plans = await planner.PlanAsync(context, rows, cancellation);
            var problems = plans.OfType<RowPlan.Bad>().Select(p => new ImportProblem(p.Line, p.Why)).ToList();
            // What was said of a row stays with it, unless it is asked again.
            var asked = plans.OfType<RowPlan.Ask>().Select(p => p.Row).ToList();
            asked.AddRange(rows.Select(r => r.Line).Except(asked.ConvertAll(n => n.Line)).SelectMany(line => said[line]).ToList());
            if (problems.Count + asked.Count > 0)
            {
                found[number] = (problems, asked);
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
                await KeepFoundAsync();
            }
        }

        await KeepFoundAsync();
        if (done != run.Rows)
        {
            throw new ImportStoppedException(ReadAgain);
        }

        await unit.RunAsync<Done>(new Act("import-checked"), async writing =>
        {
            await HoldAsync(writing, run.Id, ImportState.Checking, cancellation, last: true);
            (await OwnAsync(writing, run.Id, cancellation)).FinishChecking(bad, people, roles, here, waiting.Count, writing.Now);
            return new Done();
        }, cancellation);

        async Task KeepFoundAsync()
        {
            var (from, to, rows) = (checkedTo, next, done);
            await unit.RunAsync<Done>(new Act("import-rows-checked"), async writing =>
            {
                await HoldAsync(writing, run.Id, ImportState.Checking, cancellation, rows);
                var chunks = writing.Context.ImportChunks.Where(c => c.RunId == run.Id);
                await chunks.Where(c => c.Number >= from && c.Number < to && (c.Problems != null || c.Namesakes != null)).ExecuteUpdateAsync(
                    set => set.SetProperty(c => c.Problems, (SealedText?)null).SetProperty(c => c.Namesakes, (SealedText?)null), cancellation);
                foreach (var (number, (problems, asked)) in found)
                {
                    if (problems.Count > 0)
                    {
                        var text = writing.Seal(run.PersonId, StagedFile.Pack(problems));
                        await chunks.Where(c => c.Number == number).ExecuteUpdateAsync(set => set.SetProperty(c => c.Problems, text), cancellation);
                    }

                    if (asked.Count > 0)
                    {
                        var text = writing.Seal(run.PersonId, StagedFile.Pack(asked));
                        await chunks.Where(c => c.Number == number).ExecuteUpdateAsync(set => set.SetProperty(c => c.Namesakes, text), cancellation);
                    }
                }

                return new Done();
            }, cancellation, WriteTurn.Batch);
            (checkedTo, found) = (to, []);
        }
    }

    private async Task BringInAsync(ImportRun run, CancellationToken cancellation)
    {
        await TakeBackAsync(run, cancellation);
        var file = await StagedFile.OpenAsync(context, vault, run, "bringing its rows in", cancellation);
        var planner = await PlannerAsync(run, await NamesakesAsync(file, cancellation), cancellation);
        var done = 0;
        SortedSet<Guid> wereHere = [];
        await foreach (var (_, rows) in file.ChunksAsync(cancellation))
        {
            // Why stands on the run for as long as the run does, so it names the row and nobody; the check says the rest, under the importer's key.
            var plans = await planner.PlanAsync(context, rows, cancellation);
            if (plans.OfType<RowPlan.Bad>().FirstOrDefault() is { } bad)
            {
                throw new ImportStoppedException($"Row {bad.Line} can no longer go in as it is. Check the file again to see why.");
            }

            if (plans.OfType<RowPlan.Ask>().FirstOrDefault() is { } ask)
            {
                throw new ImportStoppedException($"Row {ask.Line} has the name of somebody who came since the file was checked. Check the file again.");
            }

            List<RowPlan.Add> adding = [.. plans.OfType<RowPlan.Add>()];
            wereHere.UnionWith(adding.Where(p => p.WasHere).Select(p => p.PersonId));
            for (var next = 0; next < adding.Count;)
            {
                var some = adding.GetRange(next, Math.Min(unit.PeopleWait ? RowsWhilePeopleWait : adding.Count, adding.Count - next));
                next += some.Count;
                try
                {
                    await InsertAsync(run, some, done + next, cancellation);
                }
                catch (System.Data.Common.DbException)
                {
                    if (await TakenAsync(some, cancellation) is { } line)
                    {
                        throw new ImportStoppedException($"Row {line} has a reference that cannot be used. Leave it out of the row, or ask your system administrator to check it. Then read the file again.");
                    }

                    throw;
                }
            }

            done += rows.Count;
        }

        if (done != run.Rows)
        {
            throw new ImportStoppedException(ReadAgain);
        }

        var finished = await unit.RunAsync<Done>(new Act("people-imported"), async writing =>
        {
            await HoldAsync(writing, run.Id, ImportState.Arriving, cancellation);
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
            await HoldAsync(writing, run.Id, ImportState.Arriving, cancellation, done);
            foreach (var id in plans.Where(p => p.WasHere).Select(p => p.PersonId).Distinct().Order())
            {
                if (!await writing.LockAsync(id, cancellation))
                {
                    return new NotFound();
                }
            }

            foreach (var plan in people)
            {
                plan.NewPerson!.AddNote(writing.SealOptional(plan.PersonId, plan.ContactNote));
            }

            await writing.InsertAsync([.. people.Select(p => p.NewPerson!)], cancellation);
            await writing.InsertAsync([.. people.SelectMany(p => PersonTerm.Of(p.NewPerson!))], cancellation);
            await writing.InsertAsync([.. plans.Select(p => p.Holding)], cancellation);
            await writing.InsertAsync([.. plans.SelectMany(p => p.Holding.Moves)], cancellation);
            await ConflictWatch.MeetAsync(writing, [.. people.Select(p => new Newcomer(p.PersonId, p.NewPerson!.PreferredName, p.NewPerson.FamilyName))], cancellation);
            return new Done();
        }, cancellation, WriteTurn.Batch);
        if (!inserted.Succeeded)
        {
            throw new ImportStoppedException("Somebody in the file can no longer be given a role. Check the file again.");
        }
    }

    // The row of a new person whose reference somebody has whom the viewer may not see: as when a person is added, whose it is is not said.
    private async Task<int?> TakenAsync(IReadOnlyList<RowPlan.Add> plans, CancellationToken cancellation)
    {
        var references = plans.Select(p => p.NewPerson?.Reference).OfType<string>().ToList();
        var taken = await context.People.IgnoreQueryFilters([ThroughlineContext.WallsFilter, ThroughlineContext.ReachFilter, ThroughlineContext.ArrivedFilter])
            .Where(p => EF.Parameter(references).Contains(p.Reference!)).Select(p => p.Reference).ToListAsync(cancellation);
        return plans.FirstOrDefault(p => p.NewPerson?.Reference is { } reference && taken.Contains(reference))?.Line;
    }

    // Takes out, chunk by chunk, what an import that did not finish had put in.
    private async Task TakeBackAsync(ImportRun run, CancellationToken cancellation)
    {
        for (var more = true; more;)
        {
            await unit.RunAsAsync<Done>(Viewer.System, new Act("import-taken-back"), async writing =>
            {
                await HoldAsync(writing, run.Id, ImportState.Arriving, cancellation);
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
        var planner = await PlannerAsync(run, await NamesakesAsync(file, cancellation), cancellation);
        await foreach (var (_, rows) in file.ChunksAsync(cancellation))
        {
            List<ImportedWait> waiting = [.. (await planner.PlanAsync(context, rows, cancellation)).OfType<RowPlan.Here>().Where(p => p.Wait is not null)
                .DistinctBy(p => p.PersonId).Select(p => new ImportedWait(p.PersonId, p.Wait!.Value.Since, p.Wait.Value.For))];
            if (waiting.Count > 0)
            {
                await unit.RunAsync<Done>(new Act("person-referred"), async writing =>
                {
                    await HoldAsync(writing, run.Id, ImportState.Done, cancellation);
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
                await HoldAsync(writing, run.Id, done ? ImportState.Done : ImportState.Discarded, cancellation);
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

    private static async Task<List<Namesake>> NamesakesAsync(StagedFile file, CancellationToken cancellation) =>
        [.. (await file.NamesakesAsync(cancellation)).SelectMany(c => c.Rows)];

    private async Task<ImportPlanner> PlannerAsync(ImportRun run, IReadOnlyList<Namesake> namesakes, CancellationToken cancellation)
    {
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == run.SchemeId).OrderBy(r => r.Title).ToListAsync(cancellation);
        return new ImportPlanner(run, roles, namesakes, clock.Today(), clock.Now(), clock.NewId);
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

    private sealed class ImportStoppedException(string message) : Exception(message);

    private sealed class ImportTakenOverException() : Exception("Another worker has taken this import over.");
}

/// <summary>A fault of ours stopped an import. It stands as checked, with the reference in the sentence on its page.</summary>
/// <param name="reference">What whoever asks for help gives: stands beside the fault in the log.</param>
/// <param name="fault">What went wrong.</param>
public sealed class ImportFailedException(string reference, Exception fault) : Exception($"An import failed (reference {reference}).", fault)
{
    /// <summary>What whoever asks for help gives.</summary>
    public string Reference { get; } = reference;
}
