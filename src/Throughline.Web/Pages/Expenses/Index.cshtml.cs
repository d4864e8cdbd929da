using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Expenses;

namespace Throughline.Web.Pages.Expenses;

public sealed class IndexModel(ExpenseQueries expenses) : PageModel
{
    public ExpenseHome Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await expenses.MineAsync(cancellation);
}
