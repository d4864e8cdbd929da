using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Rights;

/// <summary>
/// Erases what is written about a person: their name and search terms are taken out of the rows, then their key is destroyed, and with it every
/// sealed text about them in the database, its write-ahead log and every backup. Dates and roles stay, without a name, so that counts of those
/// who started and left remain true.
/// </summary>
public sealed class ErasePerson(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Erases them. Safe to repeat: a run cut short is finished by the next.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="reason">Why, at least 20 characters: an erasure cannot be undone (E02).</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>Done; <see cref="NotFound"/>; <see cref="NotAllowed"/> for a hat other than the data protection lead's; <see cref="Invalid"/> for a missing reason.</returns>
    public async Task<Outcome<Done>> RunAsync(Guid personId, string? reason, CancellationToken cancellation = default)
    {
        if (reason is null || reason.Trim().Length < 20)
        {
            return new Invalid(nameof(reason), "Say why, in at least 20 characters. This cannot be undone.");
        }

        var outcome = await unit.RunAsync<Done>(new Act("person-erased", reason.Trim()), async writing =>
        {
            if (writing.Viewer.Hat is not (Hat.DataProtectionLead or Hat.System))
            {
                return new NotAllowed();
            }

            // The data protection lead reaches nobody's record by reading; to erase one they need only its id.
            var person = await writing.Context.People
                .IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                .FirstOrDefaultAsync(p => p.Id == personId, cancellation);
            if (person is null)
            {
                return new NotFound();
            }

            person.Erase(writing.Now);
            writing.Context.RemoveRange(await writing.Context.PersonTerms.Where(t => t.PersonId == personId).ToListAsync(cancellation));
            foreach (var owned in EraseWith.Sets)
            {
                await owned(writing.Context, personId, cancellation);
            }

            return new Done();
        }, cancellation);
        if (outcome.Succeeded)
        {
            keyring.Destroy(personId);
        }

        return outcome;
    }
}

/// <summary>What else goes when a person is erased: rows whose whole content is about them and that nothing else counts. Each slice adds its own.</summary>
internal static class EraseWith
{
    public static IReadOnlyList<Func<ThroughlineContext, Guid, CancellationToken, Task>> Sets { get; } = [Stories.EraseStories.RunAsync, Security.EraseAccess.RunAsync];
}
