using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Expenses;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Expenses;

public sealed class ClaimModel(ExpenseQueries expenses, TakeBackExpense takeBack, SayExpensePaid pay, SendExpenseBack sendBack, TimeProvider clock) : PageModel
{
    public ExpensePage Shown { get; private set; } = null!;

    [BindProperty]
    public int Version { get; set; }

    [BindProperty, Display(Name = "The day it was paid")]
    public DateOnly? PaidOn { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        (Version, PaidOn) = (Shown.Version, clock.Today());
        return Page();
    }

    public Task<IActionResult> OnPostTakeBackAsync(Guid id, CancellationToken cancellation) => DoAsync(id, "It is taken back", $"/expenses/{id}", () => takeBack.RunAsync(id, cancellation), cancellation);

    public Task<IActionResult> OnPostPaidAsync(Guid id, CancellationToken cancellation) =>
        DoAsync(id, "It is paid", "/expenses/to-pay", () => pay.RunAsync(new ExpensePayment(id, Version, PaidOn), cancellation), cancellation);

    public Task<IActionResult> OnPostSendBackAsync(Guid id, CancellationToken cancellation) =>
        DoAsync(id, "It is sent back. They can read why", "/expenses/to-pay", () => sendBack.RunAsync(new ExpenseReturn(id, Version, Why), cancellation), cancellation);

    private async Task<IActionResult> DoAsync(Guid id, string done, string next, Func<Task<Outcome<Done>>> act, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await act();
        if (outcome.Succeeded)
        {
            return this.Done(done, next);
        }

        // Somebody else may have closed it since.
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = outcome.Refusal is Stale || Version == 0 ? Shown.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(PaidOn), nameof(Why));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await expenses.FindAsync(id, cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
