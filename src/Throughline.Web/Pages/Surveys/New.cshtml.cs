using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Surveys;

public sealed class NewModel(SurveyQueries surveys, OpenWave open) : PageModel
{
    public WaveForm Form { get; private set; } = null!;

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    [Display(Name = "The last day")]
    public DateOnly? To { get; set; }

    [BindProperty]
    public List<Guid> SiteIds { get; set; } = [];

    [BindProperty]
    public string? Audience { get; set; }

    [BindProperty]
    public string? CouldAnswer { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Say who can answer")]
    public string? NeedsCode { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid schemeId, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(schemeId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(schemeId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        int? people = int.TryParse(CouldAnswer?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var typed) ? typed : null;
        var outcome = await open.RunAsync(new NewWave(schemeId, new WavePlan(Name, From, To, Audience, people, NeedsCode == "true", SiteIds)), cancellation);
        return outcome.Succeeded
            ? this.Done("The survey is open", $"/surveys/waves/{outcome.Value}")
            : this.Refused(outcome.Refusal!, nameof(Name), nameof(From), nameof(To), nameof(SiteIds), nameof(Audience), nameof(CouldAnswer));
    }

    private async Task<bool> ReadAsync(Guid schemeId, CancellationToken cancellation)
    {
        if (await surveys.FormAsync(schemeId, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
