using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>The lines of an export.</summary>
/// <param name="Lines">One for each role, in order of name.</param>
public sealed record PeopleExport(IReadOnlyList<ExportedPerson> Lines);

/// <summary>Gives out the list as a file's lines, and writes down that it was given out before it is.</summary>
public sealed class ExportPeople(UnitOfWork unit, PeopleQueries people)
{
    /// <summary>The lines, in order of name.</summary>
    /// <returns>The lines, or <see cref="NotAllowed"/> for hats that do not run a scheme.</returns>
    public async Task<Outcome<PeopleExport>> RunAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        var written = await unit.RunAsync<Done>(new Act("people-exported"), writing =>
        {
            if (!writing.Viewer.RunsSchemes())
            {
                return Task.FromResult<Outcome<Done>>(new NotAllowed());
            }

            writing.Note(null, "Export", writing.NewId(), new FieldChange("Narrowed", null, filter.IsEmpty ? "no" : "yes"));
            return Task.FromResult<Outcome<Done>>(new Done());
        }, cancellation);
        return written.Succeeded ? new PeopleExport(await people.ExportAsync(filter, cancellation)) : written.Refusal!;
    }
}
