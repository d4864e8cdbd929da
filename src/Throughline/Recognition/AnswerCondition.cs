using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What a head of service says of a condition.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Condition">The condition.</param>
/// <param name="Met">Whether it is met.</param>
/// <param name="On">The London date that the evidence is from.</param>
/// <param name="Evidence">What was looked at.</param>
public sealed record ConditionCheck(Guid SiteId, EnablingCondition? Condition, bool? Met, DateOnly? On, string? Evidence);

/// <summary>Answers for one condition at one site, with a date and what was looked at. Only for those that nothing held here can say.</summary>
public sealed class AnswerCondition(UnitOfWork unit)
{
    /// <summary>Answers.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for whoever may not see the site, <see cref="NotAllowed"/> for whoever may only see it, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ConditionCheck input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("condition-answered"), async writing =>
        {
            var (context, viewer, today) = (writing.Context, writing.Viewer, writing.Today);
            if (await context.Set<Site>().Where(s => s.Id == input.SiteId).Select(s => (Guid?)s.SchemeId).FirstOrDefaultAsync(cancellation) is not { } scheme || !viewer.MaySeeClimate(scheme))
            {
                return new NotFound();
            }

            if (!viewer.MayAnswerFor(scheme))
            {
                return new NotAllowed();
            }

            if (input.Condition is not { } condition || !Enum.IsDefined(condition) || condition.IsLive())
            {
                return new Invalid(nameof(input.Condition), "Choose what you answer for");
            }

            if (input.Met is not { } met)
            {
                return new Invalid(nameof(input.Met), "Say whether it is so");
            }

            if (input.On is not { } on)
            {
                return new Invalid(nameof(input.On), "Enter the day you know it from");
            }

            if (on > today || on < today.AddYears(-2))
            {
                return new Invalid(nameof(input.On), "The day must be in the last 2 years");
            }

            if (Typed.Required(input.Evidence, ConditionAnswer.EvidenceMaxLength, nameof(input.Evidence), "Enter what you looked at", "What you looked at") is { } refusal)
            {
                return refusal;
            }

            context.Add(new ConditionAnswer(writing.NewId(), scheme, input.SiteId, condition, met, on, input.Evidence!.Trim(), viewer.PersonId, writing.Now));
            return new Done();
        }, cancellation);
}
