using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Reminders;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Reminders;

/// <summary>Whether, how and when somebody is told: theirs alone to choose.</summary>
public sealed class SettingsModel(ReminderQueries reminders, ChooseReminders choose, AskToConfirmAddress ask) : PageModel
{
    public static readonly IReadOnlyList<Choice> Hours = [.. Enumerable.Range(0, 24).Select(hour => new Choice(
        hour.ToString(CultureInfo.InvariantCulture), hour switch { 0 => "Midnight", 12 => "Midday", < 12 => $"{hour}am", _ => $"{hour - 12}pm" }))];

    public ChoicePage Choice { get; private set; } = null!;

    [BindProperty]
    public bool ByEmail { get; set; }

    [BindProperty]
    public bool ByText { get; set; }

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose an hour")]
    [Range(0, 23, ErrorMessage = "Choose an hour from the list")]
    public int? QuietFrom { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose an hour")]
    [Range(0, 23, ErrorMessage = "Choose an hour from the list")]
    public int? QuietTo { get; set; }

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Choice = await reminders.ChoiceAsync(cancellation);
        (ByEmail, ByText, Phone, QuietFrom, QuietTo) = (Choice.ByEmail, Choice.ByText, Choice.Phone, Choice.Quiet.From, Choice.Quiet.To);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Choice = await reminders.ChoiceAsync(cancellation);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        // Where there are no text messages the form does not ask about them, and what was chosen elsewhere stays.
        var (byText, phone) = Choice.OffersText ? (ByText, Phone) : (Choice.ByText, Choice.Phone);
        var outcome = await choose.RunAsync(new ReminderChoices(ByEmail, byText, phone, QuietFrom!.Value, QuietTo!.Value), cancellation);
        return outcome.Succeeded ? this.Done("Your choice is saved", "/reminders/settings") : this.Refused(outcome.Refusal!, nameof(Phone), nameof(QuietFrom));
    }

    public async Task<IActionResult> OnPostCheckAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        var outcome = await ask.RunAsync(cancellation);
        if (outcome.Succeeded)
        {
            return this.Done("The link is on its way. It works for a day", "/reminders/settings");
        }

        await OnGetAsync(cancellation);
        return this.Refused(outcome.Refusal!);
    }
}
