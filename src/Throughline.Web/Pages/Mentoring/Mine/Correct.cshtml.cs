using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring.Mine;

public sealed class CorrectModel(MyMentoringQueries mentoring, CorrectContact correct, TimeProvider clock) : PageModel
{
    public OwnContact Contact { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public ContactForm Form { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Version, Form) = (Contact.Version, ContactForm.Of(Contact.Contact, clock.Today()));
        return Page();
    }

    public Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation) => SaveAsync(id, takeBack: false, cancellation);

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) => SaveAsync(id, takeBack: true, cancellation);

    private async Task<IActionResult> SaveAsync(Guid id, bool takeBack, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Form.With(clock.Today(), Contact.Contact.At.LondonDate(), Contact.Contact.Minutes);
        var outcome = await correct.RunAsync(id, Version, takeBack ? null : Form.Read(), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(takeBack ? "It is taken back" : "It is put right", $"/mentoring/mine/{Contact.MatchId}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Contact.Version;
            ModelState.Remove(nameof(Version));
        }

        if (outcome.Refusal is not Invalid wrong)
        {
            return this.Refused(outcome.Refusal!);
        }

        ModelState.AddModelError(ContactForm.Field(wrong.Input), wrong.Message);
        return this.Invalid();
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await mentoring.ContactAsync(id, cancellation) is not { } contact)
        {
            return false;
        }

        Contact = contact;
        return true;
    }
}
