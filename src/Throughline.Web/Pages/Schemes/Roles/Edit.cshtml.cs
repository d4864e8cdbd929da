using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Web.Components;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Schemes.Roles;

public sealed class EditModel(SchemeQueries schemes, EditRoleDefinition edit) : PageModel
{
    public RolePage Role { get; private set; } = null!;

    public string? TrainingTitle { get; private set; }

    public string? ScopeName { get; private set; }

    public IReadOnlyList<Choice> PlainTitles => [.. Role.OpenTitles.Select(title => new Choice(title, title))];

    [BindProperty]
    [Required(ErrorMessage = "Enter what the role is called")]
    public string? Title { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter what others see after a label sunset")]
    public string? PlainTitle { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter at least one task")]
    public string? Tasks { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose how the role is paid")]
    public Pay? Pay { get; set; }

    [BindProperty]
    public bool AlsoPaidPost { get; set; }

    [BindProperty]
    public string? MatchCap { get; set; }

    [BindProperty]
    public string? ContactHoursCap { get; set; }

    [BindProperty]
    public string? PresenceHoursCap { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter why these are the most a person takes on")]
    public string? CapsReason { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter why you are changing the role")]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, Guid roleId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, roleId, cancellation))
        {
            return NotFound();
        }

        var role = Role.Role;
        (Title, PlainTitle, Pay, AlsoPaidPost, CapsReason) = (role.Title, role.PlainTitle, role.Pay, role.AlsoPaidPost, role.CapsReason);
        Tasks = string.Join("\n", role.Tasks);
        MatchCap = role.MatchCap.ToString(CultureInfo.InvariantCulture);
        ContactHoursCap = role.ContactHoursCap is { } contact ? Shown.Number(contact) : null;
        PresenceHoursCap = role.PresenceHoursCap is { } presence ? Shown.Number(presence) : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, Guid roleId, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, roleId, cancellation) || !Role.Head.MayRun)
        {
            return NotFound();
        }

        var matches = Number(nameof(MatchCap), MatchCap, new SettingRule(true, 0, RoleEdit.MostMatches)) ?? 0;
        var contact = string.IsNullOrWhiteSpace(ContactHoursCap) ? null : Number(nameof(ContactHoursCap), ContactHoursCap, new SettingRule(false, 0, RoleEdit.MostHours));
        var presence = string.IsNullOrWhiteSpace(PresenceHoursCap) ? null : Number(nameof(PresenceHoursCap), PresenceHoursCap, new SettingRule(false, 0, RoleEdit.MostHours));
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await edit.RunAsync(
            id, roleId, new RoleEdit(Title, PlainTitle, Pay!.Value, AlsoPaidPost, (int)matches, contact, presence, Tasks, CapsReason), Reason, Version, cancellation);
        return outcome.Succeeded ? this.Done($"{Title!.Trim()} is changed", $"/schemes/{id}/roles") : this.Refuse(outcome.Refusal!);
    }

    private decimal? Number(string field, string? typed, SettingRule rule)
    {
        if (rule.Read(typed, out var value) is { } wrong)
        {
            ModelState.AddModelError(field, wrong);
            return null;
        }

        return value;
    }

    private async Task<bool> ReadAsync(Guid id, Guid roleId, CancellationToken cancellation)
    {
        if (await schemes.RoleAsync(id, roleId, cancellation) is not { } role)
        {
            return false;
        }

        Role = role;
        if (role.Role.MinTraining is not null || role.Role.ClearanceScope is not null)
        {
            var template = (await schemes.OverviewAsync(id, cancellation))?.Template;
            TrainingTitle = template?.Training.FirstOrDefault(t => t.Key == role.Role.MinTraining)?.Title;
            ScopeName = template?.Reference.FirstOrDefault(r => r.Kind == ReferenceKind.ClearanceScopes && r.Code == role.Role.ClearanceScope)?.Name;
        }

        return true;
    }
}
