using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Web.Components;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Schemes.SetUp;

public sealed class ConfirmModel(SchemeQueries schemes, SetUpScheme setUp, CurrentViewer current) : PageModel
{
    /// <summary>The settings that say most about how a scheme treats people.</summary>
    public static readonly IReadOnlyList<string> Told =
    [
        SettingKeys.HoursContactCapVolunteer, SettingKeys.MatchesTrialWeeks, SettingKeys.SupervisionEarlyIntervalDays, SettingKeys.TrustSuspensionDays, SettingKeys.ProgressStuckWeeks,
    ];

    public static readonly IReadOnlyList<Choice> RunItChoices =
    [
        new("true", "Yes", "You become its coordinator as well"),
        new("false", "No", "Invite a coordinator under Accounts"),
    ];

    public SchemeTemplate Template { get; private set; } = null!;

    public bool FirstScheme { get; private set; }

    public bool MayChooseToRunIt => current.Viewer.Hat == Hat.SystemAdministrator;

    [BindProperty]
    [Required(ErrorMessage = "Enter a name for the scheme")]
    public string? Name { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    [BindProperty]
    public string? OrganisationName { get; set; }

    [BindProperty]
    public OrganisationKind? OrganisationKind { get; set; }

    [BindProperty]
    public bool? RunIt { get; set; }

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var list = await schemes.ListAsync(HttpContext.RequestAborted);
        var version = Convert.ToInt32(RouteData.Values["version"], System.Globalization.CultureInfo.InvariantCulture);
        if (!list.MaySetUp)
        {
            context.Result = StatusCode(StatusCodes.Status403Forbidden);
        }
        else if (SchemeTemplates.Find(RouteData.Values["template"] as string, version) is not { } template)
        {
            context.Result = NotFound();
        }
        else
        {
            (Template, FirstScheme) = (template, list.Organisation is null);
            await next();
        }
    }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (FirstScheme && string.IsNullOrWhiteSpace(OrganisationName))
        {
            ModelState.AddModelError(nameof(OrganisationName), "Enter the name of the organisation");
        }

        if (FirstScheme && OrganisationKind is null)
        {
            ModelState.AddModelError(nameof(OrganisationKind), "Choose what sort of organisation it is");
        }

        if (MayChooseToRunIt && RunIt is null)
        {
            ModelState.AddModelError(nameof(RunIt), "Choose whether you will run it yourself");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await setUp.RunAsync(
            new NewScheme(Template.Id, Template.Version, Name, From!.Value, RunIt ?? true, OrganisationName, OrganisationKind ?? default), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusal!);
        }

        // A coordinator's session learns of the new scheme with its next request.
        return this.Done($"{Name!.Trim()} is set up", MayChooseToRunIt ? "/schemes" : $"/schemes/{outcome.Value}");
    }
}
