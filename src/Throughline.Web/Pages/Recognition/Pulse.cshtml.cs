using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition;

public sealed class PulseModel(PulseQueries pulses, SavePulse save) : PageModel
{
    public PulsePage Shown { get; private set; } = null!;

    [BindProperty]
    public string? Between { get; set; }

    public string? Chosen(SourceClass source) => Request.HasFormContentType ? Request.Form[source.ToString()].ToString()
        : Shown.Values.TryGetValue(source, out var value) ? value?.ToString(CultureInfo.InvariantCulture) ?? RecognitionForms.NoContact : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        Between = Shown.Between?.ToString(CultureInfo.InvariantCulture);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        Dictionary<SourceClass, int> values = [];
        List<SourceClass> without = [];
        foreach (var source in Enum.GetValues<SourceClass>())
        {
            var typed = Chosen(source);
            if (RecognitionForms.Number(typed) is { } value)
            {
                values[source] = value;
            }
            else if (typed == RecognitionForms.NoContact)
            {
                without.Add(source);
            }
            else if (!string.IsNullOrEmpty(typed))
            {
                ModelState.AddModelError(source.ToString(), "Choose one of the answers");
            }
        }

        if (Between is { Length: > 0 } && RecognitionForms.Number(Between) is null)
        {
            ModelState.AddModelError(nameof(Between), "Choose one of the answers");
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save.RunAsync(new PulseInput(values, RecognitionForms.Number(Between), without), cancellation);
        return outcome.Succeeded ? this.Done("This week is saved", "/messages") : this.Refused(outcome.Refusal!, [nameof(Between), .. Enum.GetNames<SourceClass>()]);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await pulses.MineAsync(cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
