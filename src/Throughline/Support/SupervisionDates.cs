using Throughline.Schemes;

namespace Throughline.Support;

/// <summary>How often supervision is.</summary>
/// <param name="EarlyWeeks">For how many weeks after becoming active it is more often.</param>
/// <param name="EarlyDays">Days between in those weeks.</param>
/// <param name="LaterDays">Days between after that.</param>
public sealed record SupervisionRule(int EarlyWeeks = 12, int EarlyDays = 14, int LaterDays = 28)
{
    /// <summary>The rule as a scheme sets it.</summary>
    public static SupervisionRule Of(SettingValues settings) => new(
        settings.Whole(SettingKeys.SupervisionEarlyWeeks), settings.Whole(SettingKeys.SupervisionEarlyIntervalDays), settings.Whole(SettingKeys.SupervisionLaterIntervalDays));
}

/// <summary>When supervision is due, and how much of it came in time: from dates alone. Late supervision is the organisation's to put right, never the person's.</summary>
public static class SupervisionDates
{
    /// <summary>The last day on which the next supervision is in time (INV-120).</summary>
    /// <param name="active">The first active day of the role.</param>
    /// <param name="last">The day of the last supervision; null for none.</param>
    /// <param name="rule">How often.</param>
    public static DateOnly DueBy(DateOnly active, DateOnly? last, SupervisionRule rule)
    {
        var from = last is { } held && held > active ? held : active;
        return from.AddDays(from < active.AddDays(7 * rule.EarlyWeeks) ? rule.EarlyDays : rule.LaterDays);
    }

    /// <summary>
    /// How many supervisions were due in a period and how many of those came in time (CALC-19). One that has not come by its day is due all the same, and
    /// one that still waits from before the period is due in it too: otherwise whoever has never had any would be missing from every figure.
    /// </summary>
    /// <param name="active">The first active day of the role.</param>
    /// <param name="held">The days of all supervisions, in any order.</param>
    /// <param name="from">The first day of the period.</param>
    /// <param name="to">The last day of the period.</param>
    /// <param name="rule">How often.</param>
    public static (int InTime, int Due) Coverage(DateOnly active, IEnumerable<DateOnly> held, DateOnly from, DateOnly to, SupervisionRule rule)
    {
        var (inTime, due) = (0, 0);
        DateOnly? last = null;
        foreach (var on in held.Where(h => h >= active && h <= to).Order())
        {
            var by = DueBy(active, last, rule);
            if (by >= from && by <= to)
            {
                due++;
                inTime += on <= by ? 1 : 0;
            }

            last = on;
        }

        var next = DueBy(active, last, rule);
        return next < to ? (inTime, due + 1) : (inTime, due);
    }
}
