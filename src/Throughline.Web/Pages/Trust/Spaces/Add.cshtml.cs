using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class AddModel(SpaceQueries spaces, AddSpace add) : PageModel
{
    public IReadOnlyList<Choice> Sites { get; private set; } = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? SiteId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Say whether people sign in and out there")]
    public string? Hub { get; set; }

    [BindProperty]
    public string? OpensAt { get; set; }

    [BindProperty]
    public string? ClosesAt { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation) => Sites = PeopleForms.Of(await spaces.SitesAsync(cancellation));

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await OnGetAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(
            new NewSpace(
                Guid.TryParse(SiteId, out var site) ? site : null, new SpaceDetails(Name, HubWords.ReadTime(OpensAt), HubWords.ReadTime(ClosesAt)), Hub == "true", From!.Value),
            cancellation);
        return outcome.Succeeded
            ? this.Done($"{Name!.Trim()} is added", $"/spaces/{outcome.Value}")
            : this.Refused(outcome.Refusal!, nameof(Name), nameof(SiteId), nameof(OpensAt), nameof(ClosesAt), nameof(From));
    }
}
