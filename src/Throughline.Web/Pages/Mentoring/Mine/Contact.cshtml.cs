using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Mine;

public sealed class ContactModel(MyMentoringQueries mentoring, LogContact log, TimeProvider clock) : PageModel
{
    public MenteePage Mentee { get; private set; } = null!;

    [BindProperty]
    public ContactForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        Form = ContactForm.Fresh(clock.Now());
        return await ReadAsync(id, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        Form.With(clock.Today());
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await log.RunAsync(id, Form.Read(), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"Your meeting with {Mentee.Name} is saved", $"/mentoring/mine/{id}");
        }

        if (outcome.Refusal is not Invalid wrong)
        {
            return this.Refused(outcome.Refusal!);
        }

        ModelState.ClearValidationState("Form");
        ModelState.AddModelError(ContactForm.Field(wrong.Input), wrong.Message);
        return this.Invalid();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.MenteeAsync(id, cancellation) is not { } mentee)
        {
            return false;
        }

        Mentee = mentee;
        return true;
    }
}
