using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>How somebody is doing.</summary>
/// <param name="How">How they are.</param>
/// <param name="Words">In their own words; may be left out.</param>
/// <param name="ToldStory">Whether they told their own story before others since the last one.</param>
/// <param name="FamilyClash">Whether family and work got in each other's way since the last one.</param>
public sealed record CheckInInput(HowAreYou? How, string? Words, bool ToldStory, bool FamilyClash);

/// <summary>Saves how the viewer is doing today. Said again on the same day, it takes the place of what was there: shared before, it stays shared, and whoever reads it reads the change.</summary>
public sealed class SaveCheckIn(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <param name="version">The version the form was opened on; 0 where nothing was said that day yet.</param>
    /// <param name="input">How they are.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>Its id, or <see cref="NotAllowed"/> under any hat but a peer worker's, <see cref="Stale"/>, or <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(int version, CheckInInput input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("check-in-saved"), async writing =>
        {
            var (own, today) = (writing.Viewer.PersonId, writing.Today);
            if (!writing.Viewer.IsLookedAfter() || !await writing.LockAsync(own, cancellation))
            {
                return new NotAllowed();
            }

            if (input.How is not { } how || !Enum.IsDefined(how))
            {
                return new Invalid(nameof(input.How), "Choose how you are doing");
            }

            if (Typed.Optional(input.Words, CheckIn.WordsMaxLength, nameof(input.Words), "What you wrote") is { } wrong)
            {
                return wrong;
            }

            var checkIn = await writing.Context.CheckIns.FirstOrDefaultAsync(c => c.PersonId == own && c.On == today, cancellation);
            if ((checkIn?.Version ?? 0) != version)
            {
                return new Stale();
            }

            if (checkIn is null)
            {
                writing.Context.Add(checkIn = new CheckIn(writing.NewId(), own, writing.Viewer.SchemeIds[0], today));
            }

            checkIn.Say(how, writing.SealOptional(own, input.Words?.Trim()), input.ToldStory, input.FamilyClash);
            writing.Note(own, nameof(CheckIn), checkIn.Id);
            return checkIn.Id;
        }, cancellation);
}
