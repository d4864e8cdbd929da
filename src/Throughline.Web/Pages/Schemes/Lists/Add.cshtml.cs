using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Lists;

public sealed class AddModel(SchemeQueries schemes, AddReferenceItem add) : PageModel
{
    public ReferenceKind Kind { get; private set; } = null!;

    public SchemeHead Head { get; private set; } = null!;

    [BindProperty]
    [Required(ErrorMessage = "Enter a name")]
    public string? Name { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter a code")]
    public string? Code { get; set; }

    [BindProperty]
    public string? Hint { get; set; }

    [BindProperty]
    [Display(Name = "The first day")]
    [Required(ErrorMessage = "Enter the first day")]
    public DateOnly? From { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string kind, CancellationToken cancellation) =>
        await ReadAsync(id, kind, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, string kind, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, kind, cancellation))
        {
            return NotFound();
        }

        var flags = new Dictionary<string, string>();
        foreach (var flag in Kind.Flags)
        {
            var name = $"Flags[{flag.Name}]";
            var given = Request.Form[name];
            ModelState.SetModelValue(name, given.ToArray(), string.Join(',', given.ToArray()));
            ModelState.MarkFieldValid(name);
            if (given.Count == 0)
            {
                ModelState.AddModelError(name, $"Choose an answer for “{flag.Title}”");
            }

            flags[flag.Name] = string.Join(' ', given.ToArray());
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new NewReferenceItem(id, Kind.Key, Code, Name, Hint, From!.Value, flags), cancellation);
        return outcome.Succeeded ? this.Done($"{Name!.Trim()} is added", $"/schemes/{id}/lists/{Kind.Key}") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, string kind, CancellationToken cancellation)
    {
        if (ReferenceKind.Find(kind) is not { } found || await schemes.ReferenceAsync(id, found, cancellation) is not { Head.MayRun: true } list)
        {
            return false;
        }

        (Kind, Head) = (found, list.Head);
        return true;
    }
}
