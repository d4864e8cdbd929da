using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>When applications are open, and for what.</summary>
public sealed class WindowsModel(RecruitmentQueries recruitment, PeopleQueries people, OpenWindow open, CloseWindow close, CurrentViewer current, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose a role")]
    public Guid? RoleDefinitionId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the first day")]
    [Display(Name = "The first day")]
    public DateOnly? Opens { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? Closes { get; set; }

    [BindProperty]
    public string? About { get; set; }

    [BindProperty]
    public string? OtherWays { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public IReadOnlyList<WindowLine> Windows { get; private set; } = [];

    public IReadOnlyList<Choice> Roles { get; private set; } = [];

    public DateOnly Today => clock.Today();

    public bool IsOpen(WindowLine window) => window.Opens <= Today && (window.Closes is null || window.Closes >= Today);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        Opens = Today;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await open.RunAsync(new NewWindow(RoleDefinitionId!.Value, Opens!.Value, Closes, About, OtherWays), cancellation);
        return outcome.Succeeded
            ? this.Done("Applications are open", "/recruitment/windows")
            : this.Refused(outcome.Refusal!, nameof(RoleDefinitionId), nameof(Opens), nameof(Closes), nameof(About), nameof(OtherWays));
    }

    public async Task<IActionResult> OnPostCloseAsync(Guid id, int version, CancellationToken cancellation)
    {
        ModelState.Clear();
        var outcome = await close.RunAsync(id, version, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("Applications close after today", "/recruitment/windows");
        }

        await ReadAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Windows = await recruitment.WindowsAsync(cancellation);
        Roles = PeopleForms.Of((await people.RolesAsync(cancellation)).Where(r => r.OnLadder));
    }
}
