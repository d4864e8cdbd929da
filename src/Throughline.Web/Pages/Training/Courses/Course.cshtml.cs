using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class CourseModel(TrainingQueries training, CompleteTraining complete, TimeProvider clock) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Enter when they finished")]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public CoursePage Course { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        On = clock.Today();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Course.MayRun)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await complete.RunAsync(new TrainingDone(id, Version, On!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done($"{Course.Name} has finished. The certificate is theirs to print", $"/training/courses/{id}")
            : this.Refused(outcome.Refusal!, nameof(On));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { } course)
        {
            return false;
        }

        Course = course;
        return true;
    }
}
