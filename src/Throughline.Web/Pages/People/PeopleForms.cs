using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.People;

/// <summary>How the pages about people word what they show, and where a refusal goes.</summary>
public static class PeopleForms
{
    /// <summary>What stands beside the question who supervises somebody whose role begins.</summary>
    public const string SupervisorHint = "For peer roles. Choose somebody if they are active or senior in it, and never somebody close to them";

    /// <summary>The box that lets in without a supervisor whoever did the work before.</summary>
    public const string AsHistory = "They did this work before today, and I do not know yet who supervises them";

    /// <summary>What follows from it.</summary>
    public const string AsHistoryHint = "They stand on your list of people without a supervisor until you name somebody";

    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", British);

    public static string When(DateTimeOffset instant) => $"{instant.InLondon().ToString("d MMMM yyyy", British)} at {Time(instant)}";

    public static string Time(DateTimeOffset instant) => instant.InLondon().ToString("h:mm", British)
        + instant.InLondon().ToString("tt", CultureInfo.InvariantCulture).ToLowerInvariant();

    public static string Spell(DateOnly from, DateOnly? to) => to is { } last ? $"{Day(from)} to {Day(last)}" : $"Since {Day(from)}";

    public static string Colour(RoleState state) => state switch
    {
        RoleState.ActiveSupervised or RoleState.ActiveSolo or RoleState.Senior or RoleState.Held => "green",
        RoleState.Paused => "yellow",
        RoleState.Ended or RoleState.NotThisTime => "grey",
        _ => "blue",
    };

    public static string Colour(ConflictState state) => state switch
    {
        ConflictState.InterimWall => "orange",
        ConflictState.Assessed => "yellow",
        ConflictState.Lifted => "grey",
        _ => "green",
    };

    /// <summary>The states a role can begin in, in the order of the ladder.</summary>
    public static IReadOnlyList<Choice> Beginnings { get; } =
        [.. Enum.GetValues<RoleState>().Where(s => !s.IsOver() && s != RoleState.Paused)
            .OrderBy(s => s == RoleState.Held ? 0 : (int)s)
            .Select(s => new Choice(s.ToString(), s.Name(), s == RoleState.Held ? "For staff and for the people we work with" : null))];

    public static IReadOnlyList<Choice> States { get; } = [.. Enum.GetValues<RoleState>().Select(s => new Choice(s.ToString(), s.Name()))];

    public static IReadOnlyList<Choice> ExitChoices { get; } = [.. Enum.GetValues<ExitReason>().Select(r => new Choice(r.ToString(), r.Name()))];

    public static IReadOnlyList<Choice> Of(IEnumerable<Named> named) => [.. named.Select(n => new Choice(n.Id.ToString(), n.Name))];

    public static IReadOnlyList<Choice> Of(IEnumerable<RoleChoice> roles) => [.. roles.Select(r => new Choice(r.Id.ToString(), $"{r.Title}, {r.Scheme}"))];

    /// <summary>What stands beside the box of a search for people that has too many words; null for any other.</summary>
    public static string? SearchProblem(string? words) => PeopleQueries.TooMany(words) ? $"Search for fewer words. You can use up to {PeopleFilter.WordsMost}" : null;

    /// <summary>
    /// The not-found page, the forbidden page, or the form again with every word: 409 when somebody else was quicker, otherwise 400 with the
    /// sentence beside its field. Where a second person is needed, the sentence leads to where one is asked, about the same.
    /// </summary>
    /// <param name="page">The page that was posted to.</param>
    /// <param name="refusal">Why not.</param>
    /// <param name="fields">The fields of the form; a refusal about any other stands at the top.</param>
    public static IActionResult Refused(this PageModel page, Refusal refusal, params string[] fields)
    {
        switch (refusal)
        {
            case NotFound:
                return page.NotFound();
            case NotAllowed:
                return page.StatusCode(StatusCodes.Status403Forbidden);
            default:
                page.ModelState.AddModelError(refusal.Field is { } field && fields.Contains(field) ? field : "", refusal.Sentence.TrimEnd('.'));
                if (refusal is SecondPersonNeeded needed)
                {
                    page.ViewData[ErrorSummaryTagHelper.LeadsTo] =
                        $"/second-person?SchemeId={needed.SchemeId}&PersonId={needed.PersonId}&Act={needed.Act}{(needed.RecordId is { } record ? $"&RecordId={record}" : "")}#ask";
                }

                var shown = page.Invalid();
                shown.StatusCode = refusal is Stale ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;
                return shown;
        }
    }
}
