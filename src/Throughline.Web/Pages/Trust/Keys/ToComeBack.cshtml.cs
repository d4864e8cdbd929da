using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Keys;

public sealed class ToComeBackModel(KeyQueries keys, WitnessKey witness) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose the key that came back")]
    public Guid? KeyId { get; set; }

    public IReadOnlyList<KeyToComeBack> Keys { get; private set; } = [];

    public IReadOnlyList<Choice> Choices => [.. Keys.Select(k => new Choice(k.KeyId.ToString(), k.Label, k.Opens))];

    public async Task OnGetAsync(CancellationToken cancellation) => Keys = await keys.ToComeBackAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Keys = await keys.ToComeBackAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await witness.RunAsync(KeyId!.Value, cancellation);
        return outcome.Succeeded
            ? this.Done(outcome.Value ? "The key is back" : "Noted. It is back once a coordinator has said so too", "/keys/to-come-back")
            : this.Refused(outcome.Refusal!);
    }
}
