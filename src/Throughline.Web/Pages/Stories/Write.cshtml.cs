using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A person writes a story of their own.</summary>
public sealed class WriteModel(WriteStory write, FindDraft drafts, DiscardDraft discard, CurrentViewer current, TimeProvider clock) : PageModel
{
    /// <summary>True where one act is noted, false for a story.</summary>
    [FromQuery(Name = "act")]
    public bool IsAct { get; set; }

    public string DraftKey => IsAct ? "story:act" : "story:new";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? OccasionDate { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public DateTimeOffset? DraftFrom { get; private set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        if (await drafts.RunAsync(DraftKey, cancellation) is { } found)
        {
            DraftFrom = found.SavedAt;
            (Title, Text, OccasionDate) = (found.Form["Title"], found.Form["Text"], DraftDate.Of(found.Form, "OccasionDate"));
        }
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        var words = new StoryWords(Title, Text, OccasionDate);
        this.Check(words, clock.Today());
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await write.RunAsync(new NewStory(words, IsAct ? StoryKind.Act : StoryKind.Written), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusal!);
        }

        await discard.RunAsync(DraftKey, cancellation);
        return this.Done("Saved. Only you can read it.", $"/stories/{outcome.Value}");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellation)
    {
        await discard.RunAsync(DraftKey, cancellation);
        return LocalRedirect(IsAct ? "/stories/write?act=true" : "/stories/write");
    }
}

internal static class DraftDate
{
    /// <summary>The date that a draft's three boxes hold, where they hold one.</summary>
    public static DateOnly? Of(DraftForm form, string name) =>
        int.TryParse(form[name + ".Day"], out var day) && int.TryParse(form[name + ".Month"], out var month) && int.TryParse(form[name + ".Year"], out var year)
            && year is > 0 and < 10000 && month is > 0 and < 13 && day > 0 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
}
