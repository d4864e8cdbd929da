using System.Globalization;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>The lines of an export.</summary>
/// <param name="Lines">One for each role, in order of name.</param>
public sealed record PeopleExport(IReadOnlyList<ExportedPerson> Lines);

/// <summary>
/// Gives out the list as a file's lines, and writes down that it was given out before it is: once for the file, and once for everybody in it, who find
/// it in their own record.
/// </summary>
public sealed class ExportPeople(UnitOfWork unit, CurrentViewer current, PeopleQueries people)
{
    /// <summary>How the trace of an export is known.</summary>
    internal const string RecordType = "Export";

    /// <summary>The lines, in order of name.</summary>
    /// <returns>The lines, or <see cref="NotAllowed"/> for hats that do not run a scheme.</returns>
    public async Task<Outcome<PeopleExport>> RunAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        if (!current.Viewer.RunsSchemes())
        {
            return new NotAllowed();
        }

        var lines = await people.ExportAsync(filter, cancellation);
        // No answer is kept for a form that is sent again: the list may hold others by then, and each file that leaves has its own traces.
        return await unit.RunAsAsync<PeopleExport>(current.Viewer, new Act("people-exported"), writing =>
        {
            var export = writing.NewId();
            var narrowed = new FieldChange("Narrowed", null, filter.IsEmpty ? "no" : "yes");
            var exported = lines.Select(l => l.PersonId).Distinct().ToList();
            writing.Note(null, RecordType, export, narrowed, new FieldChange("People", null, exported.Count.ToString(CultureInfo.InvariantCulture)));
            foreach (var person in exported)
            {
                writing.Note(person, RecordType, export, narrowed);
            }

            return Task.FromResult<Outcome<PeopleExport>>(new PeopleExport(lines));
        }, cancellation);
    }
}
