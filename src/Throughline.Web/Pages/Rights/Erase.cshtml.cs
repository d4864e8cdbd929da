using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Rights;

public sealed class EraseModel(RightsQueries rights, ErasePerson erase, ProveSession prove) : PageModel
{
    public static IReadOnlyList<Choice> Grounds { get; } = [.. ErasureGrounds.Choices.Select(g => new Choice(g.ToString(), g.Name()))];

    [BindProperty]
    [Required(ErrorMessage = "Choose why the record is erased")]
    public ErasureGround? Ground { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the reason")]
    [MinLength(Erasure.ReasonMinLength, ErrorMessage = "Say why, in at least 20 characters. This cannot be undone")]
    public string? Reason { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public ErasableRecord Record { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await this.FirstAsync(prove) ?? (await ReadAsync(id, cancellation) ? Page() : NotFound());

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await this.FirstAsync(prove) is { } first)
        {
            return first;
        }

        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await erase.RunAsync(id, Reason, Ground, cancellation);
        return outcome.Succeeded
            ? this.Done("The record is erased. Nothing in it can be read again", "/rights/erased")
            : this.Refused(outcome.Refusal!, nameof(Ground), nameof(Reason));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await rights.PersonAsync(id, cancellation) is not { } record)
        {
            return false;
        }

        Record = record;
        return true;
    }
}
