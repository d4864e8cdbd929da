using Throughline.People;
using Throughline.Support;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Support;

/// <summary>The choices and the wording of the pages about looking after people.</summary>
public static class SupportForms
{
    public static IReadOnlyList<Choice> Hows { get; } = [.. Enum.GetValues<HowAreYou>().Select(h => new Choice(h.ToString(), h.Name()))];

    public static IReadOnlyList<Choice> Wishes { get; } =
    [
        new(nameof(PauseWish.Lighter), PauseWish.Lighter.Name(), "You keep your role. We agree what to leave out for now"),
        new(nameof(PauseWish.Pause), PauseWish.Pause.Name(), "Your place is kept. Somebody looks after you meanwhile"),
    ];

    /// <summary>What can be done next about a flag.</summary>
    public static IReadOnlyList<Choice> Moves(FlagState state) => [.. FlagStates.ExitsOf(state).Select(s => new Choice(s.ToString(), s switch
    {
        FlagState.Acknowledged => "I have seen it",
        FlagState.ActionAgreed => "We have agreed what the service does",
        FlagState.Resolved => "It is done",
        _ => "Nothing more has to be done",
    }))];

    public static T? Of<T>(string? typed)
        where T : struct, Enum => Enum.TryParse<T>(typed, out var value) && Enum.IsDefined(value) ? value : null;

    public static string Colour(SupervisionState state) => state switch
    {
        SupervisionState.Confirmed => "green",
        SupervisionState.CalledOff => "grey",
        SupervisionState.Held => "yellow",
        _ => "blue",
    };

    public static string Colour(FlagState state) => state switch
    {
        FlagState.Resolved => "green",
        FlagState.Dismissed or FlagState.Over or FlagState.Unowned => "grey",
        FlagState.Open => "yellow",
        _ => "blue",
    };

    /// <summary>Whose a flag is to act on, in words.</summary>
    public static string Owner(Hat hat) => hat switch
    {
        Hat.Supervisor => "the supervisor",
        Hat.Coordinator => "the coordinator",
        _ => "the head of service",
    };
}
