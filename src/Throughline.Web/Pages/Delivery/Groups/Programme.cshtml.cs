using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class ProgrammeModel(SessionProgrammeQueries programmes, RunProgramme run) : PageModel
{
    private const string None = "none";

    [BindProperty]
    public string? VersionId { get; set; }

    [BindProperty]
    public string? From { get; set; } = "1";

    public GroupProgramme Shown { get; private set; } = null!;

    public IReadOnlyList<Choice> Choices =>
    [
        .. Shown.Choices.Select(c => new Choice(c.Id.ToString(), c.Name, Training.TrainingForms.Count(c.Sessions, "session", "sessions"))),
        Choice.Divider("or"), new Choice(None, "No programme"),
    ];

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) => await ReadAsync(id, cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        this.Ask(VersionId != None && !Guid.TryParse(VersionId, out _), nameof(VersionId), "Choose a programme");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        int? from = int.TryParse(From, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;
        var outcome = await run.RunAsync(id, VersionId == None ? null : Guid.Parse(VersionId!), from, cancellation);
        return outcome.Succeeded ? this.Done("Saved. Each session has its pack", $"/groups/{id}") : this.Refused(outcome.Refusal!, nameof(VersionId), nameof(From));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.GroupAsync(id, cancellation) is not { } found)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
