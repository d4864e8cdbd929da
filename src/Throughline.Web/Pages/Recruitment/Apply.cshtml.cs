using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>Somebody applies, or says in one press that they would like to hear more.</summary>
public sealed class ApplyModel(RecruitmentQueries recruitment, Apply apply, SayInterest interest, FindDraft drafts, DiscardDraft discard, CurrentViewer current) : PageModel
{
    [BindProperty]
    public ApplyFields Form { get; set; } = new();

    [BindProperty]
    public Guid Once { get; set; }

    public ApplyForm Shown { get; private set; } = null!;

    public DateTimeOffset? DraftFrom { get; private set; }

    public string DraftKey => $"application:{Shown.Role.WindowId:N}";

    public async Task<IActionResult> OnGetAsync(Guid windowId, CancellationToken cancellation)
    {
        if (!await ReadAsync(windowId, cancellation))
        {
            return NotFound();
        }

        if (await drafts.RunAsync(DraftKey, cancellation) is { } found)
        {
            DraftFrom = found.SavedAt;
            Form.Brings = found.Form["Form.Brings"];
            Form.Why = found.Form["Form.Why"];
            Form.WouldHelp = found.Form["Form.WouldHelp"];
            Form.Route = Enum.TryParse<ApplicationRoute>(found.Form["Form.Route"], out var route) ? route : null;
            Form.EncouragedBy = found.Form["Form.EncouragedBy"];
            (Form.Saw1, Form.Saw2, Form.Saw3) = (found.Form["Form.Saw1"], found.Form["Form.Saw2"], found.Form["Form.Saw3"]);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid windowId, CancellationToken cancellation)
    {
        if (!await ReadAsync(windowId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await apply.RunAsync(Form.ToInput(windowId, null), cancellation);
        if (!outcome.Succeeded)
        {
            return this.RefusedField(outcome.Refusal!, ApplyFields.FieldOf(outcome.Refusal!.Field));
        }

        await discard.RunAsync(DraftKey, cancellation);
        return this.Done("Your application is sent. Somebody will talk with you about it", $"/recruitment/mine/{outcome.Value}");
    }

    public async Task<IActionResult> OnPostInterestAsync(Guid windowId, CancellationToken cancellation)
    {
        if (!await ReadAsync(windowId, cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await interest.RunAsync(windowId, cancellation);
        return outcome.Succeeded
            ? this.Done("We know that you would like to hear more. Somebody will get in touch", "/recruitment/mine")
            : this.RefusedField(outcome.Refusal!, "");
    }

    private async Task<bool> ReadAsync(Guid windowId, CancellationToken cancellation)
    {
        if (await recruitment.FormAsync(windowId, cancellation) is not { } found)
        {
            return false;
        }

        Shown = found;
        Form.Encouragers = [.. found.Encouragers.Select(e => new Choice(e.Code, e.Name))];
        return true;
    }
}

internal static class RecruitmentForms
{
    /// <summary>As <see cref="PeopleForms.Refused"/>, with the sentence beside a field that is called otherwise on the form.</summary>
    public static IActionResult RefusedField(this PageModel page, Throughline.Refusal refusal, string field)
    {
        if (field.Length > 0 && refusal is Throughline.Invalid)
        {
            page.ModelState.AddModelError(field, refusal.Sentence.TrimEnd('.'));
            return page.Invalid();
        }

        return page.Refused(refusal);
    }

    public static string Colour(ApplicationState? state) => state switch
    {
        null or ApplicationState.Sent => "blue",
        ApplicationState.Talking or ApplicationState.Panel => "turquoise",
        ApplicationState.Offered or ApplicationState.Accepted => "green",
        _ => "grey",
    };
}
