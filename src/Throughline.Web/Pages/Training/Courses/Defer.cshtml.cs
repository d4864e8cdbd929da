using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class DeferModel(TrainingQueries training, DeferTraining defer, PlaceAgain place) : PageModel
{
    private const string NotKnown = "not-known";

    [BindProperty]
    [Required(ErrorMessage = "Choose the course they go on with, or that it is not known yet")]
    public string? CohortId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public CoursePage Course { get; private set; } = null!;

    public IReadOnlyList<CohortLine> Next { get; private set; } = [];

    public IReadOnlyList<Choice> Choices => Course.State == EnrolmentState.Deferred
        ? TrainingForms.Of(Next)
        : [.. TrainingForms.Of(Next), new Choice(NotKnown, "Not known yet", "Their place is kept, and they show among those who wait")];

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

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var next = Guid.TryParse(CohortId, out var cohort) ? cohort : (Guid?)null;
        if (next is null && (CohortId != NotKnown || Course.State == EnrolmentState.Deferred))
        {
            ModelState.AddModelError(nameof(CohortId), "Choose the course they go on with");
            return this.Invalid();
        }

        var outcome = Course.State == EnrolmentState.Deferred
            ? await place.RunAsync(new NextPlace(id, Version, next!.Value), cancellation)
            : await defer.RunAsync(new TrainingDeferral(id, Version, next, Words), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done(next is null ? "They go on later. They show among those who wait for a place" : "They have a place on the next course", $"/training/courses/{id}");
        }

        if (outcome.Refusal is Stale)
        {
            Version = Course.Version;
        }

        return this.Refused(outcome.Refusal!, nameof(CohortId), nameof(Words));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { MayRun: true } course || !course.State.IsOpen())
        {
            return false;
        }

        (Course, Next) = (course, await training.NextCohortsAsync(id, cancellation));
        return true;
    }
}
