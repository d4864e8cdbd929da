using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Says what each column of a file means. The scheme remembers it for the next file.</summary>
public sealed class NameImportColumns(UnitOfWork unit)
{
    /// <summary>Names the columns and sends the rows to be checked.</summary>
    /// <param name="runId">The import.</param>
    /// <param name="fields">A key of <see cref="ImportField"/> for each heading, or an empty text to leave the column out.</param>
    /// <param name="roleForAllId">The role of every row, where there is no column for it.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    /// <returns>Done; <see cref="NotFound"/>, <see cref="ImportMoved"/>, or <see cref="Invalid"/> naming what is missing or said twice.</returns>
    public Task<Outcome<Done>> RunAsync(Guid runId, IReadOnlyList<string> fields, Guid? roleForAllId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("import-columns-named"), async writing =>
        {
            var run = await writing.Context.ImportRuns.FirstOrDefaultAsync(r => r.Id == runId, cancellation);
            if (run is null)
            {
                return new NotFound();
            }

            if (fields.Count != run.Headers.Count || fields.Any(f => f.Length > 0 && ImportField.All.All(known => known.Key != f)))
            {
                return new Invalid("Fields", "Choose what each column means");
            }

            if (Check(fields, roleForAllId) is { } wrong)
            {
                return wrong;
            }

            if (roleForAllId is { } role && !await writing.Context.RoleDefinitions.AnyAsync(r => r.Id == role && r.SchemeId == run.SchemeId, cancellation))
            {
                return new NotFound();
            }

            if (run.NameColumns(fields, fields.Contains(ImportField.Role) ? null : roleForAllId, writing.Now) is { } refusal)
            {
                return refusal;
            }

            await StagedFile.AskAgainAsync(writing, runId, cancellation);
            var remembered = await writing.Context.ImportMemories.Where(m => m.SchemeId == run.SchemeId).ToDictionaryAsync(m => m.Header, cancellation);
            for (var i = 0; i < fields.Count; i++)
            {
                var header = Folded(run.Headers[i]);
                if (remembered.TryGetValue(header, out var memory))
                {
                    memory.Field = fields[i];
                }
                else
                {
                    memory = new ImportMemory { SchemeId = run.SchemeId, Header = header, Field = fields[i] };
                    remembered[header] = memory;
                    writing.Context.Add(memory);
                }
            }

            return new Done();
        }, cancellation);

    internal static string Folded(string header)
    {
        var folded = NameFolding.Fold(header);
        return folded.Length <= 200 ? folded : folded[..200];
    }

    private static Invalid? Check(IReadOnlyList<string> fields, Guid? roleForAllId)
    {
        var twice = fields.Where(f => f.Length > 0).GroupBy(f => f).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            return new Invalid("Fields", $"Two columns are both “{ImportField.All.First(f => f.Key == twice.Key).Label}”. Choose one of them.");
        }

        if (!fields.Contains(ImportField.PreferredName) && !fields.Contains(ImportField.FullName))
        {
            return new Invalid("Fields", "Choose the column with people's names");
        }

        if (fields.Contains(ImportField.FullName) && (fields.Contains(ImportField.PreferredName) || fields.Contains(ImportField.FamilyName)))
        {
            return new Invalid("Fields", "Choose the whole name in one column, or preferred and family names in two, not both");
        }

        if (!fields.Contains(ImportField.From))
        {
            return new Invalid("Fields", "Choose the column with the first day in the role");
        }

        return !fields.Contains(ImportField.Role) && roleForAllId is null
            ? new Invalid("RoleForAllId", "Choose the column with the role, or one role for everybody in the file")
            : null;
    }
}
