using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>Logs how the viewer was treated. The log learns that there is one, and nothing of what it says.</summary>
public sealed class LogMessage(UnitOfWork unit)
{
    /// <summary>Logs it.</summary>
    /// <returns>Its id, or <see cref="NotAllowed"/> under any hat but a peer worker's, or <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewMessage input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("message-logged"), async writing =>
        {
            var (context, own, today) = (writing.Context, writing.Viewer.PersonId, writing.Today);
            if (writing.Viewer.Hat != Hat.PeerWorker || writing.Viewer.SchemeIds.Count == 0 || !await writing.LockAsync(own, cancellation))
            {
                return new NotAllowed();
            }

            if (input.Check(today) is { } refusal)
            {
                return refusal;
            }

            PlaceChoice? place = null;
            if (input.Place != Guid.Empty)
            {
                place = (await context.PlacesAsync(today, cancellation)).FirstOrDefault(p => p.Id == input.Place);
                if (place is null)
                {
                    return new Invalid(nameof(input.Place), "Choose where it was");
                }
            }

            var message = ReceivedMessage.Log(
                writing.NewId(), own, place?.SchemeId ?? writing.Viewer.SchemeIds[0], place?.SiteId, place?.TeamId, input, writing.SealOptional(own, input.What?.Trim()), writing.Now);
            context.Add(message);
            writing.Note(own, nameof(ReceivedMessage), message.Id);
            return message.Id;
        }, cancellation);
}
