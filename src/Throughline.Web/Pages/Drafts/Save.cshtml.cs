using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Drafts;

/// <summary>Takes what a form with data-draft holds, every few seconds, from its script. There is nothing to look at here.</summary>
public sealed class SaveModel(SaveDraft save, DiscardDraft discard, TimeProvider clock) : PageModel
{
    /// <summary>Says only that somebody is at the page: asking is enough to keep the session from locking.</summary>
    public IActionResult OnGet() => StatusCode(StatusCodes.Status204NoContent);

    public async Task<IActionResult> OnPostAsync([FromForm(Name = "__Draft")] string? formKey, CancellationToken cancellation)
    {
        var fields = KeptForms.Fields(Request.Form, default).Where(f => f.Name != "__Draft").ToList();
        var saved = await save.RunAsync(formKey ?? "", new DraftForm(fields), cancellation);
        return saved.Succeeded
            ? new JsonResult(new { savedAt = saved.Value.InLondon().ToString("H:mm", CultureInfo.InvariantCulture) })
            : new JsonResult(new { problem = saved.Refusal!.Sentence }) { StatusCode = saved.Refusal is DraftTooLong ? 413 : 400 };
    }

    /// <summary>Keeps a form that is about to lock, and where it leads; its script fills it in again afterwards, and where it has no place any more it waits by itself.</summary>
    public async Task<IActionResult> OnPostKeepAsync([FromForm(Name = "__Path")] string? path, CancellationToken cancellation)
    {
        var to = SignIns.SafeReturn(path);
        var fields = KeptForms.Fields(Request.Form, to.Split('?')[0]).Where(f => f.Name != "__Path").ToList();
        var kept = await save.KeepAsync(HttpContext.Session(), new DraftForm(fields, to), clock.NewId(), cancellation);
        return kept.Succeeded ? new JsonResult(new { id = kept.Value }) : new JsonResult(new { problem = kept.Refusal!.Sentence }) { StatusCode = 413 };
    }

    public async Task<IActionResult> OnPostDiscardAsync([FromForm(Name = "__Draft")] string? formKey, CancellationToken cancellation)
    {
        await discard.RunAsync(formKey ?? "", cancellation);
        return new JsonResult(new { });
    }
}
