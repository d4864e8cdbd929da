using Throughline.Expenses;
using Throughline.People;

namespace Throughline.Fictional;

// What people paid for the work: asked for by them, and paid back or sent back by a coordinator.
internal sealed partial class FictionalHistory
{
    private void PlanExpenses()
    {
        foreach (var claim in content.Expenses.Claims)
        {
            Guid id = default;
            PlanPeer(claim.Person, claim.Asked, async viewer => id = await AsAsync<AskForExpense, Guid>(viewer, use => use.RunAsync(new ExpenseQuestion(viewer.SchemeIds[0], Day(claim.On), claim.Pence, claim.What))));
            if (claim.Paid is { } paid)
            {
                Plan(WorkingDay(paid), async () => await AsAsync<SayExpensePaid, Done>(await WearsAsync(claim.By, Hat.Coordinator), use => use.RunAsync(new ExpensePayment(id, 1, OnDay(paid)))));
            }

            if (claim.SentBack is { } sent)
            {
                Plan(WorkingDay(sent), async () => await AsAsync<SendExpenseBack, Done>(await WearsAsync(claim.By, Hat.Coordinator), use => use.RunAsync(new ExpenseReturn(id, 1, claim.Why))));
            }

            if (claim.TakenBack is { } taken)
            {
                PlanPeer(claim.Person, taken, viewer => AsAsync<TakeBackExpense, Done>(viewer, use => use.RunAsync(id)));
            }
        }
    }
}
