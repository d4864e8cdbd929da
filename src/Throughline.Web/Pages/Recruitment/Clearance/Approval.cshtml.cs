using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recruitment;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recruitment.Clearance;

public sealed class ApprovalModel(ClearanceQueries clearances, AskOfficerApproval ask) : PageModel
{
    [BindProperty]
    [Required(ErrorMessage = "Choose a role")]
    public Guid? RoleId { get; set; }

    public Guid PersonId { get; private set; }

    public EpisodeLine Episode { get; private set; } = null!;

    public ClearanceForm Form { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, Guid episodeId, CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(id, episodeId, cancellation) && Episode.Now ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid episodeId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, episodeId, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await ask.RunAsync(new NewApproval(episodeId, RoleId!.Value), cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The officer is asked, and sees it on their home page", $"/clearance/{id}");
        }

        if (outcome.Refusal is { Field: nameof(NewApproval.RoleDefinitionId) } refusal)
        {
            ModelState.AddModelError(nameof(RoleId), refusal.Sentence.TrimEnd('.'));
            return this.Invalid();
        }

        return this.Refused(outcome.Refusal!);
    }

    private async Task<bool> ReadAsync(Guid id, Guid episodeId, CancellationToken cancellation)
    {
        if (await clearances.PersonAsync(id, cancellation) is not { IsOwn: false } page || page.Supervision.FirstOrDefault(e => e.Id == episodeId) is not { } episode
            || await this.FormForAsync(clearances, id, episode.SchemeId, cancellation) is not { } form)
        {
            return false;
        }

        (PersonId, Episode, Form) = (id, episode, form);
        return true;
    }
}
