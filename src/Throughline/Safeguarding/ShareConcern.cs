using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>What was told to somebody outside, as typed.</summary>
/// <param name="Id">The concern.</param>
/// <param name="Recipient">To whom.</param>
/// <param name="What">What.</param>
/// <param name="Why">Why.</param>
/// <param name="Consent">Whether the person agreed.</param>
/// <param name="WhyNot">Why they were not asked, or why it was told all the same.</param>
public sealed record NewShare(Guid Id, string? Recipient, string? What, string? Why, ConsentSought? Consent, string? WhyNot);

/// <summary>Writes down that something was told to somebody outside the service (INV-134), while a concern is open and once it is closed.</summary>
public sealed class ShareConcern(UnitOfWork unit)
{
    /// <summary>Writes it down. Whoever has the concern or the lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NewShare input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("concern-shared"), async writing =>
        {
            var (turn, refused) = await ConcernTurn.TakeAsync(writing, input.Id, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Runs)
            {
                return new NotAllowed();
            }

            var wrong = (Refusal?)Typed.Required(input.Recipient, SafeguardingConcern.ShortMaxLength, nameof(input.Recipient), "Enter who was told", "Who was told")
                ?? SafeguardingRules.Words(input.What, nameof(input.What), "Enter what they were told", "What they were told")
                ?? SafeguardingRules.Words(input.Why, nameof(input.Why), "Enter why they were told", "Why they were told")
                ?? (input.Consent is not { } consent || !Enum.IsDefined(consent) ? new Invalid(nameof(input.Consent), "Say whether the person agreed") : null)
                ?? (input.Consent != ConsentSought.Agreed ? SafeguardingRules.Words(input.WhyNot, nameof(input.WhyNot), "Enter why it was told without a yes", "The reason", SafeguardingConcern.ReasonMinLength) : null);
            if (wrong is not null)
            {
                return wrong;
            }

            return turn.Concern.Share(
                    writing.Viewer.PersonId, writing.Now, turn.Seal(input.Recipient!), turn.Seal(input.What!), turn.Seal(input.Why!), input.Consent!.Value,
                    input.Consent == ConsentSought.Agreed ? null : turn.SealOptional(input.WhyNot)) is { } refusal
                ? refusal
                : new Done();
        }, cancellation);
}
