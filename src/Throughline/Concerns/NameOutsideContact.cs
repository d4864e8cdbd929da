using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>Who can be spoken to outside the service, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Version">The version the form was opened on; 0 where nobody was named.</param>
/// <param name="ContactName">Their name.</param>
/// <param name="Organisation">Where they work.</param>
/// <param name="Reach">A telephone number or an e-mail address.</param>
public sealed record OutsideContact(Guid SchemeId, int Version, string? ContactName, string? Organisation, string? Reach);

/// <summary>
/// Names somebody outside the line to whom a concern can always go; the first time, the channel opens, and from then on every decision against
/// somebody in the scheme needs a second person, for everybody alike (E05).
/// </summary>
public sealed class NameOutsideContact(UnitOfWork unit)
{
    /// <summary>Names them.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="Stale"/>.</returns>
    public Task<Outcome<Done>> RunAsync(OutsideContact input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-contact-named"), async writing =>
        {
            var context = writing.Context;
            if (writing.Viewer.Hat is not (Hat.HeadOfService or Hat.SystemAdministrator))
            {
                return new NotAllowed();
            }

            if (!writing.Viewer.SchemeIds.Contains(input.SchemeId))
            {
                return new NotFound();
            }

            if ((Typed.Required(input.ContactName, ConcernChannel.NameMaxLength, nameof(input.ContactName), "Enter their name", "The name")
                ?? Typed.Required(input.Organisation, ConcernChannel.NameMaxLength, nameof(input.Organisation), "Enter where they work", "Where they work")
                ?? Typed.Required(input.Reach, ConcernChannel.NameMaxLength, nameof(input.Reach), "Enter a phone number or an email", "How to reach them")
                ?? (input.Reach!.Contains('@', StringComparison.Ordinal) || input.Reach.Count(char.IsDigit) >= 6
                    ? null : new Invalid(nameof(input.Reach), "Enter a phone number or an email"))) is { } wrong)
            {
                return wrong;
            }

            // Those who name somebody for a scheme take turns at its row.
            await context.Schemes.Where(s => s.Id == input.SchemeId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, s => s.Name), cancellation);
            var channel = await context.ConcernChannels.SingleOrDefaultAsync(c => c.SchemeId == input.SchemeId, cancellation);
            if ((channel?.Version ?? 0) != input.Version)
            {
                return new Stale();
            }

            if (channel is null)
            {
                channel = new ConcernChannel(input.SchemeId);
                context.Add(channel);
                context.Add(new SecondPersonRule(input.SchemeId, writing.Today));
            }

            channel.Name(input.ContactName!.Trim(), input.Organisation!.Trim(), input.Reach!.Trim());
            return new Done();
        }, cancellation);
}
