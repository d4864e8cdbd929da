using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>What can be applied for, for anybody. Nothing on it is about a person.</summary>
public sealed class JoinModel(OpenRoleQueries open) : PageModel
{
    public IReadOnlyList<OpenRole> Roles { get; private set; } = [];

    public bool CanApply => HttpContext.FindSession() is { Standing: SessionStanding.Open } session && Access.Applicants.Contains(session.Hat);

    public async Task OnGetAsync(CancellationToken cancellation) => Roles = await open.ListAsync(cancellation);
}
