using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Succession;

public sealed class ChangeModel(SchemeQueries schemes, RenameOrganisation rename, SucceedOrganisation succeed) : PageModel
{
    public Organisation Organisation { get; private set; } = null!;

    public OrganisationSpell Newest => Organisation.History.Last();

    [BindProperty]
    [Required(ErrorMessage = "Choose what happens")]
    public string? What { get; set; }

    [BindProperty]
    public OrganisationKind? Kind { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the name of the organisation")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        if (What == "succeeded" && Kind is null)
        {
            ModelState.AddModelError(nameof(Kind), "Choose what sort of organisation it is");
        }

        if (What is not (null or "renamed" or "succeeded"))
        {
            ModelState.AddModelError(nameof(What), "Choose what happens");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var edit = new OrganisationEdit(Name, Kind ?? default, From!.Value, Version);
        var outcome = What == "renamed" ? await rename.RunAsync(edit, cancellation) : await succeed.RunAsync(edit, cancellation);
        return outcome.Succeeded ? this.Done($"{Name!.Trim()} is added", "/organisation") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await schemes.OrganisationAsync(cancellation) is not { MayChange: true } page)
        {
            return false;
        }

        Organisation = page.Organisation;
        return true;
    }
}
