using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class WithdrawModel(TrainingQueries training, WithdrawFromTraining withdraw) : PageModel
{
    [BindProperty]
    public int Version { get; set; }

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

        var outcome = await withdraw.RunAsync(id, Version, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(Course.IsOwn ? "You have stopped the course. What you did stays yours" : "It is written down. Their role goes on until you end it or give them another place", $"/training/courses/{id}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Course.Version;
        }

        return this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { } course || !(course.IsOwn || course.MayRun) || !course.State.IsOpen())
        {
            return false;
        }

        Course = course;
        return true;
    }
}
