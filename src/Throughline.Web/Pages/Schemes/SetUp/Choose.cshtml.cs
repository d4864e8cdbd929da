using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Schemes.SetUp;

public sealed class ChooseModel(SchemeQueries schemes) : PageModel
{
    public IReadOnlyList<SchemeTemplate> Templates => SchemeTemplates.Newest;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) =>
        (await schemes.ListAsync(cancellation)).MaySetUp ? Page() : StatusCode(StatusCodes.Status403Forbidden);
}
