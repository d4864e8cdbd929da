using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Says what helps to find the right person: one's own, or written down for somebody by a coordinator of the scheme.</summary>
public sealed class SayForMatching(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="Stale"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid personId, Guid schemeId, MatchDetails details, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("said-for-matching"), async writing =>
        {
            var context = writing.Context;
            var own = personId == writing.Viewer.PersonId;
            if ((!own && !writing.Viewer.Runs(schemeId)) || !await writing.LockAsync(personId, cancellation)
                || !await context.RoleHoldings.AnyAsync(h => h.PersonId == personId && h.SchemeId == schemeId && h.State != RoleState.Ended && h.State != RoleState.NotThisTime, cancellation))
            {
                return new NotFound();
            }

            var profile = await context.MatchProfiles.FirstOrDefaultAsync(p => p.PersonId == personId && p.SchemeId == schemeId, cancellation);
            if ((profile?.Version ?? 0) != version)
            {
                return new Stale();
            }

            var items = await context.ReferenceItems.AsNoTracking().Where(i => i.SchemeId == schemeId && (i.Kind == "match-interests" || i.Kind == "languages")).ToListAsync(cancellation);
            if (!Known(details.Interests, "match-interests") || !Known(details.Languages, "languages"))
            {
                return new Invalid(Known(details.Interests, "match-interests") ? nameof(details.Languages) : nameof(details.Interests), "Choose from the list");
            }

            var sites = details.SiteIds ?? [];
            if (sites.Count > 0 && await context.Set<Site>().CountAsync(s => sites.Contains(s.Id) && s.SchemeId == schemeId, cancellation) != sites.Distinct().Count())
            {
                return new Invalid(nameof(details.SiteIds), "Choose the places from the list");
            }

            if (profile is null)
            {
                profile = MatchProfile.Begin(personId, schemeId);
                context.Add(profile);
            }

            return profile.Say(details) is { } refusal ? refusal : new Done();

            bool Known(IReadOnlyList<string>? codes, string kind) => (codes ?? []).All(code => items.Exists(i => i.Kind == kind && i.Code == code));
        }, cancellation);
}
