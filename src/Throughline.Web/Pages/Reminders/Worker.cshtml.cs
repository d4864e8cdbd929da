using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Quartz;
using Throughline.Reminders;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Reminders;

/// <summary>How the background work is doing, for whoever looks after the installation.</summary>
public sealed class WorkerModel(
    ReminderStateQueries states, PagingStateQueries paging, TimeProvider clock, SendTestMessage test, IOptions<MailSettings> mail, IOptions<TextSettings> text, IOptions<ThroughlineSettings> settings,
    InstallationAddress installation, IServiceProvider services) : PageModel
{
    public WorkerPage State { get; private set; } = new([], [], null);

    public string Scheduler { get; private set; } = "";

    public PagingState Paging { get; private set; } = new(null, 0, 0, 0, 0, null, false, 0);

    /// <summary>What is wrong with paging; null when all is well.</summary>
    public string? PagingTrouble =>
        Paging.LastRun is not { } last || last < clock.Now().AddMinutes(-PagingStateQueries.LateMinutes) ? "It does not run. Nobody is called when somebody is in danger"
        : !Paging.HasWayOut ? "No way out is set up. Nobody is called when somebody is in danger"
        : Paging.Late > 0 ? "Somebody waits for longer than they should"
        : Paging.Unsent > 0 ? "Some calls did not go"
        : Paging.Unreached > 0 ? "Somebody on duty soon can be reached by no way"
        : null;

    public bool Fictional => settings.Value.Fictional;

    public bool TextSetUp => text.Value.IsSetUp;

    public string? Address => installation.Address?.ToString();

    public string Email => mail.Value switch
    {
        { IsSetUp: false } => "Not set up",
        { } set => $"{set.Host}, port {set.Port}, {set.Security.ToLowerInvariant()}, from {set.From}"
            + (string.IsNullOrEmpty(set.User) ? ", without signing in" : string.IsNullOrEmpty(set.Password) ? ", user named but no password" : ", signing in")
            + (installation.Address is null ? ". Waits for the address of this installation" : Fictional ? ". Off in the fictional service" : ""),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await states.FindAsync(cancellation) is not { } state)
        {
            return NotFound();
        }

        State = state;
        Paging = (await paging.FindAsync(cancellation))!;
        Scheduler = await SchedulerAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostTestAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        var outcome = await test.RunAsync(cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("A test message is on its way to you", "/reminders/worker");
        }

        await OnGetAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }

    // A process that only serves pages has no scheduler.
    private async Task<string> SchedulerAsync(CancellationToken cancellation)
    {
        if (services.GetService<ISchedulerFactory>() is not { } factory)
        {
            return "Off: this process only serves pages";
        }

        var scheduler = await (await factory.GetScheduler(cancellation)).GetMetadata(cancellation);
        return (scheduler.Status == SchedulerStatus.Running && scheduler.RunningSince is { } since ? $"Running since {PeopleForms.When(since)}" : "Not running")
            + (scheduler.JobStoreClustered ? ", sharing the work with other processes" : "");
    }
}
