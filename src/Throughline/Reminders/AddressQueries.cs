using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>
/// Where somebody is reached, and whether at all. Addresses are looked up when a message is made and again when it goes; they are never kept beside it.
/// Nobody is reached who is erased, died, was recalled, or asked for no contact (E32).
/// </summary>
public sealed class AddressQueries(IDatabaseEngine engine, Vault vault, TimeProvider clock)
{
    /// <summary>Which of these people each channel may tell. Three commands.</summary>
    internal async Task<HashSet<(Guid PersonId, ReminderChannel Channel)>> ReachableAsync(
        IReadOnlyCollection<Guid> people, IReadOnlyCollection<ReminderChannel> channels, CancellationToken cancellation)
    {
        HashSet<(Guid, ReminderChannel)> reachable = [];
        foreach (var (person, choice, address) in await FindAsync(people, cancellation))
        {
            foreach (var channel in channels)
            {
                if (Reaches(channel, choice, address))
                {
                    reachable.Add((person, channel));
                }
            }
        }

        return reachable;
    }

    /// <summary>The address of somebody on a channel; null when that channel may not tell them. Opening a number leaves its trace first.</summary>
    internal async Task<string?> FindAsync(Guid personId, ReminderChannel channel, CancellationToken cancellation)
    {
        var found = await FindAsync([personId], cancellation);
        if (found.Count == 0 || !Reaches(channel, found[0].Choice, found[0].Address))
        {
            return null;
        }

        return channel switch
        {
            ReminderChannel.Email => found[0].Address,
            ReminderChannel.Text => await vault.OpenAsync(
                new Opening(personId, "your number for text messages", nameof(ReminderChoice), personId, "To send you a reminder"), found[0].Choice.Phone, cancellation),
            _ => "somebody@fictional.example",
        };
    }

    /// <summary>
    /// The address of somebody who is on duty: being on the rota is asking to be reached, so that neither quiet hours nor a message switched off keeps a
    /// page back. The rule for those who must not be contacted holds all the same (E32).
    /// </summary>
    internal async Task<string?> ForPageAsync(Guid personId, ReminderChannel channel, CancellationToken cancellation)
    {
        var found = await FindAsync([personId], cancellation);
        return found.Count == 0 ? null : channel switch
        {
            ReminderChannel.Email => found[0].Address,
            ReminderChannel.Text => found[0].Address is null ? null : await vault.OpenAsync(
                new Opening(personId, "your number for text messages", nameof(ReminderChoice), personId, "You are on duty"), found[0].Choice.Phone, cancellation),
            _ => "somebody@fictional.example",
        };
    }

    /// <summary>How many of these people a page could reach by any of these channels. Three commands.</summary>
    internal async Task<int> PageableAsync(IReadOnlyCollection<Guid> people, IReadOnlyCollection<ReminderChannel> channels, CancellationToken cancellation) =>
        (await FindAsync(people, cancellation)).Count(p => channels.Any(c => c switch
        {
            ReminderChannel.Email => p.Address is not null,
            ReminderChannel.Text => p.Address is not null && p.Choice.Phone is not null,
            _ => true,
        }));

    private static bool Reaches(ReminderChannel channel, ReminderChoice choice, string? address) => channel switch
    {
        ReminderChannel.Email => choice.ByEmail && address is not null && choice.Confirmed(address),
        ReminderChannel.Text => choice.ByText && choice.Phone is not null && address is not null,
        _ => choice.ByEmail,
    };

    private async Task<IReadOnlyList<(Guid PersonId, ReminderChoice Choice, string? Address)>> FindAsync(IReadOnlyCollection<Guid> people, CancellationToken cancellation)
    {
        var today = clock.Today();
        await using var context = engine.OpenReader(Viewer.System);
        var living = await context.People.AsNoTracking()
            .Where(p => people.Contains(p.Id) && p.ErasedAt == null && !p.NoContact
                && !context.RoleHoldings.Any(h => h.PersonId == p.Id && h.ExitReason == ExitReason.Died)
                && !context.RoleHoldings.Any(h => h.PersonId == p.Id && h.ExitReason == ExitReason.LicenceRevokedRecalled
                    && !context.RoleHoldings.Any(later => later.PersonId == p.Id && later.From > h.To && later.From <= today && (later.To == null || later.To >= today))))
            .Select(p => p.Id).ToListAsync(cancellation);
        var choices = await context.ReminderChoices.AsNoTracking().Where(c => living.Contains(c.PersonId)).ToDictionaryAsync(c => c.PersonId, cancellation);
        var addresses = await context.Accounts.AsNoTracking()
            .Where(a => living.Contains(a.PersonId) && a.State == AccountState.Active)
            .Select(a => new { a.PersonId, a.SignInName }).ToDictionaryAsync(a => a.PersonId, a => a.SignInName, cancellation);
        return living.ConvertAll(id => (id, choices.GetValueOrDefault(id) ?? ReminderChoice.Of(id), addresses.GetValueOrDefault(id)));
    }
}
