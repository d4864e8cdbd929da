using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A talk with somebody who applied, as typed. What was good comes first.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="On">The London date of the talk, today or before.</param>
/// <param name="Strengths">What was good; compulsory.</param>
/// <param name="Wishes">What they would like from it.</param>
/// <param name="Support">What would help them to do it well.</param>
public sealed record TalkNotes(Guid ApplicationId, DateOnly On, string? Strengths, string? Wishes, string? Support);

/// <summary>Writes down a talk. The person who applied reads every word.</summary>
public sealed class HoldConversation(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <returns>The note's id; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="OwnApplication"/>, <see cref="ApplicationMoved"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(TalkNotes input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("conversation-held"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeAsync(writing, input.ApplicationId, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var wrong = PeopleRules.CheckText(nameof(input.Strengths), input.Strengths, "Enter what was good", "What was good", Conversation.NoteMaxLength)
                ?? PeopleRules.CheckOptionalText(nameof(input.Wishes), input.Wishes, "What they would like", Conversation.NoteMaxLength)
                ?? PeopleRules.CheckOptionalText(nameof(input.Support), input.Support, "What would help", Conversation.NoteMaxLength)
                ?? PeopleRules.CheckPast(nameof(input.On), input.On, writing.Today);
            if (wrong is not null)
            {
                return wrong;
            }

            var application = turn.Application;
            if (application.PersonId == writing.Viewer.PersonId)
            {
                return new OwnApplication();
            }

            if (application.Talk() is { } refusal)
            {
                return refusal;
            }

            var person = application.PersonId;
            var talk = new Conversation(
                writing.NewId(), application, input.On, writing.Viewer.PersonId, writing.Seal(person, input.Strengths!.Trim()),
                writing.SealOptional(person, input.Wishes?.Trim()), writing.SealOptional(person, input.Support?.Trim()));
            writing.Context.Add(talk);
            return talk.Id;
        }, cancellation);
}
