using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class RenameModel(GroupQueries groups, RenameGroup rename) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public bool ForMentors { get; set; }

    public GroupPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || Shown.Line.EndedOn is not null)
        {
            return NotFound();
        }

        (Version, Name, ForMentors) = (Shown.Version, Shown.Line.Name, Shown.Line.ForMentors);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await rename.RunAsync(id, Version, Name, ForMentors, cancellation);
        return outcome.Succeeded ? this.Done("The group is changed", $"/groups/{id}") : this.Refused(outcome.Refusal!, nameof(Name), nameof(ForMentors));
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
