using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>One application, for those who run the scheme and for its panel.</summary>
public sealed class ApplicationModel(RecruitmentQueries recruitment, PeopleQueries people, AskInspirer ask) : PageModel
{
    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(Name = "seen", SupportsGet = true)]
    public Guid? Seen { get; set; }

    public ApplicationPage Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public bool Runs => HttpContext.Session().Hat == Hat.Coordinator && HttpContext.Session().Viewer.SchemeIds.Contains(Shown.Application.SchemeId);

    public bool OnPanel => Shown.Panel.Any(p => p.MemberId == HttpContext.Session().Viewer.PersonId);

    public bool Said => Shown.Panel.Any(p => p.MemberId == HttpContext.Session().Viewer.PersonId && p.Said.Count > 0);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostMeantAsync(Guid id, Guid? meant, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || Seen is not { } seen || Shown.Inspirations.All(i => i.Id != seen))
        {
            return NotFound();
        }

        var outcome = await ask.RunAsync(new WhoIsMeant(seen, meant), cancellation);
        return outcome.Succeeded
            ? this.Done(meant is null ? "No name is kept" : "They are asked whether they may be named", $"/recruitment/{id}")
            : this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        // One's own is read on one's own page, where it says "you".
        if (await recruitment.FindAsync(id, cancellation) is not { } found || found.Application.PersonId == HttpContext.Session().Viewer.PersonId)
        {
            return false;
        }

        Shown = found;
        if (Runs && Seen is not null && Words is not null)
        {
            Found = PeopleForms.Of((await people.SuggestAsync(Words, cancellation)).Where(f => f.Id != found.Application.PersonId));
        }

        return true;
    }
}
