using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust.Spaces;

public sealed class BookModel(SpaceQueries spaces, BookSpace book, CurrentViewer current) : PageModel
{
    public SpacePage Space { get; private set; } = null!;

    public IReadOnlyList<Choice> Schemes { get; private set; } = [];

    [BindProperty]
    public string? Purpose { get; set; }

    [BindProperty]
    public string? SchemeId { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Starts { get; set; }

    [BindProperty]
    public string? Ends { get; set; }

    [BindProperty]
    public string? Weeks { get; set; } = "1";

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation) => await ReadAsync(spaceId, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await book.RunAsync(
            new NewBooking(
                spaceId, Schemes.Count > 1 ? Guid.TryParse(SchemeId, out var scheme) ? scheme : Guid.Empty : null, Enum.TryParse<SpacePurpose>(Purpose, out var purpose) ? purpose : null,
                new SpaceTime(On, HubWords.ReadTime(Starts), HubWords.ReadTime(Ends)), int.TryParse(Weeks, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) ? weeks : 0),
            cancellation);
        return outcome.Succeeded
            ? this.Done("It is booked", $"/spaces/{spaceId}")
            : this.Refused(outcome.Refusal!, nameof(Purpose), nameof(SchemeId), nameof(On), nameof(Starts), nameof(Ends), nameof(Weeks));
    }

    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await spaces.FindAsync(spaceId, cancellation) is not { MayBook: true } space)
        {
            return false;
        }

        var mine = current.Viewer.SchemeIds;
        (Space, Schemes) = (space, PeopleForms.Of((await spaces.SchemesAsync(cancellation)).Where(s => mine.Contains(s.Id))));
        return true;
    }
}
