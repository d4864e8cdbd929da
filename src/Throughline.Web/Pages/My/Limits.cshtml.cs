using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.My;

/// <summary>The viewer's own limits on where and when they can be, and a way to say that one is wrong.</summary>
public sealed class LimitsModel(MyMentoringQueries mentoring, QuestionAccessConstraint question) : PageModel
{
    public IReadOnlyList<MyLimits> Mine { get; private set; } = [];

    /// <summary>Whether others are not shown them, because the viewer's label has set.</summary>
    public bool Label { get; private set; }

    [BindProperty]
    public Guid LimitId { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    public string? WordsError { get; private set; }

    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var outcome = await question.RunAsync(LimitId, Words, cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("A coordinator is told that this is wrong", "/my/limits");
        }

        await ReadAsync(cancellation);
        WordsError = (outcome.Refusal as Invalid)?.Message;
        return this.Refused(outcome.Refusal!);
    }

    private async Task ReadAsync(CancellationToken cancellation) => (Mine, Label) = (await mentoring.LimitsAsync(cancellation), await mentoring.LabelHasSetAsync(cancellation));
}
