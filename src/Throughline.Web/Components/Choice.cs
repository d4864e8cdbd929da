using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Throughline.Web.Components;

/// <summary>One thing to choose in a select, radios or checkboxes.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What people read.</param>
/// <param name="Hint">A line under it; not shown in a select.</param>
/// <param name="Disabled">Cannot be chosen now.</param>
public sealed record Choice(string Value, string Text, string? Hint = null, bool Disabled = false)
{
    /// <summary>A line such as "or" between radios.</summary>
    public static Choice Divider(string text) => new("", text) { IsDivider = true };

    public bool IsDivider { get; private init; }

    /// <summary>Unticks the others, such as "None of these"; only in checkboxes.</summary>
    public bool Exclusive { get; init; }

    /// <summary>The members of an enum in their order, worded by their Display attribute.</summary>
    public static IReadOnlyList<Choice> Of<T>() where T : struct, Enum =>
        [.. Enum.GetValues<T>().Select(value => new Choice(value.ToString(), WordsOf(value)))];

    private static string WordsOf<T>(T value) where T : struct, Enum =>
        typeof(T).GetField(value.ToString())?.GetCustomAttribute<DisplayAttribute>()?.GetName() ?? Words.FromName(value.ToString());
}
