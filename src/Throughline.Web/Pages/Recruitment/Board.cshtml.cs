using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>Everything under way, for those who run a scheme.</summary>
public sealed class BoardModel(RecruitmentQueries recruitment) : PageModel
{
    public ApplicationBoard Board { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Board = await recruitment.BoardAsync(cancellation);
}
