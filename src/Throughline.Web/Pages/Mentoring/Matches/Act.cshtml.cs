using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Mentoring.Matches;

/// <summary>Everything that a coordinator does to a match, each with its own address and its own few fields.</summary>
public sealed class ActModel(
    MentoringQueries mentoring, ArrangeMeeting arrange, AnswerMatch answer, ReviewMatch review, HoldMatch hold, ResumeMatch resume, PlanEnding plan, EndMatch end, StopMatch stop,
    NoteSafety safety, RecordSetback setback) : PageModel
{
    private static readonly Dictionary<string, (string Title, string Button, string? Lead, string Done)> Texts = new(StringComparer.Ordinal)
    {
        ["meeting"] = ("Arrange the first meeting", "Save", "Both see the time. They can also change it with you.", "The meeting is arranged"),
        ["yes"] = ("They said yes", "Begin the trial", "Only if the mentee told you so. They can also answer on their own page.", "The trial begins"),
        ["review"] = ("Look how it goes", "Save", null, "That is written down"),
        ["hold"] = ("Put it on hold", "Put it on hold", null, "It is on hold"),
        ["resume"] = ("Go on", "Go on", "The two meet again from now.", "It goes on"),
        ["plan"] = ("Plan the end", "Save the plan", null, "The end is planned"),
        ["end"] = ("End it", "End it", "End it when what you planned is done.", "It has ended"),
        ["stop"] = ("Stop it at once", "Stop it", "Only for somebody’s safety. Otherwise plan the end with them.", "It is stopped. Talk with both of them"),
        ["safety"] = ("Write something for both to be safe", "Save", null, "The mentor can read it now"),
        ["hard"] = ("Something hard happened", "Save", "The mentor is offered a talk within a day. It is never held against them.", "That is written down. A talk is to be offered"),
    };

    public MatchPage Match { get; private set; } = null!;

    [FromRoute]
    public string What { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public string? At { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    [BindProperty]
    public bool StillWants { get; set; }

    [BindProperty]
    public SetbackKind? Kind { get; set; }

    public string Title => Texts[What].Title;

    public string ButtonText => Texts[What].Button;

    public string? Lead => Texts[What].Lead;

    /// <summary>What can be done to a match that stands where this one does.</summary>
    public static IEnumerable<(string Key, string Text)> Open(MatchPage match)
    {
        string[] keys = match.State switch
        {
            MatchState.Proposed => ["meeting", "safety", "stop"],
            MatchState.MenteeMeeting => ["meeting", "yes", "safety", "stop"],
            MatchState.Trial => ["review", "plan", "safety", "hard", "stop"],
            MatchState.Active => ["review", "hold", "plan", "safety", "hard", "stop"],
            MatchState.OnHold => ["resume", "review", "plan", "safety", "hard", "stop"],
            MatchState.Ending => ["end", "plan", "safety", "hard", "stop"],
            _ => [],
        };
        return keys.Select(k => (k, Texts[k].Title));
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        Version = Match.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = What switch
        {
            "meeting" => (await arrange.RunAsync(id, Version, On, TrainingForms.ReadTime(At), cancellation)).Refusal,
            "yes" => (await answer.RunAsync(id, Version, true, null, cancellation)).Refusal,
            "review" => (await review.RunAsync(new MatchLook(id, Version, Words, On), cancellation)).Refusal,
            "hold" => (await hold.RunAsync(new MatchLook(id, Version, Words, On), cancellation)).Refusal,
            "resume" => (await resume.RunAsync(id, Version, cancellation)).Refusal,
            "plan" => (await plan.RunAsync(new MatchLook(id, Version, Words, On), cancellation)).Refusal,
            "end" => (await end.RunAsync(id, Version, Words, StillWants, cancellation)).Refusal,
            "stop" => (await stop.RunAsync(id, Version, new Decision(Reason, Evidence), cancellation)).Refusal,
            "safety" => (await safety.RunAsync(id, Words, cancellation)).Refusal,
            _ => (await setback.RunAsync(id, Kind, cancellation)).Refusal,
        };
        if (refusal is Stale)
        {
            Version = Match.Version;
            ModelState.Remove(nameof(Version));
        }

        return refusal is null
            ? this.Done(Texts[What].Done, $"/mentoring/matches/{id}")
            : this.Refused(refusal, nameof(On), nameof(At), nameof(Words), nameof(Reason), nameof(Evidence), nameof(Kind));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (!Texts.ContainsKey(What) || await mentoring.MatchAsync(id, cancellation) is not { MayAct: true } match)
        {
            return false;
        }

        Match = match;
        return true;
    }
}
