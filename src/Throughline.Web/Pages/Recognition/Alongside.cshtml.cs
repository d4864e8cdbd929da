using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition;

public sealed class AlongsideModel(AlongsideQueries alongside, SayAlongside say, TakeBackAlongside takeBack) : PageModel
{
    public AlongsidePage Shown { get; private set; } = null!;

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        On = Shown.On;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(On is null, nameof(On), "Enter the day of the course");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await say.RunAsync(On, cancellation);
        return outcome.Succeeded ? this.Done("It is saved. Only you see your day", "/recognition/alongside") : this.Refused(outcome.Refusal!, nameof(On));
    }

    public async Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await takeBack.RunAsync(cancellation);
        return outcome.Succeeded ? this.Done("It is taken back", "/recognition/alongside") : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await alongside.MineAsync(cancellation) is not { } shown)
        {
            return false;
        }

        Shown = shown;
        return true;
    }
}
