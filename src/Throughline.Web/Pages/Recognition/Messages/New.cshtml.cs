using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Recognition;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Recognition.Messages;

public sealed class NewModel(MessageQueries messages, LogMessage log, TimeProvider clock) : PageModel
{
    private static readonly string[] Fields = [nameof(LeftOut), nameof(Dimension), nameof(Source), nameof(Value), nameof(Impact), nameof(Setting), nameof(Place), nameof(On), nameof(What)];

    public MessageForm Form { get; private set; } = null!;

    [BindProperty]
    public string? LeftOut { get; set; }

    [BindProperty]
    public string? Dimension { get; set; }

    [BindProperty]
    public string? Source { get; set; }

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    public string? Impact { get; set; }

    [BindProperty]
    public string? Setting { get; set; }

    [BindProperty]
    public string? Place { get; set; }

    [BindProperty, Display(Name = "The day")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? What { get; set; }

    [BindProperty]
    public bool Counts { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        (On, Counts, Place) = (clock.Today(), true, Form.LastPlace?.ToString());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(LeftOut is not ("true" or "false"), nameof(LeftOut), "Say whether something was done or left out");
        this.Ask(RecognitionForms.Of<MessageDimension>(Dimension) is null, nameof(Dimension), "Choose what it was about");
        this.Ask(RecognitionForms.Of<SourceClass>(Source) is null, nameof(Source), "Choose who it came from");
        this.Ask(RecognitionForms.Number(Value) is null, nameof(Value), "Choose how it felt");
        this.Ask(RecognitionForms.Number(Impact) is null, nameof(Impact), "Choose how long it stayed with you");
        this.Ask(RecognitionForms.Of<MessageSetting>(Setting) is null, nameof(Setting), "Choose how you met");
        this.Ask(RecognitionForms.Id(Place) is null, nameof(Place), "Choose where it was");
        this.Ask(On is null, nameof(On), "Enter the day it happened");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await log.RunAsync(new NewMessage(
            LeftOut == "true", RecognitionForms.Of<MessageDimension>(Dimension), RecognitionForms.Of<SourceClass>(Source), RecognitionForms.Number(Value), RecognitionForms.Id(Place),
            RecognitionForms.Of<MessageSetting>(Setting), What, RecognitionForms.Number(Impact), On, Counts), cancellation);
        return outcome.Succeeded ? this.Done("It is saved. Only you can read it", $"/messages/{outcome.Value}") : this.Refused(outcome.Refusal!, Fields);
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await messages.FormAsync(cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
