using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>A passage to mark, and what it speaks of.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="VersionNumber">The version that was read.</param>
/// <param name="Start">First UTF-16 character, from 0.</param>
/// <param name="End">The UTF-16 character after the last.</param>
/// <param name="Code">The key of a code of the codebook. It says which stage and which way.</param>
/// <param name="Strength">1 hinted, 2 said, 3 said plainly.</param>
public sealed record NewMark(Guid StoryId, int VersionNumber, int Start, int End, string? Code, int? Strength);

/// <summary>
/// A trained coder, to whom the owner shared this version for coding, marks a passage. The mark counts for nothing until the owner says that it is right.
/// </summary>
public sealed class MarkPassage(UnitOfWork unit)
{
    /// <summary>Marks it. Marking the same passage with the same code again changes nothing.</summary>
    /// <returns>The coding's id; <see cref="NotFound"/> for anybody to whom it is not shared for coding; <see cref="CoderNotTrained"/>;
    /// <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewMark input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("passage-marked"), async writing =>
        {
            var (context, coder, book) = (writing.Context, writing.Viewer.PersonId, Codebook.Default);
            var shared = await context.StoryConsents.AsNoTracking().AnyAsync(
                c => c.StoryId == input.StoryId && c.VersionNumber == input.VersionNumber && c.Purpose == SharingPurpose.CodingKey
                    && c.AudiencePersonId == coder && c.PersonId != coder, cancellation);
            if (!shared || !await context.LockStoryAsync(input.StoryId, cancellation))
            {
                return new NotFound();
            }

            if (!await context.CoderTrainings.AnyAsync(t => t.PersonId == coder && t.Book == book.Key && t.On <= writing.Today, cancellation))
            {
                return new CoderNotTrained();
            }

            if (string.IsNullOrEmpty(input.Code) || book.Find(input.Code) is not { } code)
            {
                return new Invalid(nameof(input.Code), "Choose what the passage speaks of");
            }

            if (input.Strength is not (>= 1 and <= 3))
            {
                return new Invalid(nameof(input.Strength), "Choose how clearly it says so");
            }

            var version = await context.StoryVersions.AsNoTracking().FirstOrDefaultAsync(v => v.StoryId == input.StoryId && v.Number == input.VersionNumber, cancellation);
            if (version is null || writing.Open(version.PersonId, version.Text) is not { } text)
            {
                return new NotFound();
            }

            if (Excerpt.Check(text, input.Start, input.End) is { } refusal)
            {
                return refusal;
            }

            var excerpt = await context.Excerpts.FirstOrDefaultAsync(e => e.VersionId == version.Id && e.Start == input.Start && e.End == input.End, cancellation);
            if (excerpt is null)
            {
                excerpt = new Excerpt(writing.NewId(), version, input.Start, input.End, writing.Seal(version.PersonId, Excerpt.HashOf(text[input.Start..input.End])));
                context.Add(excerpt);
            }
            else if (await context.Codings.Where(c => c.ExcerptId == excerpt.Id && c.Code == code.Key && c.CoderId == coder).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellation) is { } same)
            {
                return same;
            }

            var coding = new Coding(writing.NewId(), excerpt, book, code, input.Strength.Value, coder, await RoleAsync(writing, coder, cancellation), writing.Now);
            context.Add(coding);
            return coding.Id;
        }, cancellation);

    private static async Task<Guid?> RoleAsync(Writing writing, Guid coder, CancellationToken cancellation)
    {
        var schemes = writing.Viewer.SchemeIds;
        var held = await writing.Context.RoleHoldings.AsNoTracking()
            .Where(h => h.PersonId == coder && h.To == null && schemes.Contains(h.SchemeId))
            .Join(writing.Context.RoleDefinitions, h => h.RoleDefinitionId, r => r.Id, (h, r) => new { r.Id, r.Hats })
            .ToListAsync(cancellation);
        return held.FirstOrDefault(r => r.Hats.Contains(writing.Viewer.Hat))?.Id;
    }
}

/// <summary>The coder has no record of training for this codebook.</summary>
public sealed record CoderNotTrained() : Refusal("coder-not-trained")
{
    /// <inheritdoc />
    public override string Sentence => "You can mark passages once a coordinator has confirmed your training for it.";
}
