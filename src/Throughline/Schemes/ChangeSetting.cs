using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A new value for a policy number, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Key">One of <see cref="SettingKeys"/>.</param>
/// <param name="Value">The number as typed.</param>
/// <param name="Reason">Why it is changed; kept with the change.</param>
/// <param name="Version">How often it had been changed when the form was opened.</param>
public sealed record SettingEdit(Guid SchemeId, string? Key, string? Value, string? Reason, int Version);

/// <summary>Changes one policy number of a scheme within its bounds, and keeps who did it and why.</summary>
public sealed class ChangeSetting(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/> (value or reason), <see cref="SettingIsFixed"/>, <see cref="SettingUnchanged"/>, <see cref="AboveOtherSetting"/> or <see cref="DeletedBeforeCounted"/> where it cannot be.</returns>
    public Task<Outcome<Done>> RunAsync(SettingEdit edit, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("setting-changed", edit.Reason), writing => ApplyAsync(writing, edit, rule => rule.Rule.Read(edit.Value, out var value) is { } wrong
            ? new Invalid(nameof(edit.Value), wrong)
            : (Outcome<decimal>)value, cancellation), cancellation);

    internal static async Task<Outcome<Done>> ApplyAsync(Writing writing, SettingEdit edit, Func<SettingTemplate, Outcome<decimal>> choose, CancellationToken cancellation)
    {
        if (!await writing.TakeSchemeAsync(edit.SchemeId, cancellation))
        {
            return new NotFound();
        }

        var scheme = await writing.Context.Schemes.FirstAsync(s => s.Id == edit.SchemeId, cancellation);
        var template = SchemeTemplates.Of(scheme);
        if (template.Settings.FirstOrDefault(s => s.Key == edit.Key) is not { } rule)
        {
            return new NotFound();
        }

        if (rule.Rule.Fixed)
        {
            return new SettingIsFixed(rule.Title);
        }

        var chosen = choose(rule);
        if (!chosen.Succeeded)
        {
            return chosen.Refusal!;
        }

        if (Typed.Required(edit.Reason, SettingChange.ReasonMaxLength, nameof(edit.Reason), "Enter why you are changing this", "The reason") is { } noReason)
        {
            return noReason;
        }

        var rows = await writing.Context.Set<SchemeSetting>().Where(s => s.SchemeId == edit.SchemeId).ToListAsync(cancellation);
        var setting = rows.FirstOrDefault(s => s.Key == rule.Key);
        if ((setting?.Version ?? 0) != edit.Version)
        {
            return new Stale();
        }

        if (setting is null)
        {
            setting = SchemeSetting.AtDefault(edit.SchemeId, rule);
            writing.Context.Add(setting);
        }

        if (setting.Value == chosen.Value)
        {
            return new SettingUnchanged();
        }

        decimal Now(SettingTemplate other) => rows.FirstOrDefault(s => s.Key == other.Key)?.Value ?? other.Default;
        if (template.Settings.FirstOrDefault(s => s.Key == rule.NotAbove) is { } limit && chosen.Value > Now(limit))
        {
            return new AboveOtherSetting($"no more than {SettingRule.Write(Now(limit))}", limit.Title);
        }

        if (template.Settings.FirstOrDefault(s => s.NotAbove == rule.Key && Now(s) > chosen.Value) is { } lower)
        {
            return new AboveOtherSetting($"at least {SettingRule.Write(Now(lower))}", lower.Title);
        }

        // What a period needs is there until it is counted; a month is taken as the shortest there is.
        if (rule.Key is SettingKeys.KeepMessageMonths or SettingKeys.MessagesWindowDays or SettingKeys.ClimateWaitDays)
        {
            decimal Then(string key) => key == rule.Key ? chosen.Value : Now(template.Settings.Single(s => s.Key == key));
            var (days, wait) = (Then(SettingKeys.MessagesWindowDays), Then(SettingKeys.ClimateWaitDays));
            if (28 * Then(SettingKeys.KeepMessageMonths) < days + wait)
            {
                return new DeletedBeforeCounted(days, wait, Math.Ceiling((days + wait) / 28));
            }
        }

        writing.Context.Add(setting.Change(writing.NewId(), chosen.Value, edit.Reason!.Trim(), writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now));
        return default(Done);
    }
}

/// <summary>The setting has one possible value; its reason says why.</summary>
/// <param name="Title">What it decides.</param>
public sealed record SettingIsFixed(string Title) : Refusal("setting-is-fixed")
{
    /// <inheritdoc />
    public override string Sentence => $"\u201c{Title}\u201d cannot be changed";

    /// <inheritdoc />
    public override string? Field => nameof(SettingEdit.Value);
}

/// <summary>The value is the present one.</summary>
public sealed record SettingUnchanged() : Refusal("setting-unchanged")
{
    /// <inheritdoc />
    public override string Sentence => "This is the number already in use. Enter a different one";

    /// <inheritdoc />
    public override string? Field => nameof(SettingEdit.Value);
}

/// <summary>With the value, messages would be deleted before the period they are in is counted.</summary>
/// <param name="Days">How long a period is.</param>
/// <param name="Wait">How many days after its end it is counted.</param>
/// <param name="Months">The fewest months that would do.</param>
public sealed record DeletedBeforeCounted(decimal Days, decimal Wait, decimal Months) : Refusal("deleted-before-counted")
{
    /// <inheritdoc />
    public override string Sentence =>
        $"Messages would be deleted before they are counted. Periods of {SettingRule.Write(Days)} days, counted {SettingRule.Write(Wait)} days later, need messages to be kept for {SettingRule.Write(Months)} months or more";

    /// <inheritdoc />
    public override string? Field => nameof(SettingEdit.Value);
}

/// <summary>The value would contradict another setting.</summary>
/// <param name="Limit">What it has to be, in words.</param>
/// <param name="Other">The other setting's title.</param>
public sealed record AboveOtherSetting(string Limit, string Other) : Refusal("contradicts-other-setting")
{
    /// <inheritdoc />
    public override string Sentence => $"Enter {Limit}, because of the setting \u201c{Other}\u201d";

    /// <inheritdoc />
    public override string? Field => nameof(SettingEdit.Value);
}
