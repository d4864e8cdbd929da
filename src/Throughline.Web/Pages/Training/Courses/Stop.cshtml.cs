using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class StopModel(TrainingQueries training, AskToStop stop) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public int Version { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public CoursePage Course { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Course.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Checked && !string.IsNullOrWhiteSpace(Reason) && !string.IsNullOrWhiteSpace(Evidence))
        {
            ShowsCheck = true;
            return Page();
        }

        var outcome = await stop.RunAsync(new StopRequest(id, Version, new Decision(Reason, Evidence)), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done($"It is written down. Tell {Course.Name} yourself", $"/training/courses/{id}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Course.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { MayRun: true, State: EnrolmentState.Attending } course)
        {
            return false;
        }

        Course = course;
        return true;
    }
}
