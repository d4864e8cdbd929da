using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Stories;

namespace Throughline.Web.Pages.Stories;

/// <summary>A colleague chooses what they would like to ask somebody to share a story for.</summary>
public sealed class AskModel(OfferQueries queries) : PageModel
{
    [FromRoute]
    public Guid PersonId { get; set; }

    public AskPage Asking { get; private set; } = null!;

    /// <summary>What the purpose is called to whoever asks; its own words are spoken to the owner.</summary>
    public static string Name(SharingPurpose purpose) => purpose.Key switch
    {
        SharingPurpose.CodingKey => "Marking passages with them",
        _ => purpose.Name,
    };

    public static string Explanation(SharingPurpose purpose) => purpose.Key switch
    {
        SharingPurpose.CodingKey => "A trained person reads one story and marks passages that say something about change. The owner says of each mark if it is right.",
        SharingPurpose.SupervisionKey => "Their supervisor can read one story, so that they can talk about it together.",
        "training" => "The coordinators of the scheme can read one story and use it when they train new peer workers or staff.",
        _ => "The coordinators of the scheme can use one story in sessions. Name the group: some people there may have to come.",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await queries.ToAskAsync(PersonId, cancellation) is not { } asking)
        {
            return NotFound();
        }

        Asking = asking;
        return Page();
    }
}
