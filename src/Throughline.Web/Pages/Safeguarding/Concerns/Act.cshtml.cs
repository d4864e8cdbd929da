using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Safeguarding;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Safeguarding.Concerns;

/// <summary>Everything that is done about a concern, each with its own address and its own few fields.</summary>
public sealed class ActModel(
    SafeguardingQueries concerns, SayEmergencyCalled called, TriageConcern triage, MoveConcern move, AddConcernAction task, FinishConcernAction finish, ShareConcern share, HandOverConcern handOver, SayTelling tell,
    AddToConcern add, KeepConcern keep, CloseConcern close) : PageModel
{
    private static readonly Dictionary<string, (string Title, string Button, string? Lead, string Label, string Done)> Texts = new(StringComparer.Ordinal)
    {
        ["called"] = ("999 has been rung", "Write it down", "Say so only if you know it.", "", "That is written down"),
        ["triage"] = ("Look at it", "Save", "On the day it came.", "", "That is written down"),
        ["refer"] = ("Pass it to another service", "Save", "Write down what you told them too: that is the next step.", "To whom, and what for?", "It is passed on"),
        ["plan"] = ("Make a plan", "Save the plan", null, "What is the plan?", "The plan is made"),
        ["watch"] = ("Keep an eye on it", "Save", null, "", "Somebody keeps an eye on it"),
        ["task"] = ("Agree something to do", "Save", null, "", "That is agreed"),
        ["done"] = ("Say that it is done", "Save", "If it is not needed any more, say why.", "", "That is done"),
        ["share"] = ("Write down what was told outside", "Save", "Ask first whether they agree, unless asking adds to the danger.", "", "That is written down"),
        ["hand-over"] = ("Hand it over", "Hand it over", "Speak to them first. It is theirs from now on.", "", "It is handed over"),
        ["tell"] = ("Has the person been told?", "Save", "Tell people what is written about them, unless that adds to the danger.", "", "That is written down"),
        ["add"] = ("Add to it", "Add it", null, "What do you want to add?", "It is added"),
        ["keep"] = ("How long to keep it", "Save", null, "", "That is written down"),
        ["close"] = ("Close it", "Close it", "Everything agreed is done, and a member of staff has it.", "Why can it be closed, and what did you look at?", "It is closed"),
    };

    public ConcernPage Concern { get; private set; } = null!;

    [FromRoute]
    public string What { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public int Number { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    [Display(Name = "The date")]
    public DateOnly? On { get; set; }

    [BindProperty]
    public SafeguardingKind? Kind { get; set; }

    [BindProperty]
    public string? Words { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public string? Recipient { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? WhyNot { get; set; }

    [BindProperty]
    public ConsentSought? Consent { get; set; }

    [BindProperty]
    public bool? Told { get; set; }

    [BindProperty]
    public bool? Longer { get; set; }

    /// <summary>True where there is nothing here for the viewer any more, and only what they wrote is given back to them: whether it is there, or was, is not said.</summary>
    public bool Gone { get; private set; }

    /// <summary>Everything that was typed.</summary>
    public IReadOnlyList<string> Kept => [.. new[] { Recipient, Words, Why, WhyNot }.OfType<string>().Where(text => !string.IsNullOrWhiteSpace(text))];

    public string Title => Texts[What].Title;

    public string ButtonText => Texts[What].Button;

    public string? Lead => Texts[What].Lead;

    public string Label => Texts[What].Label;

    /// <summary>What the viewer can do about a concern that stands where this one does.</summary>
    public static IEnumerable<(string Key, string Text)> Open(ConcernPage concern)
    {
        List<string> keys = [];
        if (concern.State == SafeguardingState.Closed)
        {
            if (concern.Runs)
            {
                keys.Add("share");
            }

            if (concern.IsLead)
            {
                keys.Add("keep");
                if (concern.AboutKnown)
                {
                    keys.Add("tell");
                }
            }

            return keys.Select(k => (k, Texts[k].Title));
        }

        if (concern.Runs)
        {
            var exits = SafeguardingStates.ExitsOf(concern.State);
            if (concern.EmergencyAt is null)
            {
                keys.Add("called");
            }

            foreach (var (state, key) in new[] { (SafeguardingState.Triaged, "triage"), (SafeguardingState.Referred, "refer"), (SafeguardingState.ActionPlan, "plan"), (SafeguardingState.Monitoring, "watch") })
            {
                if (exits.Contains(state))
                {
                    keys.Add(key);
                }
            }

            if (!concern.State.Waits())
            {
                keys.AddRange(["task", "hand-over"]);
            }

            keys.Add("share");
        }

        if (concern.IsLead)
        {
            if (concern.AboutKnown)
            {
                keys.Add("tell");
            }

            keys.Add("keep");
            if (SafeguardingStates.ExitsOf(concern.State).Contains(SafeguardingState.Closed))
            {
                keys.Add("close");
            }
        }

        keys.Add("add");
        return keys.Select(k => (k, Texts[k].Title));
    }

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        ModelState.Clear();
        if (await concerns.FindAsync(id, cancellation) is not { } concern)
        {
            return NotFound();
        }

        Concern = concern;
        if (What == "done" ? !concern.Tasks.Any(t => t.Number == Number && t.DoneOn is null && (t.Mine || concern.Runs)) : !Open(concern).Any(a => a.Key == What))
        {
            return NotFound();
        }

        (Version, Kind) = (concern.Version, concern.Kind);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (await concerns.FindAsync(id, cancellation) is not { } concern)
        {
            return Nowhere();
        }

        Concern = concern;
        if (ModelState.GetFieldValidationState(nameof(On)) == Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid)
        {
            return this.Invalid();
        }

        Guid? who = Guid.TryParse(Who, out var chosen) ? chosen : null;
        var outcome = What switch
        {
            "called" => await called.RunAsync(id, cancellation),
            "triage" => await triage.RunAsync(id, Version, Kind, Words, cancellation),
            "refer" => await move.RunAsync(new ConcernMove(id, Version, SafeguardingState.Referred, Words), cancellation),
            "plan" => await move.RunAsync(new ConcernMove(id, Version, SafeguardingState.ActionPlan, Words), cancellation),
            "watch" => await move.RunAsync(new ConcernMove(id, Version, SafeguardingState.Monitoring, Words, On), cancellation),
            "task" => await task.RunAsync(id, Words, who, On, cancellation),
            "done" => await finish.RunAsync(id, Number, Words, cancellation),
            "share" => await share.RunAsync(new NewShare(id, Recipient, Words, Why, Consent, WhyNot), cancellation),
            "hand-over" => await handOver.RunAsync(id, who, Words, cancellation),
            "tell" => await tell.RunAsync(id, Told, Words, On, cancellation),
            "add" => await add.RunAsync(id, Words, cancellation),
            "keep" => Longer is { } longer ? await keep.RunAsync(id, longer, Words, cancellation) : new Invalid(nameof(Longer), "Say whether it is kept for longer"),
            _ => await close.RunAsync(id, Version, Words, cancellation),
        };
        if (outcome.Succeeded)
        {
            // Whoever has handed it over, or has done the last that was theirs to do, may not read it any more.
            var over = What == "hand-over" ? !concern.IsLead : What == "done" && !concern.Runs && concern.Tasks.Count(t => t.Mine && t.DoneOn is null) < 2;
            return this.Done(Texts[What].Done, over ? "/now" : $"/safety/concerns/{id}");
        }

        if (outcome.Refusal is NotFound)
        {
            return Nowhere();
        }

        if (outcome.Refusal is Stale)
        {
            Version = concern.Version;
        }

        var refusal = outcome.Refusal is Invalid wrong ? new Invalid(Field(wrong.Input), wrong.Message) : outcome.Refusal!;
        return this.Refused(refusal, nameof(On), nameof(Kind), nameof(Words), nameof(Who), nameof(Recipient), nameof(Why), nameof(WhyNot), nameof(Consent), nameof(Told), nameof(Longer));
    }

    // Somebody else was given it while they wrote, or their part of it is done.
    private IActionResult Nowhere()
    {
        if (Kept.Count == 0)
        {
            return NotFound();
        }

        ModelState.Clear();
        Gone = true;
        var page = Page();
        page.StatusCode = StatusCodes.Status404NotFound;
        return page;
    }

    private static string Field(string input) => input switch
    {
        "What" => nameof(Words),
        "Owner" or "To" => nameof(Who),
        "By" or "LookOn" or "ReviewOn" => nameof(On),
        _ => input,
    };
}
