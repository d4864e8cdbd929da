using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>A story is read: by its owner, or by somebody with whom the owner shares it.</summary>
public sealed class ReadModel(StoryQueries queries, ReplyToAccount reply, AgreeToAct agree, CurrentViewer current) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public int? Version { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public OwnerAnswer? Agreed { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StoryReading Story { get; private set; } = null!;

    public bool MayMark { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostReplyAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        var outcome = await reply.RunAsync(Id, Words, cancellation);
        return outcome.Succeeded ? this.Done("Your answer is saved", $"/stories/{Id}") : this.Refuse(outcome.Refusal!);
    }

    public async Task<IActionResult> OnPostAgreeAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        current.Once = Once;
        var outcome = await agree.RunAsync(Id, Agreed, cancellation);
        return outcome.Succeeded ? this.Done("Your answer is saved", $"/stories/{Id}") : this.Refuse(outcome.Refusal!);
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.FindAsync(Id, Version, cancellation: cancellation) is not { } story)
        {
            return false;
        }

        Story = story;
        MayMark = !story.Mine && await queries.MayMarkAsync(Id, story.Version, cancellation);
        return true;
    }
}
