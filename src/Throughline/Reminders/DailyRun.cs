using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>
/// That a piece of the day's background work has been done on a London date: once, whatever the clocks do and however many processes there are. A day
/// on which nothing ran before its hour is done at the first run after it.
/// </summary>
public sealed class DailyRun : INotAudited
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    private DailyRun()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The work, in kebab case.</summary>
    public string Name { get; private init; } = "";

    /// <summary>The London date it was for.</summary>
    public DateOnly On { get; private init; }

    /// <summary>When it was done; null while every try has failed.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>How much it did: reminders made, records let go of.</summary>
    public int Count { get; private set; }

    /// <summary>How many tries failed.</summary>
    public int Failures { get; private set; }

    /// <summary>Says that it is done.</summary>
    internal static async Task FinishAsync(Writing writing, string name, DateOnly on, int count, CancellationToken cancellation)
    {
        var now = writing.Now;
        var run = new DailyRun { Id = writing.NewId(), Name = name, On = on, FinishedAt = now, Count = count };
        if (!await writing.Context.InsertOnceAsync(run, cancellation, nameof(Name), nameof(On)))
        {
            await writing.Context.DailyRuns.Where(r => r.Name == name && r.On == on && r.FinishedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.FinishedAt, now).SetProperty(r => r.Count, count), cancellation);
        }
    }

    /// <summary>Says that a try failed.</summary>
    internal static async Task FailAsync(Writing writing, string name, DateOnly on, CancellationToken cancellation)
    {
        var run = new DailyRun { Id = writing.NewId(), Name = name, On = on, Failures = 1 };
        if (!await writing.Context.InsertOnceAsync(run, cancellation, nameof(Name), nameof(On)))
        {
            await writing.Context.DailyRuns.Where(r => r.Name == name && r.On == on)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Failures, r => r.Failures + 1), cancellation);
        }
    }
}
