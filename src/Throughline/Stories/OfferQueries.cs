using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>A question that waits for the viewer's answer, or for none.</summary>
/// <param name="Id">The question.</param>
/// <param name="AskedBy">Who asks.</param>
/// <param name="Purpose">What for.</param>
/// <param name="LastDay">The last London date on which it can be answered.</param>
public sealed record OfferLine(Guid Id, string AskedBy, SharingPurpose Purpose, DateOnly LastDay);

/// <summary>A version of a story that could be shared.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="Number">The version.</param>
/// <param name="Title">Its title.</param>
/// <param name="On">The London date that its words belong to.</param>
/// <param name="Newest">True for the newest version.</param>
public sealed record OfferedVersion(Guid StoryId, int Number, string Title, DateOnly On, bool Newest);

/// <summary>A question opened by whom it is put to.</summary>
/// <param name="Line">What the list says of it.</param>
/// <param name="For">Who would read or meet the words.</param>
/// <param name="Why">Why they ask.</param>
/// <param name="Versions">What could be shared.</param>
/// <param name="MostMonths">The longest a yes may last, in months.</param>
public sealed record OfferPage(OfferLine Line, string For, string Why, IReadOnlyList<OfferedVersion> Versions, int MostMonths);

/// <summary>A question that the viewer asked.</summary>
/// <param name="Id">The question.</param>
/// <param name="Name">Whom.</param>
/// <param name="Purpose">What for.</param>
/// <param name="AskedOn">The London date.</param>
/// <param name="Look">What they are shown of the answer.</param>
/// <param name="LastDay">The last London date on which it can be answered.</param>
public sealed record AskedLine(Guid Id, string Name, SharingPurpose Purpose, DateOnly AskedOn, OfferLook Look, DateOnly LastDay);

/// <summary>What the form to ask somebody shows.</summary>
/// <param name="PersonId">Whom.</param>
/// <param name="Name">What they are called.</param>
/// <param name="NoContact">True when they asked for no contact: there is no form.</param>
/// <param name="Purposes">What can be asked for.</param>
/// <param name="Stories">Stories of theirs that the viewer knows of, by their dates.</param>
/// <param name="Coders">Trained coders there are.</param>
/// <param name="Supervisors">Their supervisors.</param>
/// <param name="Schemes">Their schemes that the viewer runs.</param>
/// <param name="Days">Days they have to answer.</param>
public sealed record AskPage(
    Guid PersonId, string Name, bool NoContact, IReadOnlyList<SharingPurpose> Purposes, IReadOnlyList<KnownStory> Stories, IReadOnlyList<NamedChoice> Coders,
    IReadOnlyList<NamedChoice> Supervisors, IReadOnlyList<NamedChoice> Schemes, int Days);

/// <summary>A story that the viewer knows of: one they may read, or an account they gave.</summary>
/// <param name="Id">The story.</param>
/// <param name="On">The London date of what the viewer may read of it.</param>
/// <param name="ByViewer">True for an account by the viewer.</param>
public sealed record KnownStory(Guid Id, DateOnly On, bool ByViewer);

/// <summary>Questions for stories: as the owner sees them, and as whoever asked does, to whom a no and silence are one.</summary>
public sealed class OfferQueries(ThroughlineContext context, Vault vault, StoryRuleQueries rules)
{
    /// <summary>Most questions on one list.</summary>
    public const int Most = 100;

    /// <summary>The questions that are open for the viewer, the oldest first. Two commands.</summary>
    public async Task<IReadOnlyList<OfferLine>> AskedOfMeAsync(CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer.PersonId, context.Now);
        var offers = await context.ConsentOffers.AsNoTracking()
            .Where(o => o.PersonId == viewer && o.State == ConsentState.Offered && o.EndsAt > now)
            .OrderBy(o => o.AskedAt).ThenBy(o => o.Id).Take(Most)
            .Select(o => new { o.Id, o.AskedById, o.Purpose, o.EndsAt })
            .ToListAsync(cancellation);
        var people = await context.NamesOfAsync([.. offers.Select(o => o.AskedById)], cancellation);
        return [.. from offer in offers
                   let purpose = SharingPurpose.Find(offer.Purpose)
                   where purpose is not null
                   select new OfferLine(offer.Id, people.Of(offer.AskedById).Name, purpose, LastDay(offer.EndsAt))];
    }

    /// <summary>One open question put to the viewer, with why it was asked and what they could share; null when there is none of that id.</summary>
    public async Task<OfferPage?> FindAsync(Guid offerId, CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer.PersonId, context.Now);
        var offer = await context.ConsentOffers.AsNoTracking()
            .FirstOrDefaultAsync(o => o.Id == offerId && o.PersonId == viewer && o.State == ConsentState.Offered && o.EndsAt > now, cancellation);
        if (offer is null || SharingPurpose.Find(offer.Purpose) is not { } purpose)
        {
            return null;
        }

        var versions = await context.Stories.AsNoTracking()
            .Where(s => s.PersonId == viewer && s.DeletedAt == null && (offer.StoryId == null ? s.AuthorId == viewer : s.Id == offer.StoryId))
            .Join(context.StoryVersions, s => s.Id, v => v.StoryId, (s, v) => new { s.Id, Newest = s.OccasionDate, s.VersionNumber, v.Number, v.OccasionDate, v.Title })
            .OrderByDescending(v => v.Newest).ThenBy(v => v.Id).ThenByDescending(v => v.Number)
            .ToListAsync(cancellation);
        var people = await context.NamesOfAsync([offer.AskedById, .. new[] { offer.AudiencePersonId }.OfType<Guid>()], cancellation);
        var scheme = offer.AudienceSchemeId is { } schemeId ? await context.Schemes.AsNoTracking().Where(s => s.Id == schemeId).Select(s => s.Name).FirstOrDefaultAsync(cancellation) : null;
        var opened = await vault.OpenAsync(
            new Opening(viewer, "a question put to you", nameof(ConsentOffer), offerId, "To answer it"),
            [offer.Why, .. versions.Select(v => v.Title), .. new[] { offer.Audience }.OfType<SealedText>()], cancellation);
        var others = offer.Audience is null ? null : opened[versions.Count + 1];
        var who = offer.AudiencePersonId is { } person ? people.Of(person).Name : $"The coordinators of {scheme ?? "your scheme"}";
        return new OfferPage(
            new OfferLine(offerId, people.Of(offer.AskedById).Name, purpose, LastDay(offer.EndsAt)),
            others is null ? who : $"{who}, for {others}",
            opened[0] ?? "",
            [.. versions.Select((v, i) => new OfferedVersion(v.Id, v.Number, opened[i + 1] ?? "", v.OccasionDate, v.Number == v.VersionNumber))],
            await rules.ConsentMonthsAsync(cancellation));
    }

    /// <summary>What the viewer has asked others for, the newest first. Two commands.</summary>
    public async Task<IReadOnlyList<AskedLine>> AskedByMeAsync(CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer.PersonId, context.Now);
        var offers = await context.ConsentOffers.AsNoTracking()
            .Where(o => o.AskedById == viewer && o.PersonId != viewer)
            .OrderByDescending(o => o.AskedAt).ThenByDescending(o => o.Id).Take(Most)
            .Select(o => new { o.Id, o.PersonId, o.Purpose, o.AskedAt, o.EndsAt, o.State })
            .ToListAsync(cancellation);
        var people = await context.NamesOfAsync([.. offers.Select(o => o.PersonId)], cancellation);
        return [.. from offer in offers
                   let purpose = SharingPurpose.Find(offer.Purpose)
                   where purpose is not null
                   select new AskedLine(
                       offer.Id, people.Of(offer.PersonId).Name, purpose, offer.AskedAt.LondonDate(), ConsentOffer.LookOf(offer.State, offer.EndsAt, now), LastDay(offer.EndsAt))];
    }

    /// <summary>What the viewer may ask somebody for; null when they cannot ask them.</summary>
    public async Task<AskPage?> ToAskAsync(Guid personId, CancellationToken cancellation = default)
    {
        if (await context.AskingAsync(personId, cancellation) is not { } asking)
        {
            return null;
        }

        var viewer = context.Viewer;
        var coders = asking.Purposes.Any(p => p.Audience == AudienceKind.TrainedCoder) ? await context.CodersOfAsync(personId, cancellation) : [];
        var supervisors = asking.Purposes.Any(p => p.Audience == AudienceKind.Supervisor) ? await context.SupervisorsOfAsync(personId, cancellation) : [];
        var mine = viewer.SchemeIds;
        var schemes = asking.Purposes.Any(p => p.Audience == AudienceKind.SchemeCoordinators)
            ? await context.Schemes.AsNoTracking()
                .Where(s => mine.Contains(s.Id) && context.RoleHoldings.Any(h => h.PersonId == personId && h.SchemeId == s.Id && h.To == null))
                .OrderBy(s => s.Name).Select(s => new NamedChoice(s.Id, s.Name)).ToListAsync(cancellation)
            : [];
        // By the date of the newest version that the viewer may read: a later one is not shared.
        var stories = await (from story in context.Stories.AsNoTracking()
                             join version in context.StoryVersions on story.Id equals version.StoryId
                             where story.PersonId == personId && story.DeletedAt == null && version.Number == context.StoryVersions.Where(v => v.StoryId == story.Id).Max(v => v.Number)
                             orderby version.OccasionDate descending, story.Id
                             select new KnownStory(story.Id, version.OccasionDate, story.AuthorId == viewer.PersonId)).ToListAsync(cancellation);
        var people = await context.NamesOfAsync([.. coders, .. supervisors], cancellation);
        var (days, _) = await rules.OfferDaysAsync(personId, cancellation);
        return new AskPage(personId, asking.Name, asking.NoContact, asking.Purposes, stories, Choices(coders), Choices(supervisors), schemes, days);

        IReadOnlyList<NamedChoice> Choices(IEnumerable<Guid> ids) =>
        [
            .. ids.Where(id => people.ContainsKey(id) && (!asking.OnlyForMe || id == viewer.PersonId))
                .Select(id => new NamedChoice(id, people.Of(id).Name)).OrderBy(c => c.Name, StringComparer.Ordinal),
        ];
    }

    private static DateOnly LastDay(DateTimeOffset endsAt) => endsAt.LondonDate().AddDays(-1);
}
