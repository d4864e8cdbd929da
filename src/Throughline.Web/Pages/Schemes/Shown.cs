using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Web.Components;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Schemes;

/// <summary>How the pages about schemes word what they show.</summary>
public static class Shown
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");

    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", British);

    public static string Day(DateTimeOffset instant) => Day(instant.LondonDate());

    public static string Days(DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => "Always",
        ({ } first, null) => $"From {Day(first)}",
        (null, { } last) => $"Until {Day(last)}",
        ({ } first, { } last) => $"{Day(first)} to {Day(last)}",
    };

    public static string Number(decimal value) => SettingRule.Write(value);

    public static string Amount(decimal value, string unit) => $"{SettingRule.Write(value)} {unit}";

    public static string Allowed(SettingRule rule) => rule.Fixed ? "Cannot be changed" : $"From {Number(rule.Min)} to {Number(rule.Max)}";

    public static string Paid(Pay pay) => pay switch
    {
        Pay.None => "Not paid",
        Pay.Expenses => "Unpaid, with expenses",
        Pay.Sessional => "Paid by the session",
        Pay.Salaried => "Salaried",
        _ => throw new ArgumentOutOfRangeException(nameof(pay), pay, null),
    };

    public static string Kind(OrganisationKind kind) => kind switch
    {
        OrganisationKind.Trust => "Trust",
        OrganisationKind.Company => "Company",
        OrganisationKind.Service => "Public service",
        OrganisationKind.Charity => "Charity",
        OrganisationKind.Other => "Another sort of organisation",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static IReadOnlyList<Choice> Kinds { get; } =
        [.. Enum.GetValues<OrganisationKind>().Select(kind => new Choice(kind.ToString(), Kind(kind)))];

    public static IReadOnlyList<Choice> Pays { get; } = [.. Enum.GetValues<Pay>().Select(pay => new Choice(pay.ToString(), Paid(pay)))];

    public static IReadOnlyList<Choice> Choices(ReferenceFlag flag) =>
        [.. flag.Choices.Select(choice => new Choice(choice, Value(choice)))];

    /// <summary>A flag's value in words; hats by their names.</summary>
    public static string Value(string value) => string.Join(", ", value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => part switch
    {
        "yes" => "Yes",
        "no" => "No",
        "day" => "Days",
        "session" => "Sessions",
        "none" => "Nothing",
        "court" => "The court",
        "officer" => "The officer",
        "nobody" => "Nobody",
        _ when Enum.TryParse<Hat>(part, out var hat) => hat.Name(),
        _ => part,
    }));

    /// <summary>What a word of the vocabulary stands for.</summary>
    public static string Meaning(string key) => key switch
    {
        "person" => "Somebody the scheme works with",
        "mentee" => "Somebody who has a mentor",
        "mentor" => "Somebody who mentors",
        "trainee" => "Somebody learning to mentor",
        "senior-mentor" => "A mentor one step up",
        "coordinator" => "Who runs the scheme",
        "supervisor" => "Who looks after mentors",
        "officer" => "Who answers in law for a person on an order or licence",
        "colleague" => "Staff and peers to each other",
        "hub" => "The peer team's own room",
        "match" => "Two people who work together",
        "meeting" => "Time the two spend together",
        "group" => "Time in a group",
        "story" => "What a person tells of their life",
        _ => key,
    };

    /// <summary>Puts a refusal where it belongs: the not-found page, the forbidden page, or beside its field as 400 with every word kept.</summary>
    public static IActionResult Refuse(this PageModel page, Refusal refusal)
    {
        switch (refusal)
        {
            case NotFound:
                return page.NotFound();
            case NotAllowed:
                return page.StatusCode(StatusCodes.Status403Forbidden);
            default:
                page.ModelState.AddModelError(refusal.Field ?? "", refusal.Sentence.TrimEnd('.'));
                return page.Invalid();
        }
    }
}
