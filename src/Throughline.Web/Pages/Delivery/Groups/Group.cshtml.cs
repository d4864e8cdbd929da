using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class GroupModel(GroupQueries groups) : PageModel
{
    public GroupPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (await groups.GroupAsync(id, cancellation) is not { } group)
        {
            return NotFound();
        }

        Shown = group;
        return Page();
    }
}
