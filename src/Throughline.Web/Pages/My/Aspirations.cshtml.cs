using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.My;

public sealed class AspirationsModel(PeopleQueries people, AspirationQueries aspirations, RecordAspiration record) : PageModel
{
    [BindProperty]
    public Guid? RoleDefinitionId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public IReadOnlyList<SaidBefore> Said { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Roles = PeopleForms.Of((await people.RolesAsync(cancellation)).Where(r => !r.LivedExperienceRequired));
        Said = await aspirations.MineAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var outcome = await record.RunAsync(new NewAspiration(RoleDefinitionId, Words), cancellation);
            if (outcome.Succeeded)
            {
                return this.Done("It is saved with today’s date", "/my/aspirations");
            }

            await OnGetAsync(cancellation);
            return this.Refused(outcome.Refusal!, nameof(Words), nameof(RoleDefinitionId));
        }

        await OnGetAsync(cancellation);
        return this.Invalid();
    }
}
