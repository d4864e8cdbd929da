using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>Puts one policy number back to the default of the scheme's template. It is a change like any other and keeps its reason.</summary>
public sealed class ResetSetting(UnitOfWork unit)
{
    /// <summary>Resets it; the edit's value is not looked at.</summary>
    /// <returns>As <see cref="ChangeSetting"/>.</returns>
    public Task<Outcome<Done>> RunAsync(SettingEdit edit, CancellationToken cancellation = default) =>
        unit.RunAsync(new Act("setting-reset", edit.Reason), writing => ChangeSetting.ApplyAsync(writing, edit, rule => rule.Default, cancellation), cancellation);
}
