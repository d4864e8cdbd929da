using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Words;

public sealed class ChangeModel(SchemeQueries schemes, ChangeWord change) : PageModel
{
    public SchemeHead Head { get; private set; } = null!;

    public SchemeWord Word { get; private set; } = null!;

    [BindProperty]
    [Required(ErrorMessage = "Enter the word for one")]
    public string? Singular { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter the word for several")]
    public string? Plural { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter why you chose this word")]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string key, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, key, cancellation))
        {
            return NotFound();
        }

        (Singular, Plural) = (Word.Singular, Word.Plural);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string key, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, key, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await change.RunAsync(new WordEdit(id, key, Singular, Plural, Reason, Version), cancellation);
        return outcome.Succeeded ? this.Done($"The word is now “{Singular!.Trim()}”", $"/schemes/{id}/words") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, string key, CancellationToken cancellation)
    {
        if (await schemes.WordsAsync(id, cancellation) is not { Head.MayRun: true } page || page.Words.FirstOrDefault(w => w.Word.Key == key).Word is not { } word)
        {
            return false;
        }

        (Head, Word) = (page.Head, word);
        return true;
    }
}
