using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Thanks;

public sealed class NewModel(BeliefQueries beliefs, AddCeremony add, TimeProvider clock) : PageModel
{
    public RecogniseForm Form { get; private set; } = null!;

    [BindProperty]
    public string? WhatFor { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty]
    public List<string> People { get; set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        On = clock.Today();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(string.IsNullOrWhiteSpace(WhatFor), nameof(WhatFor), "Enter what it was for");
        this.Ask(On is null, nameof(On), "Enter the day");
        this.Ask(RecognitionForms.Id(Place) is null, nameof(Place), "Choose where it was");
        var people = People.ConvertAll(RecognitionForms.Id);
        this.Ask(people.Exists(p => p is null), nameof(People), "Choose people from the list");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await add.RunAsync(new NewCeremony(RecognitionForms.Id(Place), On, WhatFor, [.. people.OfType<Guid>()]), cancellation);
        return outcome.Succeeded
            ? this.Done(People.Count == 0 ? "It is written down" : "It is written down. We ask them whether they may be named", "/recognition/thanks")
            : this.Refused(outcome.Refusal!, nameof(WhatFor), nameof(On), nameof(Place), nameof(People));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await beliefs.FormAsync(cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
