using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Expenses;

namespace Throughline.Web.Pages.Expenses;

public sealed class ToPayModel(ExpenseQueries expenses) : PageModel
{
    public IReadOnlyList<ExpenseLine> Shown { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await expenses.ToPayAsync(cancellation);
}
