using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Throughline.Web.Pages.Problems;

/// <summary>Says what went wrong and what to do next. Reached only by re-execution; asked for directly, it does not exist.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel : PageModel
{
    public ProblemText Problem { get; private set; } = ProblemText.NotFound;

    /// <summary>What to quote when asking for help: finds the entry in the log and says nothing else.</summary>
    public string? Reference { get; private set; }

    /// <summary>Not a handler of its own for each method: a refused PUT is told as plainly as a GET.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var happened = HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null
            || HttpContext.Features.Get<IExceptionHandlerPathFeature>() is not null;
        // A wrong method is told as a missing page, so that nobody learns which addresses exist.
        var answered = happened && status != StatusCodes.Status405MethodNotAllowed ? status : StatusCodes.Status404NotFound;
        Problem = ProblemText.For(answered);
        Response.StatusCode = answered;
        Response.Headers.Allow = default;
        if (answered >= 500)
        {
            Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
        }
    }
}
