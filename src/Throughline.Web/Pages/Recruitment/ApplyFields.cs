using Microsoft.AspNetCore.Mvc.ModelBinding;
using Throughline.Recruitment;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>The fields of an application, the same for whoever fills them in.</summary>
public sealed class ApplyFields
{
    public string? Brings { get; set; }

    public string? Why { get; set; }

    public string? WouldHelp { get; set; }

    public ApplicationRoute? Route { get; set; }

    public string? EncouragedBy { get; set; }

    public string? Saw1 { get; set; }

    public string? Saw2 { get; set; }

    public string? Saw3 { get; set; }

    [BindNever]
    public IReadOnlyList<Choice> Encouragers { get; set; } = [];

    public NewApplication ToInput(Guid windowId, Guid? forPerson) => new(windowId, Brings, Why, WouldHelp, Route, EncouragedBy, [Saw1, Saw2, Saw3], forPerson);

    public static string FieldOf(string? field) => field is null ? "" : field == nameof(NewApplication.Saw) ? "Form.Saw1" : $"Form.{field}";

    public static IReadOnlyList<Choice> Routes { get; } =
    [
        new(nameof(ApplicationRoute.SelfInitiated), "It was my own idea"),
        new(nameof(ApplicationRoute.Encouraged), "Somebody encouraged me"),
        new(nameof(ApplicationRoute.Inspired), "I saw somebody do it"),
    ];
}
