using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Says that somebody has their money back, and since when.</summary>
/// <param name="Id">The claim.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="PaidOn">The London date on which it was paid.</param>
public sealed record ExpensePayment(Guid Id, int Version, DateOnly? PaidOn);

/// <summary>Says that what somebody asked for was paid. A coordinator of the scheme says so, never of their own.</summary>
public sealed class SayExpensePaid(UnitOfWork unit)
{
    /// <summary>Says so.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ExpenseIsClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ExpensePayment input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("expense-paid"), async writing =>
        {
            var (claim, refused) = await ExpenseTurn.TakeAsync(writing, input.Id, input.Version, cancellation);
            if (claim is null)
            {
                return refused!;
            }

            if (input.PaidOn is not { } on)
            {
                return new Invalid(nameof(input.PaidOn), "Enter the day it was paid");
            }

            return claim.Pay(on, writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
