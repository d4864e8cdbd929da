using Throughline.People;

namespace Throughline.Schemes;

/// <summary>A policy number that a scheme has changed at least once. One that was never changed has no row and stands at its template's default.</summary>
public sealed class SchemeSetting
{
    private SchemeSetting()
    {
    }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>One of <see cref="SettingKeys"/>.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The present value.</summary>
    public decimal Value { get; private set; }

    /// <summary>Concurrency token: how often it has been changed.</summary>
    public int Version { get; private set; }

    /// <summary>A setting about to be changed for the first time.</summary>
    public static SchemeSetting AtDefault(Guid schemeId, SettingTemplate setting) =>
        new() { SchemeId = schemeId, Key = setting.Key, Value = setting.Default };

    /// <summary>Takes a value that its rule allows, and returns the entry for its history.</summary>
    public SettingChange Change(Guid id, decimal value, string reason, Guid byId, Hat hat, DateTimeOffset at)
    {
        var change = new SettingChange(id, SchemeId, Key, Value, value, reason, byId, hat, at, Version + 1);
        Value = value;
        Version++;
        return change;
    }
}

/// <summary>One change of a policy number: kept for ever, shown on the settings page.</summary>
public sealed class SettingChange
{
    /// <summary>Longest reason, in characters.</summary>
    public const int ReasonMaxLength = 500;

    private SettingChange()
    {
    }

    internal SettingChange(Guid id, Guid schemeId, string key, decimal old, decimal @new, string reason, Guid byId, Hat hat, DateTimeOffset at, int number) =>
        (Id, SchemeId, Key, Old, New, Reason, ById, Hat, At, Number) = (id, schemeId, key, old, @new, reason, byId, hat, at, number);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The setting's key.</summary>
    public string Key { get; private init; } = "";

    /// <summary>The value before.</summary>
    public decimal Old { get; private init; }

    /// <summary>The value after.</summary>
    public decimal New { get; private init; }

    /// <summary>Why, in the words of whoever changed it.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>Who changed it.</summary>
    public Guid ById { get; private init; }

    /// <summary>Under which hat.</summary>
    public Hat Hat { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>Which change of this setting it was, from 1.</summary>
    public int Number { get; private init; }
}
