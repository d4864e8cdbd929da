using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment.Clearance;

/// <summary>What the forms about somebody's clearance share.</summary>
public static class FormReading
{
    /// <summary>The form's choices; null where the viewer may not fill it in, which includes a coordinator's own clearance.</summary>
    public static async Task<ClearanceForm?> FormForAsync(this PageModel page, ClearanceQueries clearances, Guid personId, Guid? schemeId, CancellationToken cancellation) =>
        personId == page.HttpContext.Session().Viewer.PersonId ? null : await clearances.FormAsync(personId, schemeId, cancellation);

    /// <summary>Says beside a date that it is missing, unless something else is wrong with it.</summary>
    public static void Need(this PageModel page, string field, DateOnly? date, string message)
    {
        if (date is null && page.ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)
        {
            page.ModelState.AddModelError(field, message);
        }
    }
}
