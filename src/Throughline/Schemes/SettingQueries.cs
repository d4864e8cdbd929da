using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>The present policy numbers of a scheme, for the rules that need them.</summary>
public sealed class SettingQueries(ThroughlineContext context)
{
    /// <summary>All policy numbers of a scheme, in two commands.</summary>
    /// <exception cref="InvalidOperationException">There is no such scheme.</exception>
    public async Task<SettingValues> ValuesAsync(Guid schemeId, CancellationToken cancellation = default)
    {
        var scheme = await context.Schemes.AsNoTracking().FirstOrDefaultAsync(s => s.Id == schemeId, cancellation)
            ?? throw new InvalidOperationException($"There is no scheme {schemeId}.");
        var changed = await context.Set<SchemeSetting>().AsNoTracking()
            .Where(s => s.SchemeId == schemeId)
            .ToDictionaryAsync(s => s.Key, s => s.Value, cancellation);
        return new(SchemeTemplates.Of(scheme), changed);
    }
}

/// <summary>The policy numbers of one scheme at one moment: what it changed, and the template's default for the rest.</summary>
public sealed class SettingValues(SchemeTemplate template, IReadOnlyDictionary<string, decimal> changed)
{
    /// <summary>The value of a setting.</summary>
    /// <param name="key">One of <see cref="SettingKeys"/>.</param>
    /// <exception cref="ArgumentException">There is no such setting.</exception>
    public decimal this[string key] => changed.TryGetValue(key, out var value)
        ? value
        : template.Settings.FirstOrDefault(s => s.Key == key)?.Default ?? throw new ArgumentException($"There is no setting {key}.", nameof(key));

    /// <summary>The value of a setting that takes whole numbers only.</summary>
    public int Whole(string key) => (int)this[key];
}
