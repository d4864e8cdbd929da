using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Somebody says that a limit on where or when they can be is wrong. It holds until a coordinator ends it or answers; they are told at once.</summary>
public sealed class QuestionAccessConstraint(UnitOfWork unit)
{
    /// <summary>Says it; again replaces what was said.</summary>
    /// <param name="id">The limit, which is the viewer's own.</param>
    /// <param name="words">What is wrong with it.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="LimitHasEnded"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("access-limit-questioned"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            if (!await writing.LockPastReachAsync(me, cancellation) || await writing.Context.AccessConstraints.FirstOrDefaultAsync(c => c.Id == id && c.PersonId == me, cancellation) is not { } limit)
            {
                return new NotFound();
            }

            return (PeopleRules.CheckText("Words", words, "Enter what is wrong with it", "What is wrong", AccessConstraint.WrongMaxLength)
                ?? limit.Question(writing.Seal(me, words!.Trim()), writing.Today)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
