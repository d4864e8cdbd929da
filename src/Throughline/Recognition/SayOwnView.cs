using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Says what the viewer makes of something that is worked out about them (E24), and whether they ask for it to be looked at.</summary>
public sealed class SayOwnView(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="topic">What it is on.</param>
    /// <param name="words">The words; may be left out where they only ask.</param>
    /// <param name="asks">Whether they ask the coordinator to look at it with them; only for being in between.</param>
    /// <param name="schemeId">In which of their schemes; null for the first.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotAllowed"/> under any hat but a peer worker's, or <see cref="NotFound"/> for a scheme that is none of theirs, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ViewTopic topic, string? words, bool asks, Guid? schemeId = null, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("own-view-said"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (writing.Viewer.Hat != Hat.PeerWorker || writing.Viewer.SchemeIds.Count == 0 || !Enum.IsDefined(topic))
            {
                return new NotAllowed();
            }

            var scheme = schemeId ?? writing.Viewer.SchemeIds[0];
            if (!writing.Viewer.SchemeIds.Contains(scheme))
            {
                return new NotFound();
            }

            asks &= topic == ViewTopic.Between;
            if ((asks ? Typed.Optional(words, OwnView.WordsMaxLength, "Words", "Your view") : Typed.Required(words, OwnView.WordsMaxLength, "Words", "Enter what you make of it", "Your view")) is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(new OwnView(writing.NewId(), own, scheme, topic, writing.SealOptional(own, words?.Trim()), asks, writing.Today));
            return new Done();
        }, cancellation);
}
