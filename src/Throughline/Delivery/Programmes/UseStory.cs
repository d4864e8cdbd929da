using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Stories;

namespace Throughline.Delivery.Programmes;

/// <summary>A passage to use, as typed.</summary>
/// <param name="VersionId">The version of the programme.</param>
/// <param name="SessionNumber">The session it is for.</param>
/// <param name="ConsentId">The owner's yes.</param>
/// <param name="Words">The passage, exactly as it is in the story; nothing for all of it.</param>
public sealed record StoryToUse(Guid VersionId, int? SessionNumber, Guid? ConsentId, string? Words);

/// <summary>Chooses a passage of a story for a session of a version, under a yes that holds for use in sessions (INV-089).</summary>
public sealed class UseStory(UnitOfWork unit)
{
    /// <summary>Chooses it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ProgrammeIsFixed"/>, <see cref="Invalid"/>, <see cref="NoConsentForProgramme"/>, <see cref="NotTheirOwnWords"/>, <see cref="NotInTheStory"/>.</returns>
    public Task<Outcome<Done>> RunAsync(StoryToUse input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-story-chosen"), async writing =>
        {
            var context = writing.Context;
            var (version, refused) = await writing.TakeOwnVersionAsync(input.VersionId, null, cancellation);
            if (version is null)
            {
                return refused!;
            }

            if (!version.State.IsOpen())
            {
                return new ProgrammeIsFixed(version.State);
            }

            if (input.SessionNumber is not { } number || !version.Sessions.Any(s => s.Number == number))
            {
                return new Invalid(nameof(input.SessionNumber), "Choose the session it is for");
            }

            if (await context.LiveConsents(version.SchemeId).AsNoTracking().FirstOrDefaultAsync(c => c.Id == input.ConsentId, cancellation) is not { } consent
                || !await context.LockStoryAsync(consent.StoryId, cancellation)
                || !await context.LiveConsents(version.SchemeId).AnyAsync(c => c.Id == consent.Id, cancellation))
            {
                return new NoConsentForProgramme();
            }

            var story = await context.StoryVersions.AsNoTracking().FirstOrDefaultAsync(v => v.StoryId == consent.StoryId && v.Number == consent.VersionNumber, cancellation);
            if (story is not null && story.AuthorId != story.PersonId)
            {
                return new NotTheirOwnWords();
            }

            if (story is null || writing.Open(consent.PersonId, story.Text) is not { } text)
            {
                return new NoConsentForProgramme();
            }

            var words = input.Words?.Trim().ReplaceLineEndings("\n");
            var start = string.IsNullOrEmpty(words) ? 0 : text.ReplaceLineEndings("\n").Length == text.Length ? text.IndexOf(words, StringComparison.Ordinal) : text.IndexOf(words.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
            if (start < 0)
            {
                return new NotInTheStory();
            }

            var end = string.IsNullOrEmpty(words) ? text.Length : start + (text.ReplaceLineEndings("\n").Length == text.Length ? words.Length : words.ReplaceLineEndings("\r\n").Length);
            context.Add(new ProgrammeStory(
                writing.NewId(), version, number, consent.PersonId, consent.Id, consent.StoryId, consent.VersionNumber, start, end, writing.Now, writing.Viewer.PersonId));
            return new Done();
        }, cancellation);
}
