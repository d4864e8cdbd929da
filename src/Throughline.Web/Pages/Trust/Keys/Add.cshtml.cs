using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Keys;

public sealed class AddModel(KeyQueries keys, AddKey add) : PageModel
{
    private IReadOnlyList<KeySite> sites = [];

    [BindProperty]
    public string? Label { get; set; }

    [BindProperty]
    public string? Opens { get; set; }

    /// <summary>A scheme, and a site of it where there is one: two ids with a stroke between them.</summary>
    [BindProperty]
    [Required(ErrorMessage = "Choose where it belongs")]
    public string? Place { get; set; }

    public IReadOnlyList<Choice> Places => [.. sites.Select(s => new Choice(Value(s), s.Site ?? s.Scheme, s.Site is null ? "No place in particular" : s.Scheme))];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        sites = await keys.SitesAsync(cancellation);
        Place = sites is [var only] ? Value(only) : null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        sites = await keys.SitesAsync(cancellation);
        var place = sites.FirstOrDefault(s => Value(s) == Place);
        if (Place is not null && place is null)
        {
            ModelState.AddModelError(nameof(Place), "Choose where it belongs");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new NewKey(place!.SchemeId, place.SiteId, Label, Opens), cancellation);
        return outcome.Succeeded ? this.Done($"{Label!.Trim()} hangs in the cupboard", $"/keys/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(Label), nameof(Opens));
    }

    private static string Value(KeySite site) => $"{site.SchemeId}/{site.SiteId}";
}
