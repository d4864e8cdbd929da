using Microsoft.Extensions.DependencyInjection;
using Throughline.Concerns;
using Throughline.Expenses;
using Throughline.Importing;
using Throughline.Recognition;
using Throughline.Recruitment;
using Throughline.Safeguarding;
using Throughline.Support;

namespace Throughline.Reminders;

/// <summary>Work that is done once a day whether anybody asks or not: letting go of what has been kept long enough.</summary>
/// <param name="Name">Its name among the daily runs, in kebab case.</param>
/// <param name="Words">What it does, as the administrator reads it.</param>
/// <param name="RunAsync">Does a part of it, as the system, and says how much; it is called again until there is nothing left.</param>
internal sealed record Sweep(string Name, string Words, Func<IServiceProvider, CancellationToken, Task<Outcome<int>>> RunAsync);

/// <summary>The sweeps of a day, in order. One line for each; a sweep must be safe to repeat.</summary>
internal static class Sweeps
{
    /// <summary>The sweep of which nobody is told how much it did: that a concern was there at all is for those alone who knew of it.</summary>
    public const string Untold = "forget-raised-concerns";

    public static IReadOnlyList<Sweep> All { get; } =
    [
        new("forget-applications", "Applications kept long enough are forgotten", (services, cancellation) => services.GetRequiredService<ForgetApplications>().RunAsync(cancellation)),
        new("destroy-own-words", "What people wrote for a clearance is destroyed when its time is over", (services, cancellation) => services.GetRequiredService<DestroyConvictionText>().RunAsync(cancellation)),
        new("forget-concerns", "Safeguarding records are let go of when their years are over", (services, cancellation) => services.GetRequiredService<ForgetConcerns>().RunAsync(cancellation)),
        new(Untold, "Concerns about colleagues and places are let go of when their years are over", (services, cancellation) => services.GetRequiredService<LetGoOfConcerns>().RunAsync(cancellation)),
        new("count-climate", "Periods that have ended are counted, without names", (services, cancellation) => services.GetRequiredService<CountClimate>().RunAsync(cancellation)),
        new("forget-messages", "Messages, weeks and shut chances kept long enough are deleted", (services, cancellation) => services.GetRequiredService<ForgetMessages>().RunAsync(cancellation)),
        new("close-flags", "Flags that nobody is left to act on are closed", (services, cancellation) => services.GetRequiredService<CloseFlags>().RunAsync(cancellation)),
        new("raise-flags", "It is looked at whether somebody's work is set up well", (services, cancellation) => services.GetRequiredService<RaiseFlags>().RunAsync(cancellation)),
        new("forget-check-ins", "Check-ins kept long enough are deleted", (services, cancellation) => services.GetRequiredService<ForgetCheckIns>().RunAsync(cancellation)),
        new("forget-flags", "Flags that were closed long enough ago are deleted", (services, cancellation) => services.GetRequiredService<ForgetFlags>().RunAsync(cancellation)),
        new("forget-expenses", "Expenses that were closed long enough ago are deleted", (services, cancellation) => services.GetRequiredService<ForgetExpenses>().RunAsync(cancellation)),
        new("forget-imports", "Spreadsheets that were read and not brought in are given up when nobody came back for them", (services, cancellation) => services.GetRequiredService<ForgetImports>().RunAsync(cancellation)),
        new("forget-reminders", "Old reminders are forgotten", (services, cancellation) => services.GetRequiredService<ForgetReminders>().RunAsync(cancellation)),
    ];
}
