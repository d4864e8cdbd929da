using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Invitations;

public sealed class NewModel(InvitationQueries invitations, InvitePerson invite) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    [BindProperty]
    public string? SignInName { get; set; }

    public string PersonName { get; private set; } = "";

    /// <summary>The link; shown once, in answer to the post that made it.</summary>
    public InvitationLink? Link { get; private set; }

    public string Address => $"{Request.Scheme}://{Request.Host}/invitation/{Link!.Token}";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var invited = await invite.RunAsync(PersonId, SignInName, cancellation);
        if (invited.Succeeded)
        {
            Link = invited.Value;
            return Page();
        }

        if (invited.Refusal is NotFound)
        {
            return NotFound();
        }

        ModelState.AddModelError(invited.Refusal!.Field ?? "", invited.Refusal.Sentence);
        return this.Invalid();
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await invitations.NameAsync(PersonId, cancellation) is not { } name)
        {
            return false;
        }

        PersonName = name;
        return true;
    }
}
