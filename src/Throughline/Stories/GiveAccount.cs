using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>An account by a colleague.</summary>
/// <param name="PersonId">Whom it is about.</param>
/// <param name="Words">Title, text and the date it belongs to.</param>
/// <param name="Act">True for one act that is noted, false for an account of what they saw.</param>
public sealed record NewAccount(Guid PersonId, StoryWords Words, bool Act = false);

/// <summary>
/// A supervisor or coordinator writes down what they saw of somebody they work with, or notes one thing that person did. The person it is about owns
/// it: they see it at once, it is sealed under their key, their reply stands beside it (E24), and nobody else reads it without their yes. A noted act
/// counts only once they agree that it happened. Its author cannot change it afterwards.
/// </summary>
public sealed class GiveAccount(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns>The story's id; <see cref="NotFound"/>; <see cref="NotAllowed"/>; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewAccount input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act(input.Act ? "act-noted" : "account-given"), async writing =>
        {
            if (writing.Viewer.Hat is not (Hat.Supervisor or Hat.Coordinator))
            {
                return new NotAllowed();
            }

            if (input.PersonId == writing.Viewer.PersonId || !await writing.Context.People.AnyAsync(p => p.Id == input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (input.Words.Check(writing.Today) is { } refusal)
            {
                return refusal;
            }

            var words = input.Words;
            var story = Story.Account(writing.NewId(), input.PersonId, writing.Viewer.PersonId, input.Act, words.OccasionDate!.Value, writing.Now);
            writing.Context.Add(story);
            writing.Context.Add(new StoryVersion(
                writing.NewId(), story, 1, writing.Seal(input.PersonId, words.Title!), writing.Seal(input.PersonId, words.Text!), words.Text!.Length, null, writing.Now));
            return story.Id;
        }, cancellation);
}
