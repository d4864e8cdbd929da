namespace Throughline.Web.Components;

/// <summary>What the frame shows on this request. Set it before the page renders; signed out until then.</summary>
public sealed class CurrentShell
{
    public ShellModel Model { get; set; } = ShellModel.SignedOut;
}

/// <param name="PersonName">Who is signed in; null when nobody is.</param>
/// <param name="HatName">The hat being worn, in words, such as "coordinator".</param>
/// <param name="Navigation">The links of that hat; see <see cref="Components.Navigation"/>.</param>
/// <param name="FictionalService">Shows the strip that says that nobody here is real.</param>
/// <param name="IdleMinutes">Minutes without a sign of life before the page locks; null when it never does.</param>
/// <param name="HasOtherHats">Shows the way to another hat.</param>
/// <param name="AsksForWord">Shows the button by which somebody asks for a word.</param>
/// <param name="LeavesQuickly">Shows the way out for somebody whom others may be watching.</param>
public sealed record ShellModel(
    string? PersonName,
    string? HatName,
    IReadOnlyList<NavigationItem> Navigation,
    bool FictionalService = false,
    int? IdleMinutes = null,
    bool HasOtherHats = true,
    bool LeavesQuickly = false,
    bool AsksForWord = false)
{
    public static readonly ShellModel SignedOut = new(null, null, []);
}

public sealed record NavigationItem(string Text, string Href, string Group = "");
