using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Web.Pages.Trace;

public sealed class IndexModel(MyRecordQueries record, EmergencyQueries emergencies) : PageModel
{
    [BindProperty(Name = "looked", SupportsGet = true)]
    public bool Looked { get; set; }

    [BindProperty(Name = "p", SupportsGet = true)]
    public int Number { get; set; } = 1;

    public TracePage Trace { get; private set; } = null!;

    public IReadOnlyList<EmergencyOfMine> Emergencies { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Number = ModelState.IsValid ? Math.Clamp(Number, 1, 100_000) : 1;
        Emergencies = Number == 1 ? await emergencies.MineAsync(cancellation) : [];
        Trace = await record.TraceAsync(Looked, Number, cancellation);
    }

    public string Link(int number) => $"/my/record/looked?p={number}{(Looked ? "&looked=true" : "")}";
}
