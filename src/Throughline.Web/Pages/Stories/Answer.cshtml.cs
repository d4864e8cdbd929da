using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>Takes the owner's answer to a mark, from any page that shows one. It is seen by itself only when something has to be put right.</summary>
public sealed class AnswerModel(AnswerCoding answer, CurrentViewer current) : PageModel
{
    public static readonly IReadOnlyList<Choice> Answers =
        [new("ThatsRight", "Yes, that's right"), new("ThatsNotIt", "No, that's not it"), new("NotYetGiven", "I'd rather not say yet")];

    [BindProperty]
    public Guid CodingId { get; set; }

    [BindProperty]
    public OwnerAnswer? Answer { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Back { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    /// <summary>Never leads off this site, whatever was posted.</summary>
    public string SafeBack => Back is { } back && Url.IsLocalUrl(back) ? back : "/stories";

    public IActionResult OnGet() => LocalRedirect("/stories/evidence");

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (Answer is not { } given)
        {
            ModelState.AddModelError(nameof(Answer), "Choose yes or no");
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await answer.RunAsync(new CodingAnswer(CodingId, given, Words), cancellation);
        return outcome.Succeeded ? LocalRedirect(SafeBack) : this.Refuse(outcome.Refusal!);
    }
}
