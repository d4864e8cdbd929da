using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Words about a first.</summary>
/// <param name="MilestoneId">The milestone.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">What the viewer says to the person.</param>
public sealed record MilestoneWords(Guid MilestoneId, int Version, string? Words);

/// <summary>Somebody who works with the person says something to them about a first, once.</summary>
public sealed class RecogniseMilestone(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NotYourOwn"/>,
    /// <see cref="RecognisedAlready"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(MilestoneWords input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("milestone-recognised"), async writing =>
        {
            if (await writing.Context.Milestones.FirstOrDefaultAsync(m => m.Id == input.MilestoneId, cancellation) is not { } milestone)
            {
                return new NotFound();
            }

            if (await MilestoneTurn.CheckAsync(writing, milestone.PersonId, cancellation) is { } no)
            {
                return no;
            }

            if (milestone.Version != input.Version)
            {
                return new Stale();
            }

            return (OfferTrust.CheckWords(nameof(input.Words), input.Words, "Enter what you would like to say to them", Milestone.WordsMaxLength)
                ?? milestone.Recognise(writing.Viewer.PersonId, writing.Today, writing.Seal(milestone.PersonId, input.Words!.Trim()))) is { } refusal ? refusal : new Done();
        }, cancellation);
}
