using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>A coordinator answers somebody who said that a limit is wrong: it stays, and why. To agree with them is to end it.</summary>
public sealed class AnswerAccessConstraint(UnitOfWork unit)
{
    /// <summary>Answers; the person reads it.</summary>
    /// <param name="id">The limit.</param>
    /// <param name="words">Why it stays.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="LimitHasEnded"/>, <see cref="NothingToAnswer"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("access-limit-answered"), async writing =>
        {
            var person = await writing.Context.AccessConstraints.Where(c => c.Id == id).Select(c => (Guid?)c.PersonId).FirstOrDefaultAsync(cancellation);
            if (person is not { } personId || personId == writing.Viewer.PersonId || !await writing.LockAsync(personId, cancellation))
            {
                return new NotFound();
            }

            // Read again under the person's turn.
            var limit = await writing.Context.AccessConstraints.SingleAsync(c => c.Id == id, cancellation);
            return !writing.Viewer.Runs(limit.SchemeId) ? new NotFound()
                : (PeopleRules.CheckText("Answer", words, "Enter why it stays", "Why it stays", AccessConstraint.WrongMaxLength)
                    ?? limit.Reply(writing.Seal(personId, words!.Trim()), writing.Today)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
