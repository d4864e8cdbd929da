using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>The owner deletes a story, after being told what goes.</summary>
public sealed class DeleteModel(StoryQueries queries, DeleteStory delete, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StoryReading Story { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await queries.FindAsync(Id, purpose: "Before deleting it", cancellation: cancellation) is not { Mine: true, Source: EvidenceSource.Self } story)
        {
            return NotFound();
        }

        Story = story;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        current.Once = Once;
        var outcome = await delete.RunAsync(Id, cancellation);
        return outcome.Succeeded ? this.Done("The story is deleted", "/stories") : this.Refuse(outcome.Refusal!);
    }
}
