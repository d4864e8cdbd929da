using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

public sealed class AskModel(ClearanceQueries clearances, OpenVetting open) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose yes or no")]
    public bool? Needed { get; set; }

    [BindProperty]
    public List<string> Scopes { get; set; } = [];

    [BindProperty]
    public Guid? DeciderId { get; set; }

    public ClearanceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (Needed == true && Scopes.Count == 0)
        {
            ModelState.AddModelError(nameof(Scopes), "Choose at least one duty");
        }

        if (Needed == true && DeciderId is null)
        {
            ModelState.AddModelError(nameof(DeciderId), "Choose who decides");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await open.RunAsync(new NewVetting(id, Form.SchemeId, Needed!.Value, Scopes, DeciderId), cancellation);
        return outcome.Succeeded
            ? this.Done(Needed.Value ? $"It is asked for. {Form.Deciders.FirstOrDefault(d => d.Id == DeciderId)?.Name} decides" : "It is written down that no clearance is needed", $"/clearance/{id}")
            : this.Refused(outcome.Refusal!, nameof(Scopes), nameof(DeciderId));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await this.FormForAsync(clearances, id, SchemeId, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
