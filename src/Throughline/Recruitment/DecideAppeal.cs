using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What comes of an appeal.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Clears">True to clear them, false to refuse for good; null for no answer.</param>
/// <param name="Until">Last London date of the clearance; not for a refusal.</param>
/// <param name="Decision">What the person is told and what was looked at; for a clearance both may be left out.</param>
public sealed record AppealDecision(Guid CaseId, int Version, bool? Clears, DateOnly? Until, Decision Decision);

/// <summary>The one named to hear an appeal decides it: cleared, or refused with reasons. There is no further appeal, and a new case may be opened at any time.</summary>
public sealed class DecideAppeal(UnitOfWork unit)
{
    /// <summary>Decides.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>,
    /// <see cref="NotTheDecider"/>, <see cref="VettingMoveNotOpen"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(AppealDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("appeal-decided"), async writing =>
        {
            var (found, refused) = await VettingTurn.TakeAsync(writing, input.CaseId, input.Version, own: false, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var (by, today) = (writing.Viewer.PersonId, writing.Today);
            switch (input.Clears)
            {
                case false:
                    if (input.Decision.Check(writing.Viewer) is { } unsaid)
                    {
                        return unsaid;
                    }

                    if (await SecondPerson.CheckAsync(writing, found.PersonId, found.SchemeId, AdverseAct.RefuseClearance, found.Id, cancellation) is { } second)
                    {
                        return second;
                    }

                    return found.RefuseFinally(by, today, writing.Seal(found.PersonId, input.Decision.Text)) is { } no ? no : new Done();
                case true:
                    if (input.Until is not { } until)
                    {
                        return new Invalid(nameof(input.Until), "Enter the last day on which the clearance holds");
                    }

                    if (PeopleRules.CheckOptionalText(nameof(Decision.Reason), input.Decision.Reason, "What you tell them", RoleHolding.ReasonMaxLength) is { } wrong)
                    {
                        return wrong;
                    }

                    return (found.ClearOnAppeal(by, today, until, writing.SealOptional(found.PersonId, input.Decision.Reason?.Trim()))
                        ?? await DecideVetting.GrantAsync(writing, found, await writing.SettingsAsync(found.SchemeId, cancellation), cancellation)) is { } refusal ? refusal : new Done();
                default:
                    return new Invalid(nameof(input.Clears), "Choose what you decide");
            }
        }, cancellation);
}
