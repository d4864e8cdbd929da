using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Files;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>A scheme or role to choose.</summary>
/// <param name="Id">The id.</param>
/// <param name="Name">What it is called.</param>
public sealed record ImportChoice(Guid Id, string Name);

/// <summary>One import in the list of the viewer's own.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">The file.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Rows">Rows in the file.</param>
/// <param name="StartedAt">When it was read.</param>
public sealed record ImportLine(Guid Id, string FileName, string Scheme, ImportState State, int Rows, DateTimeOffset StartedAt);

/// <summary>A column of the file, with what stands in it.</summary>
/// <param name="Header">Its heading.</param>
/// <param name="Field">What it means: chosen, remembered or guessed; empty for left out.</param>
/// <param name="Samples">Its first few values.</param>
public sealed record ImportColumn(string Header, string Field, IReadOnlyList<string> Samples);

/// <summary>A row that has nothing but a name to say whose it is, and whom it could be taken for.</summary>
/// <param name="Line">Its row in the file.</param>
/// <param name="Who">Whom it is about and the role it gives them, as the file has it.</param>
/// <param name="OtherLine">The earlier row that brings somebody of that name; null for a person who is here.</param>
/// <param name="PersonId">The person of that name who is here.</param>
/// <param name="Name">Their name.</param>
/// <param name="Roles">Their roles as the viewer may see them, each with its first day.</param>
public sealed record ImportNamesake(int Line, string Who, int? OtherLine, Guid? PersonId, string? Name, IReadOnlyList<string> Roles);

/// <summary>An import as its page shows it.</summary>
/// <param name="Run">The import.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Columns">The columns, while they are to be named.</param>
/// <param name="Roles">The scheme's roles.</param>
/// <param name="Preview">The first rows.</param>
/// <param name="Problems">The first rows that cannot go in.</param>
/// <param name="SameFileBefore">When the same file was brought in before; null when it was not.</param>
/// <param name="Namesakes">The first rows of which it is to be said whose they are.</param>
/// <param name="Unsaid">How many such rows there are.</param>
/// <param name="Said">Of how many it was said.</param>
/// <param name="IsStale">True when whom a row could be taken for has changed since it was checked: it is to be checked again.</param>
public sealed record ImportPage(
    ImportRun Run, string Scheme, IReadOnlyList<ImportColumn> Columns, IReadOnlyList<ImportChoice> Roles, IReadOnlyList<IReadOnlyList<string?>> Preview,
    IReadOnlyList<ImportProblem> Problems, DateTimeOffset? SameFileBefore, IReadOnlyList<ImportNamesake> Namesakes, int Unsaid, int Said, bool IsStale);

/// <summary>The viewer's own imports.</summary>
public sealed class ImportQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    private const int Shown = 50, Sampled = 8;
    private const string Purpose = "bringing people in";

    /// <summary>The schemes that files can be brought into.</summary>
    public async Task<IReadOnlyList<ImportChoice>> SchemesAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        return await context.Schemes.AsNoTracking().Where(s => mine.Contains(s.Id)).OrderBy(s => s.Name).Select(s => new ImportChoice(s.Id, s.Name)).ToListAsync(cancellation);
    }

    /// <summary>The viewer's last twenty imports, newest first.</summary>
    public async Task<IReadOnlyList<ImportLine>> ListAsync(CancellationToken cancellation = default) =>
        await context.ImportRuns.AsNoTracking().OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(20)
            .Select(r => new ImportLine(r.Id, r.FileName, context.Schemes.Where(s => s.Id == r.SchemeId).Select(s => s.Name).First(), r.State, r.Rows, r.StartedAt))
            .ToListAsync(cancellation);

    /// <summary>One import; null when it is not the viewer's or does not exist.</summary>
    public async Task<ImportPage?> FindAsync(Guid runId, CancellationToken cancellation = default)
    {
        var run = await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation);
        if (run is null)
        {
            return null;
        }

        var scheme = await context.Schemes.AsNoTracking().Where(s => s.Id == run.SchemeId).Select(s => s.Name).FirstAsync(cancellation);
        var roles = await context.RoleDefinitions.AsNoTracking().Where(r => r.SchemeId == run.SchemeId).OrderBy(r => r.Title).Select(r => new ImportChoice(r.Id, r.Title)).ToListAsync(cancellation);
        if (run.IsWorking || run.IsOver)
        {
            return new ImportPage(run, scheme, [], roles, [], [], null, [], 0, 0, false);
        }

        var file = await StagedFile.OpenAsync(context, vault, run, Purpose, cancellation);
        var rows = await file.RowsAsync(0, cancellation);
        var memories = await context.ImportMemories.AsNoTracking().Where(m => m.SchemeId == run.SchemeId).ToDictionaryAsync(m => m.Header, m => m.Field, cancellation);
        var columns = run.Headers.Select((header, index) => new ImportColumn(
            header,
            run.Fields[index].Length > 0 ? run.Fields[index] : memories.TryGetValue(NameImportColumns.Folded(header), out var field) ? field : ImportField.Guess(header) ?? "",
            [.. rows.Select(r => index < r.Cells.Length ? r.Cells[index] : null).OfType<string>().Distinct().Take(3)])).ToList();
        var before = await context.ImportRuns.AsNoTracking()
            .Where(r => r.FileHash == run.FileHash && r.SchemeId == run.SchemeId && r.State == ImportState.Done).Select(r => r.FinishedAt).FirstOrDefaultAsync(cancellation);
        var problems = run.BadRows == 0 ? [] : await file.ProblemsAsync(Shown, cancellation);
        var (unsaid, isStale) = await file.UnsaidAsync(cancellation);
        var said = (await file.NamesakesAsync(cancellation)).Sum(c => c.Rows.Count(n => n.Same is not null));
        return new ImportPage(
            run, scheme, columns, roles, [.. rows.Take(Sampled).Select(r => r.Cells)], problems, before, await NamedAsync([.. unsaid.Take(Shown)], cancellation), unsaid.Count, said, isStale);
    }

    /// <summary>The rows that cannot go in, each with its reason, as CSV that can be put right and brought again.</summary>
    public async Task<byte[]?> BadRowsAsync(Guid runId, CancellationToken cancellation = default)
    {
        var run = await context.ImportRuns.AsNoTracking().FirstOrDefaultAsync(r => r.Id == runId, cancellation);
        if (run is null || run.State != ImportState.Checked)
        {
            return null;
        }

        List<IReadOnlyList<string?>> lines = [];
        var file = await StagedFile.OpenAsync(context, vault, run, Purpose, cancellation);
        await foreach (var (rows, problems) in file.BadChunksAsync(cancellation))
        {
            var why = problems.ToDictionary(p => p.Line, p => p.Why);
            lines.AddRange(rows.Where(r => why.ContainsKey(r.Line)).Select(r => (IReadOnlyList<string?>)[.. r.Cells, r.Line.ToString(CultureInfo.InvariantCulture), why[r.Line]]));
        }

        return CsvWriter.ToBytes([.. run.Headers, "Row in your file", "What to put right"], lines);
    }

    private async Task<List<ImportNamesake>> NamedAsync(List<Namesake> namesakes, CancellationToken cancellation)
    {
        var ids = namesakes.Select(n => n.PersonId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return namesakes.ConvertAll(n => new ImportNamesake(n.Line, n.Who, n.OtherLine, null, null, []));
        }

        var names = await context.People.AsNoTracking().Where(p => ids.Contains(p.Id))
            .Select(p => new { p.Id, Name = p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName }).ToDictionaryAsync(p => p.Id, p => p.Name, cancellation);
        var roles = (await context.ShownHoldings(clock.Today()).Where(h => ids.Contains(h.PersonId)).OrderBy(h => h.From).ThenBy(h => h.Id)
            .Select(h => new { h.PersonId, h.Title, h.From }).ToListAsync(cancellation)).ToLookup(h => h.PersonId, h => $"{h.Title} from {h.From:d MMMM yyyy}");
        return
        [
            .. namesakes.Where(n => n.PersonId is not { } id || names.ContainsKey(id)).Select(n => new ImportNamesake(
                n.Line, n.Who, n.OtherLine, n.PersonId, n.PersonId is { } id ? names[id] : null, n.PersonId is { } of ? roles[of].ToList() : [])),
        ];
    }
}
