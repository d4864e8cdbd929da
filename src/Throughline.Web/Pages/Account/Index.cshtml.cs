using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Account;

public sealed class IndexModel(AccountQueries accounts, EndSessions end) : PageModel
{
    public AccountPage? Account { get; private set; }

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public Guid Here => HttpContext.Session().Id;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var person = HttpContext.Session().PersonId;
        Account = await accounts.PageAsync(person, cancellation);
        Sessions = await accounts.SessionsAsync(person, cancellation);
    }

    public async Task<IActionResult> OnPostEndAsync(Guid sessionId, CancellationToken cancellation) =>
        (await end.RunAsync(HttpContext.Session(), sessionId, cancellation)).Succeeded ? this.Done("That browser is signed out", "/account") : NotFound();

    public async Task<IActionResult> OnPostEndOthersAsync(CancellationToken cancellation)
    {
        await end.RunAsync(HttpContext.Session(), null, cancellation);
        return this.Done("You are signed out everywhere else", "/account");
    }
}
