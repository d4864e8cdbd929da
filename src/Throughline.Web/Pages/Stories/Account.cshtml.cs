using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A supervisor or coordinator writes down what they saw of somebody, for that person.</summary>
public sealed class AccountModel(GiveAccount give, StoryQueries queries, FindDraft drafts, DiscardDraft discard, CurrentViewer current, TimeProvider clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid PersonId { get; set; }

    public static readonly IReadOnlyList<Choice> Kinds =
    [
        new("account", "What I saw", "An account in your own words"),
        new("act", "One thing they did", "On one day: a key accepted, a group led, a hard talk had"),
    ];

    [BindProperty]
    public string? Kind { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? OccasionDate { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public string Name { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (await drafts.RunAsync($"account:{PersonId}", cancellation) is { } found)
        {
            (Kind, Title, Text, OccasionDate) = (found.Form["Kind"], found.Form["Title"], found.Form["Text"], DraftDate.Of(found.Form, "OccasionDate"));
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (Kind is not ("account" or "act"))
        {
            ModelState.AddModelError(nameof(Kind), "Choose what you write down");
        }

        var words = new StoryWords(Title, Text, OccasionDate);
        this.Check(words, clock.Today());

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await give.RunAsync(new NewAccount(PersonId, words, Kind == "act"), cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusal!);
        }

        await discard.RunAsync($"account:{PersonId}", cancellation);
        return this.Done($"{Name} can read it now", $"/stories/{outcome.Value}");
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (PersonId == current.Viewer.PersonId
            || await queries.NameOfAsync(PersonId, cancellation) is not { } name)
        {
            return false;
        }

        Name = name;
        return true;
    }
}
