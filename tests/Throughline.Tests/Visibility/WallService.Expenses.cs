using Throughline.Expenses;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // What they paid for the work, waiting, paid back and sent back; and that they did the course about working alongside.
    private static async Task PayForWorkAsync(Acts acts, Ring ring)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("expense-asked-for"), writing =>
        {
            var today = writing.Today;
            SealedText Words() => writing.Seal(me, "The bus to the hub and back.");
            ExpenseClaim Asked(int daysAgo) => ExpenseClaim.Ask(writing.NewId(), me, scheme, today.AddDays(-daysAgo), 460, Words(), today.AddDays(-daysAgo));
            var (waits, late, paid, sentBack) = (Asked(2), Asked(20), Asked(30), Asked(9));
            paid.Pay(today.AddDays(-21), today);
            sentBack.SendBack(Words(), today);
            writing.Context.AddRange(waits, late, paid, sentBack, new WorkingAlongside(me, today.AddDays(-40)));
            return Task.FromResult<Outcome<Done>>(new Done());
        }));
    }
}
