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
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ProblemModel(ILogger<ProblemModel> logger) : PageModel
{
    public static readonly object TooLarge = new();

    public ProblemText Problem { get; private set; } = ProblemText.NotFound;

    /// <summary>What to quote when asking for help: finds the entry in the log and says nothing else.</summary>
    public string? Reference { get; private set; }

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var status = int.Parse((string)RouteData.Values["status"]!, CultureInfo.InvariantCulture);
        var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        if (failure is not null)
        {
            status = Response.StatusCode;
        }
        if (HttpContext.Items.ContainsKey(TooLarge))
        {
            status = StatusCodes.Status413PayloadTooLarge;
        }
        var happened = failure is not null || HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        // A wrong method is told as a missing page, so that nobody learns which addresses exist.
        var answered = happened && status != StatusCodes.Status405MethodNotAllowed ? status : StatusCodes.Status404NotFound;
        Problem = ProblemText.For(answered);
        Response.StatusCode = answered;
        Response.Headers.Allow = default;
        if (answered >= 500)
        {
            Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
            logger.LogError("Reference {Reference}: {Failure} at {Path}", Reference, failure?.Error.GetType().Name, failure?.Path);
        }
    }
}
