using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class ListModel(GroupQueries groups) : PageModel
{
    public GroupsPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await groups.ListAsync(cancellation);
}
