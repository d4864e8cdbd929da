using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Lists;

public sealed class EndModel(SchemeQueries schemes, EndReferenceItem end) : PageModel
{
    public ReferenceKind Kind { get; private set; } = null!;

    public SchemeHead Head { get; private set; } = null!;

    public ReferenceItem Item { get; private set; } = null!;

    [BindProperty]
    [Display(Name = "The last day")]
    [Required(ErrorMessage = "Enter the last day")]
    public DateOnly? To { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string kind, Guid itemId, CancellationToken cancellation) =>
        await ReadAsync(id, kind, itemId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string kind, Guid itemId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, kind, itemId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await end.RunAsync(new ReferenceItemEnd(id, itemId, To!.Value, Version), cancellation);
        return outcome.Succeeded ? this.Done($"{Item.Name} ends on {Shown.Day(To.Value)}", $"/schemes/{id}/lists/{Kind.Key}") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, string kind, Guid itemId, CancellationToken cancellation)
    {
        if (ReferenceKind.Find(kind) is not { } found
            || await schemes.ReferenceAsync(id, found, cancellation) is not { Head.MayRun: true } list
            || list.Items.FirstOrDefault(i => i.Id == itemId) is not { } item)
        {
            return false;
        }

        (Kind, Head, Item) = (found, list.Head, item);
        return true;
    }
}
