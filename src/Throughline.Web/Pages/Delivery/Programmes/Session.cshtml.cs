using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery.Programmes;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Programmes;

public sealed class SessionModel(SessionProgrammeQueries programmes, WriteProgrammeSession write) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public int? Number { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? Minutes { get; set; }

    [BindProperty]
    public string? Aim { get; set; }

    [BindProperty]
    public string? Plan { get; set; }

    public VersionPage Shown { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation) || !ModelState.IsValid)
        {
            return NotFound();
        }

        ModelState.Clear();
        Version = Shown.Version;
        if (Number is { } number)
        {
            if (Shown.Sessions.FirstOrDefault(s => s.Number == number) is not { } session)
            {
                return NotFound();
            }

            (Title, Minutes, Aim, Plan) = (session.Title, session.Minutes.ToString(CultureInfo.InvariantCulture), session.Aim, session.Plan);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        int? minutes = int.TryParse(Minutes, NumberStyles.Integer, CultureInfo.InvariantCulture, out var read) ? read : null;
        var outcome = await write.RunAsync(id, Version, Number, new SessionText(Title, minutes, Aim, Plan), cancellation);
        return outcome.Succeeded
            ? this.Done("The session is saved", $"/programmes/versions/{id}#sessions")
            : this.Refused(outcome.Refusal!, nameof(Title), nameof(Minutes), nameof(Aim), nameof(Plan));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await programmes.VersionAsync(id, cancellation) is not { MayRun: true } found)
        {
            return false;
        }

        Shown = found;
        return true;
    }
}
