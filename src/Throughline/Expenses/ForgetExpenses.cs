using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Deletes expenses that are closed once they have been kept as long as the scheme keeps messages and weeks; one that waits stays. Run by the scheduler, as the system.</summary>
public sealed class ForgetExpenses(UnitOfWork unit)
{
    /// <summary>Deletes what is due.</summary>
    /// <returns>How many; call again until there are none. <see cref="NotAllowed"/> for anybody but the system.</returns>
    public Task<Outcome<int>> RunAsync(CancellationToken cancellation = default) =>
        unit.ForgetAsync(new Act("expenses-forgotten"), async (writing, scheme, before) =>
        {
            var old = await writing.Context.ExpenseClaims.Where(c => c.SchemeId == scheme && c.State != ExpenseState.Asked && (c.PaidOn ?? c.SentBackOn ?? c.TakenBackOn) < before)
                .OrderBy(c => c.Id).Take(KeptMonths.Most).ToListAsync(cancellation);
            writing.Context.RemoveRange(old);
            return old.Count;
        }, cancellation);
}
