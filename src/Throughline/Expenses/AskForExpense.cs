using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Asks for something back that the viewer paid for the work.</summary>
public sealed class AskForExpense(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> where the viewer does not do the work of that scheme, <see cref="Invalid"/>, <see cref="ExpenseUnseen"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(ExpenseQuestion input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("expense-asked-for"), async writing =>
        {
            var (context, own) = (writing.Context, writing.Viewer.PersonId);
            if (!await writing.LockAsync(own, cancellation) || !await context.RolesOf(writing.Viewer).AnyAsync(h => h.SchemeId == input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var settings = await new SettingQueries(context).ValuesAsync(input.SchemeId, cancellation);
            if (input.Check(writing.Today, settings.Whole(SettingKeys.ExpensesMostPounds)) is { } wrong)
            {
                return wrong;
            }

            if (await context.IsUnseenAsync(writing.Today, cancellation))
            {
                return new ExpenseUnseen();
            }

            var claim = ExpenseClaim.Ask(writing.NewId(), own, input.SchemeId, input.On!.Value, input.Amount!.Value, writing.Seal(own, input.What!.Trim()), writing.Today);
            context.Add(claim);
            return claim.Id;
        }, cancellation);
}
