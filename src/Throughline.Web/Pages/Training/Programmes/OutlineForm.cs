using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Schemes;
using Throughline.Training;

namespace Throughline.Web.Pages.Training.Programmes;

/// <summary>A form with as many rows as somebody wants, that adds and takes out rows without a script and keeps every word meanwhile.</summary>
public abstract class OutlineForm : PageModel
{
    protected const string RowsKey = "Rows";

    [BindProperty]
    public string? Title { get; set; }

    [BindProperty]
    public string? CertificateName { get; set; }

    [BindProperty]
    public ProgrammeShape? Shape { get; set; }

    [BindProperty]
    public string? SessionsToComplete { get; set; }

    [BindProperty]
    public string? MandatoryTopics { get; set; }

    [BindProperty]
    public List<TypedSession> Sessions { get; set; } = [];

    [BindProperty]
    public List<TypedPart> Competencies { get; set; } = [];

    /// <summary>True for the scheme's own course: how it is finished is a matter of settings.</summary>
    public bool FromScheme { get; protected set; }

    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var state) && state.Errors.Count > 0 ? state.Errors[0].ErrorMessage : null;

    protected void Fill(ProgrammeOutline outline)
    {
        (Title, CertificateName, Shape) = (outline.Title, outline.CertificateName, outline.Shape);
        SessionsToComplete = outline.SessionsToComplete == 0 ? null : outline.SessionsToComplete.ToString(CultureInfo.InvariantCulture);
        MandatoryTopics = string.Join("\n", outline.MandatoryTopics);
        Sessions = [.. outline.Sessions.Select(s => new TypedSession { Title = s.Title, Topics = string.Join(", ", s.Topics) })];
        Competencies = [.. outline.Competencies.Select(c => new TypedPart { Title = c.Title, WhatCounts = c.WhatCounts })];
    }

    /// <summary>Adds an empty row at the end, or takes one out, and shows the form again.</summary>
    protected void ChangeRows(string? add, string? take, int at)
    {
        if (add == "session" && Sessions.Count < ProgrammeOutline.MostSessions)
        {
            Sessions.Add(new TypedSession());
        }

        if (add == "part" && Competencies.Count < ProgrammeOutline.MostCompetencies)
        {
            Competencies.Add(new TypedPart());
        }

        if (take == "session" && at >= 0 && at < Sessions.Count)
        {
            Sessions.RemoveAt(at);
        }

        if (take == "part" && at >= 0 && at < Competencies.Count)
        {
            Competencies.RemoveAt(at);
        }

        // The rows have new numbers: what was posted under the old ones must not be shown in their place.
        ModelState.Clear();
    }

    /// <summary>What was typed as an outline; null when something cannot be read, which is said beside its field.</summary>
    protected ProgrammeOutline? ReadOutline()
    {
        if (Shape is null)
        {
            ModelState.AddModelError(nameof(Shape), "Choose how the programme is finished");
        }

        var needed = 0;
        if (Shape == ProgrammeShape.Sessions && !FromScheme)
        {
            if (new SettingRule(true, 1, ProgrammeOutline.MostSessions).Read(SessionsToComplete, out var typed) is { } wrong)
            {
                ModelState.AddModelError(nameof(SessionsToComplete), wrong);
            }

            needed = (int)typed;
        }

        return !ModelState.IsValid ? null : new ProgrammeOutline(
            Title ?? "", CertificateName ?? "", Shape!.Value, needed,
            Lines(MandatoryTopics, '\n', '\r'),
            [.. Sessions.Select(s => new ProgrammeSession(s.Title ?? "", Lines(s.Topics, ',', '\n')))],
            [.. Competencies.Select(c => new ProgrammeCompetency(c.Title ?? "", c.WhatCounts ?? ""))]);
    }

    /// <summary>The fields of this form by the names that refusals use; rows left empty are taken out first, so that numbers agree.</summary>
    protected string[] Fields => [
        nameof(Title), nameof(CertificateName), nameof(Shape), nameof(SessionsToComplete), nameof(MandatoryTopics), nameof(Sessions), nameof(Competencies), "Reason",
        .. Enumerable.Range(0, Sessions.Count).SelectMany(at => new[] { $"Sessions[{at}].Title", $"Sessions[{at}].Topics" }),
        .. Enumerable.Range(0, Competencies.Count).SelectMany(at => new[] { $"Competencies[{at}].Title", $"Competencies[{at}].WhatCounts" }),
    ];

    protected void TakeEmptyRowsOut()
    {
        var (sessions, parts) = (Sessions.Count, Competencies.Count);
        Sessions.RemoveAll(s => string.IsNullOrWhiteSpace(s.Title) && string.IsNullOrWhiteSpace(s.Topics));
        Competencies.RemoveAll(c => string.IsNullOrWhiteSpace(c.Title) && string.IsNullOrWhiteSpace(c.WhatCounts));
        if (sessions != Sessions.Count || parts != Competencies.Count)
        {
            foreach (var key in ModelState.Keys.Where(k => k.StartsWith("Sessions[", StringComparison.Ordinal) || k.StartsWith("Competencies[", StringComparison.Ordinal)).ToList())
            {
                ModelState.Remove(key);
            }
        }
    }

    private static string[] Lines(string? text, params char[] between) => (text ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

public sealed class TypedSession
{
    public string? Title { get; set; }

    public string? Topics { get; set; }
}

public sealed class TypedPart
{
    public string? Title { get; set; }

    public string? WhatCounts { get; set; }
}
