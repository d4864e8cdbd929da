using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Schemes.Settings;

public sealed class ChangeModel(SchemeQueries schemes, ChangeSetting change, ResetSetting reset) : PageModel
{
    public SchemeHead Head { get; private set; } = null!;

    public SettingLine Line { get; private set; } = null!;

    [BindProperty]
    public string? Value { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Enter why you are changing this")]
    public string? Reason { get; set; }

    [BindProperty]
    public int Version { get; set; }

    public async Task<IActionResult> OnGetAsync(Guid id, string key, CancellationToken cancellation) =>
        await ReadAsync(id, key, cancellation) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(Guid id, string key, CancellationToken cancellation) =>
        SaveAsync(id, key, edit => change.RunAsync(edit, cancellation), rule => rule.Read(Value, out _), cancellation);

    public Task<IActionResult> OnPostResetAsync(Guid id, string key, CancellationToken cancellation) =>
        SaveAsync(id, key, edit => reset.RunAsync(edit, cancellation), _ => null, cancellation);

    private async Task<IActionResult> SaveAsync(
        Guid id, string key, Func<SettingEdit, Task<Outcome<Throughline.Done>>> save, Func<SettingRule, string?> check, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, key, cancellation) || !Head.MayRun)
        {
            return NotFound();
        }

        if (check(Line.Setting.Rule) is { } wrong)
        {
            ModelState.AddModelError(nameof(Value), wrong);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await save(new SettingEdit(id, key, Value, Reason, Version));
        if (!outcome.Succeeded)
        {
            return this.Refuse(outcome.Refusal!);
        }

        return this.Done($"“{Line.Setting.Title}” is changed", $"/schemes/{id}/settings/{key}");
    }

    private async Task<bool> ReadAsync(Guid id, string key, CancellationToken cancellation)
    {
        if (await schemes.SettingsAsync(id, key, cancellation) is not { Settings: [var line] } page)
        {
            return false;
        }

        (Head, Line) = (page.Head, line);
        return true;
    }
}
