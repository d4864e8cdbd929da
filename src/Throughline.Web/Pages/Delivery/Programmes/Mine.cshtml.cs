using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class MineModel(MyProgrammeQueries mine, TakeNameOut nameOut, TakeStoryOut storyOut) : PageModel
{
    [BindProperty]
    public Guid Which { get; set; }

    public MyProgrammesPage Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancellation) => Shown = await mine.MineAsync(cancellation);

    public async Task<IActionResult> OnPostNameAsync(CancellationToken cancellation) => await AfterAsync("Your name is out", await nameOut.RunAsync(Which, cancellation), cancellation);

    public async Task<IActionResult> OnPostStoryAsync(CancellationToken cancellation)
    {
        Shown = await mine.MineAsync(cancellation);
        return Shown.Stories.Any(s => s.Id == Which) ? await AfterAsync("Your story is out", await storyOut.RunAsync(Which, cancellation), cancellation) : NotFound();
    }

    private async Task<IActionResult> AfterAsync(string done, Throughline.Outcome<Throughline.Done> outcome, CancellationToken cancellation)
    {
        Shown = await mine.MineAsync(cancellation);
        return outcome.Succeeded ? this.Done(done, "/my/programmes#cannot-recall") : this.Refused(outcome.Refusal!);
    }
}
