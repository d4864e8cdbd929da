using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Places;

public sealed class AddTeamModel(SchemeQueries schemes, AddTeam add) : PageModel
{
    public SchemeHead Head { get; private set; } = null!;

    public IReadOnlyList<Choice> Sites { get; private set; } = [];

    [BindProperty]
    [Required(ErrorMessage = "Enter the name of the team")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose a site")]
    public string? SiteId { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new NewTeam(id, Guid.TryParse(SiteId, out var site) ? site : null, Name, From!.Value), cancellation);
        return outcome.Succeeded ? this.Done($"{Name!.Trim()} is added", $"/schemes/{id}/places") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await schemes.PlacesAsync(id, cancellation) is not { Head.MayRun: true } places)
        {
            return false;
        }

        (Head, Sites) = (places.Head, [.. places.Sites.Select(s => new Choice(s.Site.Id.ToString(), s.Site.Name))]);
        return true;
    }
}
