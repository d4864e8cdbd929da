using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Calendar;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Calendar;

/// <summary>The viewer's own secret link to their calendar. It carries their times away, so that they show first that it is them.</summary>
public sealed class LinkModel(CalendarQueries calendar, MakeCalendarLink make, ChangeCalendarLink change, EndCalendarLink end, ProveSession prove) : PageModel
{
    [BindProperty]
    public bool ShowsPlaces { get; set; }

    public OwnLink? Link { get; private set; }

    /// <summary>The link; shown once, in answer to the post that made it.</summary>
    public string? Address { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        await ReadAsync(cancellation);
        ShowsPlaces = Link?.ShowsPlaces ?? false;
        return Page();
    }

    public async Task<IActionResult> OnPostMakeAsync(CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var made = await make.RunAsync(ShowsPlaces, cancellation);
        if (!made.Succeeded)
        {
            await ReadAsync(cancellation);
            return this.Refused(made.Refusal!);
        }

        Address = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/calendar-feed/{made.Value}";
        return Page();
    }

    public Task<IActionResult> OnPostChangeAsync(CancellationToken cancellation) =>
        DoAsync(() => change.RunAsync(ShowsPlaces, cancellation), ShowsPlaces ? "Your link names places now" : "Your link names no places now", cancellation);

    public Task<IActionResult> OnPostEndAsync(CancellationToken cancellation) => DoAsync(() => end.RunAsync(cancellation), "Your link has ended", cancellation);

    private async Task<IActionResult> DoAsync(Func<Task<Outcome<Done>>> act, string done, CancellationToken cancellation)
    {
        if (this.First(prove) is { } first)
        {
            return first;
        }

        var outcome = await act();
        if (outcome.Succeeded)
        {
            return this.Done(done, "/calendar/link");
        }

        await ReadAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }

    private async Task ReadAsync(CancellationToken cancellation) => Link = await calendar.LinkAsync(cancellation);
}
