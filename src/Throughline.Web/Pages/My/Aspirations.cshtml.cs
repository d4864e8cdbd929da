using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.My;

public sealed class AspirationsModel(PeopleQueries people, AspirationQueries aspirations, RecordAspiration record, TakeBackAspiration takeBack) : PageModel
{
    [BindProperty]
    public Guid? RoleDefinitionId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public bool Told { get; set; }

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public IReadOnlyList<SaidBefore> Said { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Told = Said.Count > 0 && Said[0].Told;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (ModelState.IsValid)
        {
            var outcome = await record.RunAsync(new NewAspiration(RoleDefinitionId, Words, Told), cancellation);
            if (outcome.Succeeded)
            {
                return this.Done("It is saved with today’s date", "/my/aspirations");
            }

            await ReadAsync(cancellation);
            return this.Refused(outcome.Refusal!, nameof(Words), nameof(RoleDefinitionId));
        }

        await ReadAsync(cancellation);
        return this.Invalid();
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        await takeBack.RunAsync(cancellation);
        return this.Done("The service is no longer told", "/my/aspirations");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Roles = PeopleForms.Of((await people.RolesAsync(cancellation)).Where(r => !r.LivedExperienceRequired));
        Said = await aspirations.MineAsync(cancellation);
    }
}
