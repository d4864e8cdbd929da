using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Training.Courses;

public sealed class SignOffModel(TrainingQueries training, SignOffPart sign, TimeProvider clock) : PageModel
{
    [BindProperty]
    public string? WhatTheySaw { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter when you saw it")]
    [Display(Name = "The date")]
    public DateOnly? SeenOn { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    public CoursePage Course { get; private set; } = null!;

    public CoursePart Part { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        SeenOn = clock.Today();
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

        var outcome = await sign.RunAsync(new NewSignOff(id, Part.Part.Title, SeenOn!.Value, WhatTheySaw), cancellation);
        return outcome.Succeeded
            ? this.Done($"“{Part.Part.Title}” is signed off", $"/training/courses/{id}")
            : this.Refused(outcome.Refusal!, nameof(WhatTheySaw), nameof(SeenOn));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.CourseAsync(id, cancellation) is not { MaySign: true } course || !course.State.IsOpen() || Number < 1 || Number > course.Parts.Count)
        {
            return false;
        }

        (Course, Part) = (course, course.Parts[Number - 1]);
        return true;
    }
}
