namespace Throughline.Recognition;

/// <summary>How trust comes and goes in a scheme, from numbers alone.</summary>
public static class TrustFigures
{
    private const double DaysInAMonth = 365.25 / 12;

    /// <summary>The middle of some numbers of days: half took no longer. Null for none.</summary>
    /// <param name="days">Days from the first active day to a step of trust.</param>
    public static double? Latency(IReadOnlyCollection<int> days)
    {
        if (days.Count == 0)
        {
            return null;
        }

        var sorted = days.Order().ToList();
        return sorted.Count % 2 == 1 ? sorted[sorted.Count / 2] : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2.0;
    }

    /// <summary>Holds for each hundred months in which steps of trust stood; null where none stood.</summary>
    /// <param name="holds">How many times a step was put on hold.</param>
    /// <param name="grantDays">Days for which each step stood, added up.</param>
    public static double? HoldsPerHundredMonths(int holds, int grantDays) => grantDays <= 0 ? null : 100.0 * holds / (grantDays / DaysInAMonth);

    /// <summary>The share of holds that were given back; null where none has ended.</summary>
    /// <param name="restored">How many were given back.</param>
    /// <param name="ended">How many holds ended, either way.</param>
    public static double? RestoredShare(int restored, int ended) => ended <= 0 ? null : (double)restored / ended;
}

/// <summary>Somebody who began, for the count of those who soon heard what is seen in them.</summary>
/// <param name="BeganOn">Their first active day.</param>
/// <param name="FirstBelief">The day on which the first statement about them was shared; null for none.</param>
public readonly record struct Starter(DateOnly BeganOn, DateOnly? FirstBelief);

/// <summary>How many of those who began heard soon what is seen in them.</summary>
public static class BeliefCoverage
{
    /// <summary>How many heard in time, of how many began.</summary>
    /// <param name="starters">Who began.</param>
    /// <param name="days">Within how many days; one shared before the first day counts too.</param>
    public static (int InTime, int Of) Of(IReadOnlyCollection<Starter> starters, int days) =>
        (starters.Count(s => s.FirstBelief <= s.BeganOn.AddDays(days)), starters.Count);
}
