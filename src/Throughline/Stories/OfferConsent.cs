using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>A question to somebody: would you share a story?</summary>
/// <param name="PersonId">Who is asked.</param>
/// <param name="StoryId">A story that the asker knows of; null to let the person choose one of their own.</param>
/// <param name="Purpose">The key of a <see cref="SharingPurpose"/> that can be asked for.</param>
/// <param name="AudienceId">The coder, the supervisor or the scheme, as the purpose asks.</param>
/// <param name="Audience">The group, where the purpose asks for its name.</param>
/// <param name="Why">Why they ask.</param>
public sealed record NewOffer(Guid PersonId, Guid? StoryId, string? Purpose, Guid? AudienceId, string? Audience, string? Why);

/// <summary>
/// A coordinator, a supervisor or a trained coder asks somebody to share a story for one purpose. Never somebody who asked for no contact, never
/// for research (E12), and not twice for the same in a while.
/// </summary>
public sealed class OfferConsent(UnitOfWork unit, StoryRuleQueries rules)
{
    /// <summary>Asks.</summary>
    /// <returns>The question's id; <see cref="NotAllowed"/> for a hat that asks nobody; <see cref="NotFound"/> for somebody the viewer cannot ask;
    /// <see cref="CannotBeAsked"/>; <see cref="AskedNotLongAgo"/>; <see cref="Invalid"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(NewOffer input, CancellationToken cancellation = default)
    {
        var (days, again) = await rules.OfferDaysAsync(input.PersonId, cancellation);
        return await unit.RunAsync<Guid>(new Act("story-asked-for"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer.PersonId);
            if (!Askers.MayAsk(writing.Viewer.Hat))
            {
                return new NotAllowed();
            }

            if (await context.AskingAsync(input.PersonId, cancellation) is not { } asking || !await writing.LockPastReachAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (asking.NoContact)
            {
                return new CannotBeAsked();
            }

            if (SharingPurpose.Find(input.Purpose) is not { } purpose || !asking.Purposes.Contains(purpose))
            {
                return new Invalid(nameof(input.Purpose), "Choose what you ask them to share it for");
            }

            if (input.StoryId is { } story && !await context.Stories.AnyAsync(s => s.Id == story && s.PersonId == input.PersonId && s.DeletedAt == null, cancellation))
            {
                return new Invalid(nameof(input.StoryId), "Choose which words you ask for");
            }

            if (PeopleRules.CheckText(nameof(input.Why), input.Why, "Say why you ask, so that they can decide", "Why you ask", ConsentOffer.WhyMaxLength) is { } refusal)
            {
                return refusal;
            }

            var audience = await Sharing.AudienceAsync(context, input.PersonId, purpose, input.AudienceId, input.Audience, cancellation);
            if (!audience.Succeeded)
            {
                return audience.Refusal!.Field == nameof(input.AudienceId) ? new Invalid(nameof(input.AudienceId), "Choose who would read it") : audience.Refusal!;
            }

            var to = audience.Value;
            if (asking.OnlyForMe && to.PersonId != viewer)
            {
                return new Invalid(nameof(input.AudienceId), "You can ask for yourself only");
            }

            var since = writing.Today.AddDays(-again).StartInLondon();
            var earlier = await context.ConsentOffers.AsNoTracking()
                .Where(o => o.PersonId == input.PersonId && o.AskedById == viewer && o.Purpose == purpose.Key && o.StoryId == input.StoryId
                    && o.AudiencePersonId == to.PersonId && o.AudienceSchemeId == to.SchemeId && o.State != ConsentState.Given && o.AskedAt >= since)
                .MaxAsync(o => (DateTimeOffset?)o.AskedAt, cancellation);
            if (earlier is { } at)
            {
                return new AskedNotLongAgo(at.LondonDate().AddDays(again + 1));
            }

            var offer = ConsentOffer.Ask(
                writing.NewId(), input.PersonId, viewer, input.StoryId, purpose, to, writing.SealOptional(input.PersonId, to.Name), writing.Seal(input.PersonId, input.Why!.Trim()), writing.Now, days);
            context.Add(offer);
            return offer.Id;
        }, cancellation);
    }
}

/// <summary>What the viewer may ask somebody for.</summary>
/// <param name="PersonId">Whom.</param>
/// <param name="Name">What they are called.</param>
/// <param name="NoContact">True when they asked for no contact, so that they are not asked.</param>
/// <param name="OnlyForMe">True where the viewer may ask for themselves only.</param>
/// <param name="Purposes">What for.</param>
internal sealed record Asking(Guid PersonId, string Name, bool NoContact, bool OnlyForMe, IReadOnlyList<SharingPurpose> Purposes);

/// <summary>Who may ask whom.</summary>
internal static class Askers
{
    /// <summary>The hats under which somebody can ask: staff, and peer workers who are trained coders.</summary>
    public static bool MayAsk(Hat hat) => SharingPurpose.MayRead(hat);

    /// <summary>
    /// What the viewer may ask a person for; null when they cannot ask them at all. Staff ask whom their hat reaches. A trained coder asks whoever
    /// shares a story with them to be marked, and only for more of the same.
    /// </summary>
    public static async Task<Asking?> AskingAsync(this ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        if (personId == viewer.PersonId || !MayAsk(viewer.Hat))
        {
            return null;
        }

        var reached = viewer.Hat is Hat.Coordinator or Hat.Supervisor && await context.People.AnyAsync(p => p.Id == personId && p.ErasedAt == null, cancellation);
        var book = Codebook.Default.Key;
        var codes = await context.CoderTrainings.AnyAsync(t => t.PersonId == viewer.PersonId && t.Book == book, cancellation);
        if (!reached && !(codes && await context.StoryConsents.AnyAsync(
            c => c.PersonId == personId && c.Purpose == SharingPurpose.CodingKey && c.AudiencePersonId == viewer.PersonId, cancellation)))
        {
            return null;
        }

        var person = await context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
            .Where(p => p.Id == personId && p.ErasedAt == null && !context.Walls.Any(w => w.ViewerId == personId && w.SubjectId == viewer.PersonId && w.LiftedAt == null))
            .Select(p => new { p.PreferredName, p.NoContact })
            .FirstOrDefaultAsync(cancellation);
        return person is null ? null : new Asking(
            personId, person.PreferredName, person.NoContact, viewer.Hat != Hat.Coordinator,
            [.. SharingPurpose.All.Where(p => p.Audience switch
            {
                AudienceKind.TrainedCoder => viewer.Hat == Hat.Coordinator || codes,
                AudienceKind.Supervisor => viewer.Hat is Hat.Coordinator or Hat.Supervisor,
                AudienceKind.SchemeCoordinators => viewer.Hat == Hat.Coordinator,
                _ => false,
            })]);
    }

}
