using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Trust;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Trust;

/// <summary>The decisions about a step that take a reason and what was looked at, each at its own address.</summary>
public sealed class DecideModel(
    TrustQueries trust, ConfirmHold confirm, AskToWithdrawTrust ask, WithdrawTrust withdraw, LetGoOfProposal letGo) : PageModel
{
    private static readonly Dictionary<string, Question> Questions = new(StringComparer.Ordinal)
    {
        ["second-person"] = new(
            TrustActs.ConfirmHold, "Agree to the hold as the second person",
            "Look at it for yourself before you agree. The hold then lasts to its last day, and no longer.", "Why do you agree?", "Agree to the hold", "The hold lasts to its last day"),
        ["ask-to-take-back"] = new(
            TrustActs.AskWithdrawal, "Ask to take the step back",
            "Nothing changes for them until a second person agrees, signed in as themselves.", "Why should it be taken back?", "Ask to take it back", "It waits for a second person"),
        ["take-back"] = new(
            TrustActs.Withdraw, "Agree to taking it back as the second person",
            "Look at it for yourself. Their role goes on, and they can appeal.", "Why do you agree?", "Take it back", "The step is taken back"),
        ["not-yet"] = new(
            TrustActs.AnswerProposal, "Not yet",
            "Say what would help, so that they know what to do next. It can be put forward again at any time.", "What do you want to tell them?", "Say not yet", "They can read your answer"),
    };

    [FromRoute]
    public string Act { get; set; } = "";

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    /// <summary>True on the second step, after everything has been read once more.</summary>
    [BindProperty]
    public bool Checked { get; set; }

    public bool ShowsCheck { get; private set; }

    public TrustGrantPage Grant { get; private set; } = null!;

    public Question? Asked => Questions.GetValueOrDefault(Act);

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (Asked is null || !await ReadAsync(id, cancellation) || !Grant.Acts.HasFlag(Asked.Needs))
        {
            return NotFound();
        }

        Version = Grant.Version;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (Asked is null || !await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!Checked)
        {
            ShowsCheck = true;
            return Page();
        }

        var decision = new Decision(Reason, Evidence);
        var outcome = Asked.Needs switch
        {
            TrustActs.ConfirmHold => await confirm.RunAsync(new TrustDecision(id, Version, decision), cancellation),
            TrustActs.AskWithdrawal => await ask.RunAsync(new TrustDecision(id, Version, decision), cancellation),
            TrustActs.Withdraw => await withdraw.RunAsync(new TrustDecision(id, Version, decision), cancellation),
            _ => await letGo.RunAsync(new LetGoProposal(id, Version, decision), cancellation),
        };
        if (outcome.Succeeded)
        {
            return this.Done(Asked.Done, $"/trust/grants/{id}");
        }

        Version = outcome.Refusal is Stale ? Grant.Version : Version;
        return this.Refused(outcome.Refusal!, nameof(Reason), nameof(Evidence));
    }

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await trust.GrantAsync(id, cancellation) is not { } grant)
        {
            return false;
        }

        Grant = grant;
        return true;
    }

    public sealed record Question(TrustActs Needs, string Heading, string Says, string Why, string Button, string Done);
}
