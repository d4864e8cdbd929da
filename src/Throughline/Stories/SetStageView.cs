using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>What a person says about one stage.</summary>
/// <param name="Stage">Which stage.</param>
/// <param name="Standing">What they say.</param>
/// <param name="Words">In their own words, if they want.</param>
public sealed record NewStageView(Stage Stage, OwnStanding? Standing, string? Words = null);

/// <summary>A person says how they see themselves on one stage. It stands beside every status shown to anybody (E24); earlier views stay as history.</summary>
public sealed class SetStageView(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns>The view's id; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewStageView input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("stage-view-set"), writing =>
        {
            if (!Enum.IsDefined(input.Stage) || input.Standing is not { } standing || !Enum.IsDefined(standing))
            {
                return Task.FromResult<Outcome<Guid>>(new Invalid(nameof(input.Standing), "Choose what you say about this"));
            }

            if (input.Words?.Length > StageView.WordsMaxLength)
            {
                return Task.FromResult<Outcome<Guid>>(new Invalid(nameof(input.Words), $"Use {StageView.WordsMaxLength:N0} characters or fewer"));
            }

            var person = writing.Viewer.PersonId;
            var view = new StageView(writing.NewId(), person, input.Stage, standing, writing.SealOptional(person, input.Words), writing.Now);
            writing.Context.Add(view);
            return Task.FromResult<Outcome<Guid>>(view.Id);
        }, cancellation);
}
