using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>What the forms of one application share: the application that they are about, and the version it was opened on.</summary>
public abstract class ApplicationStep(RecruitmentQueries recruitment) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public ApplicationPage Shown { get; private set; } = null!;

    protected async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await recruitment.FindAsync(id, cancellation) is not { } found || found.Application.PersonId == HttpContext.Session().Viewer.PersonId)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
