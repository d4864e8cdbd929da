using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Surveys;

namespace Throughline.Web.Pages.Surveys;

public sealed class IndexModel(SurveyQueries surveys) : PageModel
{
    public IReadOnlyList<SchemeSurveys> Schemes { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Schemes = await surveys.ListAsync(cancellation);
}
