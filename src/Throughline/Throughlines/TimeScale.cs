using System.Globalization;

namespace Throughline.Throughlines;

/// <summary>Dates to places along the axis. A day is drawn at its noon, so that the first and the last stand inside.</summary>
internal sealed class TimeScale(DateOnly from, DateOnly to, double left, double right)
{
    private readonly double perDay = (right - left) / (to.DayNumber - from.DayNumber + 1);

    internal double Left => left;

    internal double Right => right;

    internal double X(DateOnly date) => left + ((date.DayNumber - from.DayNumber + 0.5) * perDay);

    /// <summary>The moment a day begins.</summary>
    internal double Start(DateOnly date) => Math.Clamp(left + ((date.DayNumber - from.DayNumber) * perDay), left, right);

    /// <summary>The moment a day is over.</summary>
    internal double End(DateOnly date) => Math.Clamp(left + ((date.DayNumber - from.DayNumber + 1) * perDay), left, right);

    /// <summary>Ticks at the finest of days, weeks, months, quarters, half-years, years or more that leaves the labels room.</summary>
    internal IReadOnlyList<AxisTick> Ticks(double apart)
    {
        if (perDay >= apart)
        {
            return Marked(Days(1));
        }

        if (perDay * 7 >= apart)
        {
            return Marked(Days(7));
        }

        foreach (var months in (int[])[1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200])
        {
            if (perDay * 30.4 * months >= apart)
            {
                return Marked(Months(months), months);
            }
        }

        return [];
    }

    private IEnumerable<DateOnly> Days(int step)
    {
        var day = from.DayNumber;
        if (step == 7)
        {
            day += ((int)DayOfWeek.Monday - (int)from.DayOfWeek + 7) % 7;
        }

        for (; day <= to.DayNumber; day += step)
        {
            yield return DateOnly.FromDayNumber(day);
        }
    }

    private IEnumerable<DateOnly> Months(int step)
    {
        var first = (from.Year * 12) + from.Month - 1 + (from.Day > 1 ? 1 : 0);
        first = (first + step - 1) / step * step;
        for (var month = first; month <= (to.Year * 12) + to.Month - 1; month += step)
        {
            yield return new DateOnly(month / 12, (month % 12) + 1, 1);
        }
    }

    private List<AxisTick> Marked(IEnumerable<DateOnly> dates, int months = 0)
    {
        var ticks = new List<AxisTick>();
        var year = 0;
        foreach (var date in dates)
        {
            var yearText = date.Year.ToString(CultureInfo.InvariantCulture);
            ticks.Add(months >= 12
                ? new AxisTick(Start(date), yearText, null, true)
                : new AxisTick(Start(date), months > 0 ? DateWords.Month(date) : DateWords.Day(date), date.Year == year ? null : yearText, date.Year != year && year != 0));
            year = date.Year;
        }

        return ticks;
    }
}
