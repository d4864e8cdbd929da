using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Reminders;

namespace Throughline.Web.Pages.Reminders;

/// <summary>What is due for whoever looks, always here, whether or not messages are sent.</summary>
public sealed class IndexModel(ReminderQueries reminders) : PageModel
{
    public DuePage Due { get; private set; } = new([], []);

    public async Task OnGetAsync(CancellationToken cancellation) => Due = await reminders.MineAsync(cancellation);
}
