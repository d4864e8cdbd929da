using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Throughline.Web.Components;

public static class PageResults
{
    /// <summary>Shows the page again with what was typed and what is wrong with it, as 400: <c>return this.Invalid();</c></summary>
    public static PageResult Invalid(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status400BadRequest;
        return result;
    }

    /// <summary>Puts a message beside a field that has to be filled in.</summary>
    public static void Ask(this PageModel page, bool missing, string field, string message)
    {
        if (missing && page.ModelState.GetFieldValidationState(field) != ModelValidationState.Invalid)
        {
            page.ModelState.AddModelError(field, message);
        }
    }
}
