using System.Reflection;
using System.Reflection.Emit;

namespace Throughline.Schemes;

/// <summary>
/// Which settings the product reads, found in its own code: a number that drives nothing yet says so on its page, and stops saying so by itself on the
/// day that a rule reads it. What only shows, checks or fills settings does not count.
/// </summary>
public static class SettingUse
{
    private static readonly string[] OnlyShow = ["Throughline.Schemes", "Throughline.Web.Pages.Schemes", "Throughline.Fictional"];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>The keys of <see cref="SettingKeys"/> that the code of some assemblies reads.</summary>
    public static IReadOnlySet<string> In(params IReadOnlyList<Assembly> assemblies)
    {
        var keys = typeof(SettingKeys).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);
        return assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Namespace is { } place && !OnlyShow.Any(only => place == only || place.StartsWith(only + ".", StringComparison.Ordinal)))
            .SelectMany(type => type.GetMethods(Everything).Cast<MethodBase>().Concat(type.GetConstructors(Everything)))
            .SelectMany(Texts)
            .Where(keys.Contains)
            .ToHashSet(StringComparer.Ordinal);
    }

    private const BindingFlags Everything =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    // A constant leaves no reference to the class it stands in, only its text where it is used.
    private static IEnumerable<string> Texts(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
        {
            yield break;
        }

        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? BitConverter.ToInt16([code[at + 1], 0xFE]) : code[at];
            var step = Codes[value];
            at += step.Size;
            if (step == OpCodes.Ldstr)
            {
                yield return method.Module.ResolveString(BitConverter.ToInt32(code, at));
            }

            at += step.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
