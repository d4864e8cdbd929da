using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;

namespace Throughline.Web.Pages.People;

public sealed class SuggestModel(PeopleQueries people) : PageModel
{
    public async Task<JsonResult> OnGetAsync(string? q, CancellationToken cancellation) => new(await people.SuggestAsync(q, cancellation));
}
