using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What whoever decides may say.</summary>
public enum VettingVerdict
{
    /// <summary>Cleared.</summary>
    Clear = 1,

    /// <summary>Cleared, with limits.</summary>
    ClearWithLimits = 2,

    /// <summary>Refused.</summary>
    Refuse = 3,
}

/// <summary>A decision.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Verdict">What is decided.</param>
/// <param name="Until">Last London date of the clearance; not for a refusal.</param>
/// <param name="Limits">The limits, in words for the person; only for a clearance with limits.</param>
/// <param name="Decision">Why, and what was looked at; only for a refusal.</param>
public sealed record VettingDecision(Guid CaseId, int Version, VettingVerdict? Verdict, DateOnly? Until, string? Limits, Decision Decision);

/// <summary>
/// The one named for it decides. A yes opens the duties from today and takes the place of a clearance that is soon to run out; a no has reasons,
/// and a day until which it can be appealed.
/// </summary>
public sealed class DecideVetting(UnitOfWork unit)
{
    /// <summary>Decides.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NotTheDecider"/>, <see cref="VettingMoveNotOpen"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(VettingDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("vetting-decided"), async writing =>
        {
            var (found, refused) = await VettingTurn.TakeAsync(writing, input.CaseId, input.Version, own: false, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var (by, today) = (writing.Viewer.PersonId, writing.Today);
            var settings = await writing.SettingsAsync(found.SchemeId, cancellation);
            switch (input.Verdict)
            {
                case VettingVerdict.Refuse:
                    if (input.Decision.Check(writing.Viewer) is { } unsaid)
                    {
                        return unsaid;
                    }

                    if (await SecondPerson.CheckAsync(writing, found.PersonId, found.SchemeId, AdverseAct.RefuseClearance, found.Id, cancellation) is { } second)
                    {
                        return second;
                    }

                    return found.Refuse(by, today, writing.Seal(found.PersonId, input.Decision.Text), settings.Whole(SettingKeys.ClearanceAppealDays)) is { } no ? no : new Done();
                case VettingVerdict.Clear or VettingVerdict.ClearWithLimits:
                    var limited = input.Verdict == VettingVerdict.ClearWithLimits;
                    if (limited && PeopleRules.CheckText(nameof(input.Limits), input.Limits, "Enter the limits", "The limits", VettingCase.TextMaxLength) is { } wrong)
                    {
                        return wrong;
                    }

                    if (input.Until is not { } until)
                    {
                        return new Invalid(nameof(input.Until), "Enter the last day on which the clearance holds");
                    }

                    var limits = limited ? writing.Seal(found.PersonId, input.Limits!.Trim()) : null;
                    return (found.Clear(by, today, until, limits, settings.Whole(SettingKeys.KeepConvictionDays))
                        ?? await GrantAsync(writing, found, settings, cancellation)) is { } refusal ? refusal : new Done();
                default:
                    return new Invalid(nameof(input.Verdict), "Choose what you decide");
            }
        }, cancellation);

    /// <summary>Opens the duties of a case that was cleared today, and marks what it takes the place of as renewed.</summary>
    internal static async Task<Refusal?> GrantAsync(Writing writing, VettingCase cleared, SettingValues settings, CancellationToken cancellation)
    {
        var outcome = cleared.State == VettingState.ClearedWithLimits ? ClearanceOutcome.ClearedWithLimits : ClearanceOutcome.Cleared;
        foreach (var scope in cleared.Scopes)
        {
            var clearance = Clearance.Record(writing.NewId(), cleared.PersonId, cleared.SchemeId, scope, writing.Today, cleared.Until!.Value, outcome, cleared.Id);
            if (!clearance.Succeeded)
            {
                return clearance.Refusal;
            }

            writing.Context.Add(clearance.Value);
        }

        var earlier = await writing.Context.VettingCases.IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(c => c.PersonId == cleared.PersonId && c.SchemeId == cleared.SchemeId && c.Id != cleared.Id
                && (c.State == VettingState.Cleared || c.State == VettingState.ClearedWithLimits))
            .ToListAsync(cancellation);
        foreach (var old in earlier.Where(c => !c.Scopes.Except(cleared.Scopes).Any()))
        {
            old.Renew(writing.Today, settings.Whole(SettingKeys.ClearanceFirstReminderDays));
        }

        return null;
    }
}
