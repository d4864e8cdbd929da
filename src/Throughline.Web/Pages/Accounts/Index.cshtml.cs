using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Web.Pages.Accounts;

public sealed class IndexModel(AccountCareQueries accounts) : PageModel
{
    [BindProperty(Name = "name", SupportsGet = true)]
    public string? Name { get; set; }

    public bool TooShort => !string.IsNullOrWhiteSpace(Name) && !PeopleQueries.Searchable(Name) && !PeopleQueries.TooMany(Name);

    public IReadOnlyList<AccountRow> Found { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Found = await accounts.FindAsync(Name, cancellation);
}
