using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class TakeBackModel(TrainingQueries training, TakeBackSignOff takeBack) : PageModel
{
    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public CoursePage Course { get; private set; } = null!;

    public CoursePart Part { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var outcome = await takeBack.RunAsync(new SignOffTakenBack(Part.SignOffId!.Value, new Decision(Reason, Evidence)), cancellation);
        return outcome.Succeeded
            ? this.Done($"“{Part.Part.Title}” no longer counts as signed off. Tell {Course.Name} why", $"/training/courses/{id}")
            : this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { MayRun: true } course || !course.State.IsOpen()
            || Number < 1 || Number > course.Parts.Count || course.Parts[Number - 1].SignOffId is null)
        {
            return false;
        }

        (Course, Part) = (course, course.Parts[Number - 1]);
        return true;
    }
}
