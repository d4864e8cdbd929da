using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A step of trust put on hold.</summary>
/// <param name="GrantId">The grant.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="LastDay">The last London date of the hold: after today, within the scheme's number of days.</param>
/// <param name="AppealToId">To whom the holder can appeal: somebody of <see cref="TrustQueries.AppealChoicesAsync"/>.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record TrustHold(Guid GrantId, int Version, DateOnly LastDay, Guid AppealToId, Decision Decision);

/// <summary>
/// Puts a step on hold at once, because safety cannot wait for two people (INV-041). It runs out after the scheme's number of hours unless a second
/// person agrees, signed in as themselves. Keys that rest on the step are asked back, without a word about why, and a hub
/// that was open on the strength of it is put right in the same write (INV-046).
/// </summary>
public sealed class HoldTrust(UnitOfWork unit)
{
    /// <summary>Puts it on hold.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="TrustMoveNotOpen"/>, <see cref="AppealToSomebodyElse"/>, <see cref="HoldNotSettled"/>, <see cref="SomebodyElseMustHold"/>,
    /// <see cref="NotYourOwn"/>, <see cref="InAPeerRole"/>, <see cref="CannotDecideForThem"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(TrustHold input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("trust-held"), async writing =>
        {
            var (turn, refused) = await TrustTurn.TakeGrantAsync(writing, input.GrantId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if ((await turn.MayDecideAsync(cancellation) ?? input.Decision.Check(writing.Viewer)) is { } wrong)
            {
                return wrong;
            }

            var settings = await turn.SettingsAsync(cancellation);
            var days = settings.Whole(SettingKeys.TrustSuspensionDays);
            if (input.LastDay <= writing.Today || input.LastDay > writing.Today.AddDays(days))
            {
                return new Invalid(nameof(input.LastDay), $"The last day must be in the next {days} days");
            }

            if (!await AppealChoices.Of(writing.Context, turn.Holding.SchemeId, turn.Holder.Id, writing.Viewer.PersonId).AnyAsync(p => p.Id == input.AppealToId, cancellation))
            {
                return new Invalid(nameof(input.AppealToId), "Choose who they can appeal to");
            }

            var grant = turn.Grant!;
            if (grant.Hold(
                writing.Viewer.PersonId, writing.Now, writing.Seal(grant.PersonId, input.Decision.Text),
                writing.Now.AddHours(settings.Whole(SettingKeys.TrustHoldHours)), input.LastDay, input.AppealToId) is { } refusal)
            {
                return refusal;
            }

            if (grant.Step <= TrustStep.KeyHolding)
            {
                await KeyReturns.AskAsync(writing, grant.PersonId, grant.SchemeId, cancellation);
            }

            if (grant.Step <= TrustStep.WorkingAlone)
            {
                await HubRules.MayNoLongerAsync(writing, grant.PersonId, cancellation);
            }

            return new Done();
        }, cancellation);
}

/// <summary>To whom a holder can appeal: staff who coordinate, supervise or head the service, not in a peer role, not kept apart from the holder.</summary>
internal static class AppealChoices
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    public static IQueryable<Person> Of(ThroughlineContext context, Guid schemeId, Guid holderId, Guid deciderId) =>
        context.People.IgnoreQueryFilters(AnyReach).AsNoTracking().Where(p => p.Id != holderId && p.Id != deciderId && p.ErasedAt == null
            && context.RoleHoldings.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId && h.State == RoleState.Held
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId
                    && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.HeadOfService))))
            && !context.RoleHoldings.Any(h => h.PersonId == p.Id && h.State >= RoleState.InTraining && h.State <= RoleState.Paused
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.OnLadder))
            && !context.Walls.Any(w => w.LiftedAt == null && ((w.ViewerId == holderId && w.SubjectId == p.Id) || (w.ViewerId == p.Id && w.SubjectId == holderId))));
}
