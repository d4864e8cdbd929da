using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Why something is sent back.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Why">What is missing or cannot be paid. The person reads it.</param>
public sealed record ExpenseReturn(Guid Id, int Version, string? Why);

/// <summary>Sends back what somebody asked for, with what is missing or why it cannot be paid. They can ask again.</summary>
public sealed class SendExpenseBack(UnitOfWork unit)
{
    /// <summary>Sends it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ExpenseIsClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ExpenseReturn input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("expense-sent-back"), async writing =>
        {
            var (claim, refused) = await ExpenseTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (claim is null)
            {
                return refused!;
            }

            if (Typed.Required(input.Why, ExpenseClaim.WordsMaxLength, nameof(input.Why), "Enter what they need to know", "What they need to know") is { } wrong)
            {
                return wrong;
            }

            return claim.SendBack(writing.Seal(claim.PersonId, input.Why!.Trim()), writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
