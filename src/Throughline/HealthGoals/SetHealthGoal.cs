using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.HealthGoals;

/// <summary>A health goal, as typed by its person.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Topic">Code of the topic.</param>
/// <param name="Step">The first small step, in their own words.</param>
/// <param name="TrainerId">The trainer they set it with.</param>
public sealed record NewHealthGoal(Guid? SchemeId, string? Topic, string? Step, Guid? TrainerId);

/// <summary>Sets a health goal of the viewer's own, with a trainer who then sees it too.</summary>
public sealed class SetHealthGoal(UnitOfWork unit)
{
    /// <summary>Most goals of one person that stand at once.</summary>
    public const int MostAtOnce = 5;

    /// <summary>Sets it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> (no scheme of theirs has health goals), <see cref="Invalid"/>, <see cref="AnotherTrainer"/>, <see cref="EnoughGoals"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewHealthGoal input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("health-goal-set"), async writing =>
        {
            var (context, own, today) = (writing.Context, writing.Viewer.PersonId, writing.Today);
            if (!await writing.LockAsync(own, cancellation) || input.SchemeId is not { } scheme || !await context.HealthSchemes(today).ContainsAsync(scheme, cancellation))
            {
                return new NotFound();
            }

            if (!await context.ReferenceItems.AnyAsync(
                i => i.SchemeId == scheme && i.Kind == ReferenceKind.HealthTopics.Key && i.Code == input.Topic && (i.From == null || i.From <= today) && (i.To == null || i.To >= today), cancellation))
            {
                return new Invalid(nameof(input.Topic), "Choose what it is about");
            }

            if (HealthGoal.CheckStep(input.Step, nameof(input.Step)) is { } refusal)
            {
                return refusal;
            }

            if (input.TrainerId is not { } trainer || !await context.Trainers(scheme, today).AnyAsync(p => p.Id == trainer, cancellation))
            {
                return new Invalid(nameof(input.TrainerId), "Choose who you set it with");
            }

            if (await KeptApart.AreAsync(context, own, trainer, cancellation))
            {
                return new AnotherTrainer();
            }

            if (await context.HealthGoals.CountAsync(g => g.PersonId == own && g.LetGoOn == null, cancellation) >= MostAtOnce)
            {
                return new EnoughGoals();
            }

            var goal = HealthGoal.Set(writing.NewId(), own, trainer, scheme, input.Topic!, writing.Seal(own, input.Step!.Trim()), today);
            context.Add(goal);
            return goal.Id;
        }, cancellation);
}

/// <summary>This trainer is not for them. Why is not said.</summary>
public sealed record AnotherTrainer() : Refusal("another-trainer")
{
    /// <inheritdoc />
    public override string Sentence => "Choose another trainer for this one";

    /// <inheritdoc />
    public override string? Field => nameof(NewHealthGoal.TrainerId);
}

/// <summary>There are as many goals as anybody keeps in mind.</summary>
public sealed record EnoughGoals() : Refusal("enough-goals")
{
    /// <inheritdoc />
    public override string Sentence => $"You have {SetHealthGoal.MostAtOnce} goals. Let one go first: small steps work best with few of them.";
}
