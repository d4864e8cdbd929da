using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Expenses;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Expenses;

public sealed class NewModel(ExpenseQueries expenses, AskForExpense ask, TimeProvider clock) : PageModel
{
    public ExpenseHome Shown { get; private set; } = null!;

    [BindProperty]
    public Guid? SchemeId { get; set; }

    [BindProperty]
    public string? Amount { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        On = clock.Today();
        Shown = await expenses.MineAsync(cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Shown = await expenses.MineAsync(cancellation);
        if (Shown.Schemes.Count == 0)
        {
            return NotFound();
        }

        this.Ask(SchemeId is null, nameof(SchemeId), "Choose which work it was for");
        this.Ask(ExpenseForms.Pence(Amount) is null, nameof(Amount), string.IsNullOrWhiteSpace(Amount) ? "Enter how much it was" : "Enter an amount in pounds, like 4.60");
        this.Ask(string.IsNullOrWhiteSpace(What), nameof(What), "Enter what it was for");
        this.Ask(On is null, nameof(On), "Enter the day you paid it");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await ask.RunAsync(new ExpenseQuestion(SchemeId!.Value, On, ExpenseForms.Pence(Amount), What), cancellation);
        return outcome.Succeeded ? this.Done("You have asked. A coordinator sees to it", $"/expenses/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(SchemeId), nameof(Amount), nameof(What), nameof(On));
    }
}
