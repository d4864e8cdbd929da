using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Takes back what the viewer asked for, while it waits. Nobody asks why.</summary>
public sealed class TakeBackExpense(UnitOfWork unit)
{
    /// <summary>Takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else's, <see cref="ExpenseIsClosed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("expense-taken-back"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            return !await writing.LockAsync(own, cancellation) || await writing.Context.ExpenseClaims.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == own, cancellation) is not { } claim ? new NotFound()
                : claim.TakeBack(writing.Today) is { } refusal ? refusal
                : new Done();
        }, cancellation);
}
