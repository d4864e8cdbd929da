using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>What is due of expenses: asked by the system. Nothing is ever due for whoever waits for their money.</summary>
public sealed class ExpenseDueQueries(ThroughlineContext context)
{
    /// <summary>What is due by a London date, in a fixed order. One command, and two for each scheme in which something waits.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var set = context.LabelsSet(today).Select(s => s.Id);
        var claims = await context.ExpenseClaims.AsNoTracking().Where(c => c.State == ExpenseState.Asked && !set.Contains(c.PersonId)).OrderBy(c => c.Id)
            .Select(c => new { c.Id, c.PersonId, c.SchemeId, c.AskedOn }).ToListAsync(cancellation);
        Dictionary<Guid, int> days = [];
        foreach (var scheme in claims.Select(c => c.SchemeId).Distinct().ToList())
        {
            days[scheme] = (await new SettingQueries(context).ValuesAsync(scheme, cancellation)).Whole(SettingKeys.ClimateExpensesDays);
        }

        // On the last day on which it is still in time.
        return [.. claims.Select(c => (Claim: c, By: c.AskedOn.AddDays(days[c.SchemeId]))).Where(c => c.By <= today)
            .Select(c => new Due($"expense/{c.Claim.Id}", null, c.Claim.SchemeId, Hat.Coordinator, c.By, "expense-to-pay", $"/expenses/{c.Claim.Id}", c.Claim.PersonId, KeptFromId: c.Claim.PersonId))];
    }
}
