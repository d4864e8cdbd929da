using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A programme as it is to be from now on, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Key">The programme.</param>
/// <param name="Version">The version the form was opened on; 1 for the scheme's own course that nobody has changed.</param>
/// <param name="Outline">What it is to be. For the scheme's own course the number of sessions to come to is a setting and is not taken from here.</param>
/// <param name="Reason">Why.</param>
public sealed record ProgrammeEdit(Guid SchemeId, string Key, int Version, ProgrammeOutline Outline, string? Reason);

/// <summary>Makes a new version of a programme. Cohorts that there are keep the version they were made with (INV-030).</summary>
public sealed class EditProgramme(UnitOfWork unit)
{
    /// <summary>Makes it.</summary>
    /// <returns>The new version's number, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="LengthIsFixed"/>, <see cref="ProgrammeTitleTaken"/>.</returns>
    public Task<Outcome<int>> RunAsync(ProgrammeEdit input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("programme-edited", input.Reason), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation)
                || await ProgrammeShelf.FindAsync(writing, input.SchemeId, input.Key, cancellation) is not { } programme)
            {
                return new NotFound();
            }

            if (programme.VersionNumber != input.Version)
            {
                return new Stale();
            }

            var titles = await WriteProgramme.TitlesAsync(writing, input.SchemeId, cancellation);
            titles.Remove(programme.Key);
            if (titles.Values.Contains(input.Outline.Title.Trim(), ProgrammeOutline.Same))
            {
                return new ProgrammeTitleTaken(input.Outline.Title.Trim());
            }

            var settings = await new SettingQueries(writing.Context).ValuesAsync(input.SchemeId, cancellation);
            var (length, outline) = ((int?)null, input.Outline);
            if (programme.FromScheme)
            {
                (length, outline) = (settings.Whole(SettingKeys.TrainingSessions), outline with { SessionsToComplete = programme.Outline.SessionsToComplete });
            }

            if ((programme.Edit(outline, length, input.Reason, writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now)
                ?? await CertificateNames.CheckAsync(writing, programme.Outline.CertificateName, cancellation)) is { } refusal)
            {
                return refusal;
            }

            return programme.VersionNumber;
        }, cancellation);
}
