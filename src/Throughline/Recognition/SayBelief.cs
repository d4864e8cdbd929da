using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What somebody of the staff tells a person that they see in them.</summary>
/// <param name="About">The person.</param>
/// <param name="Prompt">What strength it speaks of.</param>
/// <param name="Words">The words.</param>
public sealed record NewBelief(Guid? About, BeliefPrompt? Prompt, string? Words);

/// <summary>Tells a person what the viewer sees in them. It is shared at once, with them alone, and stays as it is (INV-105).</summary>
public sealed class SayBelief(UnitOfWork unit)
{
    /// <summary>Tells them.</summary>
    /// <returns>Its id, or <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewBelief input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("belief-shared"), async writing =>
        {
            var (context, today) = (writing.Context, writing.Today);
            if (!writing.Viewer.Hat.Recognises())
            {
                return new NotAllowed();
            }

            if (input.About is not { } about || !await context.Recognisable(today).AnyAsync(p => p.Id == about, cancellation)
                || await context.SharedSchemeAsync(about, today, cancellation) is not { } scheme || !await writing.LockHerePastReachAsync(about, cancellation))
            {
                return new Invalid(nameof(input.About), "Choose who it is for");
            }

            if (input.Prompt is not { } prompt || !Enum.IsDefined(prompt))
            {
                return new Invalid(nameof(input.Prompt), "Choose what you want to say");
            }

            if (Typed.Required(input.Words, BeliefStatement.WordsMaxLength, nameof(input.Words), "Enter what you see in them", "What you see in them") is { } refusal)
            {
                return refusal;
            }

            var belief = new BeliefStatement(writing.NewId(), about, writing.Viewer.PersonId, scheme, prompt, writing.Seal(about, input.Words!.Trim()), today);
            context.Add(belief);
            return belief.Id;
        }, cancellation);
}
