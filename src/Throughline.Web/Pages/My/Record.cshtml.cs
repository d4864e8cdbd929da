using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.My;

public sealed class RecordModel(PeopleQueries people, EmergencyQueries emergencies, TimeProvider clock) : PageModel
{
    public PersonOnPage Me { get; private set; } = null!;

    public int Emergencies { get; private set; }

    public string Label => Me.LabelSunset switch
    {
        null => "Others see my roles as they are",
        { } from when from <= clock.Today() => $"Not shown to others since {PeopleForms.Day(from)}",
        { } from => $"Not shown to others from {PeopleForms.Day(from)}",
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (await people.PersonAsync(HttpContext.Session().Viewer.PersonId, "Looked at my own record", cancellation) is not { } me)
        {
            return NotFound();
        }

        Me = me;
        Emergencies = await emergencies.CountMineAsync(cancellation);
        return Page();
    }
}
