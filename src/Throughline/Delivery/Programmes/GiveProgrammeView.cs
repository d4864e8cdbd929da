using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>A peer says what they think of a version that peers were asked to read. Said again, it takes the place of what they said before.</summary>
public sealed class GiveProgrammeView(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="versionId">The version.</param>
    /// <param name="words">The view.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="ProgrammeMoveNotOpen"/>, <see cref="AuthorsDoNotReview"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("programme-view-given"), async writing =>
        {
            var (context, me) = (writing.Context, writing.Viewer.PersonId);
            var (version, refused) = await writing.TakeVersionAsync(versionId, null, cancellation);
            if (version is null)
            {
                return refused!;
            }

            if (writing.Viewer.Hat != Hat.PeerWorker || !await context.DoesPeerWorkAsync(version.SchemeId, cancellation))
            {
                return new NotAllowed();
            }

            if (version.State != ProgrammeState.PeerReview)
            {
                return new ProgrammeMoveNotOpen(version.State, ProgrammeState.PeerReview);
            }

            if (await context.IsAuthorAsync(versionId, me, cancellation))
            {
                return new AuthorsDoNotReview();
            }

            if (PeopleRules.CheckText("Words", words, "Enter what you think of it", "Your view", ProgrammeView.WordsMaxLength) is { } wrong)
            {
                return wrong;
            }

            var (text, round) = (writing.Seal(me, words!.Trim()), version.Round);
            if (await context.ProgrammeViews.FirstOrDefaultAsync(v => v.VersionId == versionId && v.Round == round && v.PersonId == me, cancellation) is { } before)
            {
                before.Change(text, writing.Now);
            }
            else
            {
                context.Add(new ProgrammeView(writing.NewId(), version, me, text, writing.Now));
            }

            return new Done();
        }, cancellation);
}
