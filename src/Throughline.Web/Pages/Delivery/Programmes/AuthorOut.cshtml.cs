using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class AuthorOutModel(SessionProgrammeQueries programmes, TakeAuthorOut takeOut) : PageModel
{
    public VersionPage Shown { get; private set; } = null!;

    public AuthorLine Author { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid author, CancellationToken cancellation) => await ReadAsync(id, author, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, Guid author, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, author, cancellation))
        {
            return NotFound();
        }

        var outcome = await takeOut.RunAsync(id, author, cancellation);
        return outcome.Succeeded ? this.Done($"{Author.Name} is taken out", $"/programmes/versions/{id}#authors") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, Guid author, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { MayRun: true } found || found.Authors.FirstOrDefault(a => a.Id == author) is not { } named)
        {
            return false;
        }

        (Shown, Author) = (found, named);
        return true;
    }
}
