using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Web.Reminders;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Reminders;

/// <summary>The development outbox. It exists in the fictional service only.</summary>
public sealed class OutboxModel(DevelopmentOutbox outbox, IOptions<ThroughlineSettings> settings) : PageModel
{
    public IReadOnlyList<OutboxMessage> Messages { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (!settings.Value.Fictional)
        {
            return NotFound();
        }

        Messages = outbox.Messages;
        return Page();
    }
}
