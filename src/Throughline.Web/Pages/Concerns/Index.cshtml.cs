using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Concerns;
using Throughline.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Concerns;

public sealed class IndexModel(ConcernQueries concerns) : PageModel
{
    public IReadOnlyList<OutsideLine> Contacts { get; private set; } = [];

    public IReadOnlyList<ConcernLine> Lines { get; private set; } = [];

    public IReadOnlyList<RetaliationLine>? Retaliation { get; private set; }

    public bool SeesTo => HttpContext.Session().Hat == Hat.VoiceLead;

    public bool Counts => HttpContext.Session().Hat is Hat.VoiceLead or Hat.HeadOfService;

    public bool MayName => HttpContext.Session().Hat is Hat.HeadOfService or Hat.SystemAdministrator;

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Contacts = await concerns.ContactsAsync(cancellation);
        Lines = await concerns.ListAsync(cancellation);
        if (SeesTo)
        {
            Retaliation = await concerns.RetaliationAsync(cancellation);
        }
    }
}
