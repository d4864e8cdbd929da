using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class EndModel(GroupQueries groups, EndGroup end) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    public GroupPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Shown.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await end.RunAsync(id, Version, cancellation);
        return outcome.Succeeded ? this.Done($"{Shown.Line.Name} has ended", $"/groups/{id}") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.GroupAsync(id, cancellation) is not { } group)
        {
            return false;
        }

        Shown = group;
        return true;
    }
}
