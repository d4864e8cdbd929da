using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Rights;

namespace Throughline.Web.Pages.Rights;

public sealed class FindModel(RightsQueries rights) : PageModel
{
    [BindProperty(Name = "name", SupportsGet = true)]
    public string? Name { get; set; }

    public bool TooShort => !string.IsNullOrWhiteSpace(Name) && !PeopleQueries.Searchable(Name) && !PeopleQueries.TooMany(Name);

    public IReadOnlyList<FoundPerson> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Found = await rights.FindAsync(Name, cancellation);
}
