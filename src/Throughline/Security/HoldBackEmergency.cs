using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A decision not to tell somebody yet.</summary>
/// <param name="Id">What was opened.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Decision">What serious harm telling them could do, and what was looked at.</param>
public sealed record HeldBackEmergency(Guid Id, int Version, Decision Decision);

/// <summary>Holds back that a record was opened in an emergency: only for serious harm, written down, by a data protection lead (E26).</summary>
public sealed class HoldBackEmergency(UnitOfWork unit)
{
    /// <summary>Holds it back until somebody shows it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="OwnEmergency"/>, <see cref="NothingToTell"/>, <see cref="TellingNotOpen"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(HeldBackEmergency input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("emergency-held-back"), async writing =>
        {
            var (access, refused) = await EmergencyTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (access is null)
            {
                return refused!;
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            var reason = writing.Seal(access.PersonId, input.Decision.Text);
            return access.HoldBack(writing.Viewer.PersonId, reason, writing.Now) is { } refusal ? refusal : new Done();
        }, cancellation);
}
