using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>A yes to a question by a colleague.</summary>
/// <param name="OfferId">The question.</param>
/// <param name="StoryId">The story to share.</param>
/// <param name="VersionNumber">The version of it.</param>
/// <param name="Channel">In what way; the purpose's first when left out.</param>
/// <param name="Months">For how long, from 1 to the scheme's most (24 unless it set fewer).</param>
public sealed record AcceptedOffer(Guid OfferId, Guid? StoryId, int? VersionNumber, ConsentChannel? Channel, int? Months);

/// <summary>The owner says yes: they choose the story, its version and for how long. What comes of it is a consent like any other.</summary>
public sealed class AcceptOffer(UnitOfWork unit, StoryRuleQueries rules)
{
    /// <summary>Says yes.</summary>
    /// <returns>The consent's id; <see cref="NotFound"/> for anybody but the owner; <see cref="OfferOver"/>; <see cref="Invalid"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(AcceptedOffer input, CancellationToken cancellation = default)
    {
        var most = await rules.ConsentMonthsAsync(cancellation);
        return await unit.RunAsync<Guid>(new Act("story-shared"), async writing =>
        {
            var (context, owner) = (writing.Context, writing.Viewer.PersonId);
            if (!await writing.LockAsync(owner, cancellation)
                || await context.ConsentOffers.FirstOrDefaultAsync(o => o.Id == input.OfferId && o.PersonId == owner, cancellation) is not { } offer)
            {
                return new NotFound();
            }

            if (!offer.IsOpen(writing.Now) || SharingPurpose.Find(offer.Purpose) is not { } purpose)
            {
                return new OfferOver();
            }

            if (input.StoryId is not { } id || (offer.StoryId is { } named && named != id)
                || !await context.LockStoryAsync(id, cancellation) || await context.FindOwnAsync(id, owner, cancellation) is not { } story
                || input.VersionNumber is not { } number || !await context.StoryVersions.AnyAsync(v => v.StoryId == id && v.Number == number, cancellation))
            {
                return new Invalid(nameof(input.StoryId), "Choose what you want to share");
            }

            var audience = await Sharing.AudienceAsync(context, owner, purpose, offer.AudiencePersonId ?? offer.AudienceSchemeId, writing.Open(owner, offer.Audience), cancellation);
            if (!audience.Succeeded)
            {
                return new OfferOver();
            }

            var consent = await Sharing.GiveAsync(writing, story, number, purpose, audience.Value, input.Channel, input.Months, most, cancellation);
            return !consent.Succeeded ? consent : offer.Accept(consent.Value, writing.Now) is { } refusal ? refusal : consent;
        }, cancellation);
    }
}
