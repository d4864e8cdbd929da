using Throughline.People;

namespace Throughline.Schemes;

/// <summary>The hats that a template file may name: all but the system's own.</summary>
internal static class TemplateHats
{
    internal static readonly IReadOnlyList<string> Known =
        [.. Enum.GetValues<Hat>().Where(h => h != Hat.System).Select(h => h.ToString())];
}
