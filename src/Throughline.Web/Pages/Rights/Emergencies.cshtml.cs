using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Rights;

public sealed class EmergenciesModel(EmergencyQueries emergencies) : PageModel
{
    public IReadOnlyList<EmergencyRow> Rows { get; private set; } = [];

    public static string Whose(EmergencyRow row) => row.Result switch
    {
        EmergencyResult.NobodyFound => "Nobody was found",
        EmergencyResult.SeveralFound => "Several of one name, none opened",
        _ => row.Person ?? "Somebody",
    };

    public static string Told(EmergencyRow row) => row.Result != EmergencyResult.Opened ? "Nobody to tell" : row.Telling switch
    {
        EmergencyTelling.Told => $"Since {PeopleForms.Day(row.ShownFrom!.Value.LondonDate())}",
        EmergencyTelling.HeldBack => "Held back",
        _ => $"On {PeopleForms.Day(row.ShownFrom!.Value.LondonDate())}",
    };

    public async Task OnGetAsync(CancellationToken cancellation) => Rows = await emergencies.ListAsync(cancellation);
}
