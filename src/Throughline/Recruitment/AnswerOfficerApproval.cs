using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>An officer's answer.</summary>
/// <param name="ApprovalId">What was asked.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Gives">True to agree, false not to; null for no answer.</param>
/// <param name="Decision">The words that the person reads and, for a no, what was looked at.</param>
public sealed record ApprovalAnswer(Guid ApprovalId, int Version, bool? Gives, Decision Decision);

/// <summary>The responsible officer agrees to a role or does not, in their own session and in words that the person reads.</summary>
public sealed class AnswerOfficerApproval(UnitOfWork unit)
{
    /// <summary>Answers.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="AlreadyAnswered"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ApprovalAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("approval-answered"), async writing =>
        {
            var viewer = writing.Viewer;
            var found = await writing.Context.OfficerApprovals.FirstOrDefaultAsync(a => a.Id == input.ApprovalId, cancellation);
            if (found is null || !await writing.LockPastReachAsync(found.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (viewer.Hat != Hat.ResponsibleOfficer)
            {
                return new NotAllowed();
            }

            await writing.Context.Entry(found).ReloadAsync(cancellation);
            if (found.Version != input.Version)
            {
                return new Stale();
            }

            if (input.Gives is not { } gives)
            {
                return new Invalid(nameof(input.Gives), "Choose whether you agree");
            }

            var decision = input.Decision;
            var wrong = gives
                ? PeopleRules.CheckText(nameof(decision.Reason), decision.Reason, "Enter what you would like them to know", "What you tell them", OfficerApproval.WordsMaxLength)
                : decision.Check(viewer);
            if (wrong is not null)
            {
                return wrong;
            }

            return found.Answer(viewer.PersonId, gives, writing.Seal(found.PersonId, gives ? decision.Reason!.Trim() : decision.Text), writing.Today) is { } refusal
                ? refusal : new Done();
        }, cancellation);
}
