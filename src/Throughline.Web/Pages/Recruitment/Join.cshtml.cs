using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>What can be applied for, for anybody. Nothing on it is about a person.</summary>
public sealed class JoinModel(OpenRoleQueries open, IServiceProvider services, TimeProvider clock) : PageModel
{
    public IReadOnlyList<OpenRole> Roles { get; private set; } = [];

    public bool CanApply => HttpContext.FindSession() is { Standing: SessionStanding.Open } session && Access.Applicants.Contains(session.Hat);

    public bool SignedIn => HttpContext.FindSession() is { Standing: SessionStanding.Open };

    /// <summary>For each role, the viewer's own application that stands in the way of a new one: under way, or answered with a later day to try again.</summary>
    public IReadOnlyDictionary<Guid, OwnApplicationLine> Standing { get; private set; } = new Dictionary<Guid, OwnApplicationLine>();

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Roles = await open.ListAsync(cancellation);
        if (CanApply)
        {
            // Without a session there is no viewer to read as.
            var (mine, today) = (await services.GetRequiredService<RecruitmentQueries>().MineAsync(cancellation), clock.Today());
            Standing = mine.Where(a => !a.State.IsOver() || a.ReapplyFrom > today).GroupBy(a => a.RoleDefinitionId).ToDictionary(a => a.Key, a => a.MaxBy(one => one.ReapplyFrom)!);
        }
    }
}
