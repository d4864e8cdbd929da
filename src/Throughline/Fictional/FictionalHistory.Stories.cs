using Throughline.People;
using Throughline.Stories;
using Throughline.Stories.Stages;

namespace Throughline.Fictional;

internal sealed partial class FictionalHistory
{
    private readonly Dictionary<StoryEntry, Guid> stories = [];

    private void PlanStories()
    {
        foreach (var coder in content.Acts.Coders)
        {
            Plan(WorkingDay(coder.On), async () => await AsAsync<ConfirmCoderTraining, Done>(
                await WearsAsync(coder.By, Hat.Coordinator), use => use.RunAsync(people[coder.Person], Day(coder.Trained))));
        }

        foreach (var file in content.Stories)
        {
            PlanStories(file);
        }
    }

    private void PlanStories(StoriesFile file)
    {
        foreach (var story in file.Stories)
        {
            PlanOwn(file.Person, story.On, async viewer =>
                stories[story] = await AsAsync<WriteStory, Guid>(viewer, use => use.RunAsync(new NewStory(new StoryWords(story.Title, story.Words, Day(story.On))))));
            PlanCodings(file, story);
        }

        foreach (var account in file.Accounts)
        {
            Plan(WorkingDay(account.On), async () =>
            {
                var hat = await WearsAsync(account.By!, Hat.Supervisor, Hat.Coordinator);
                stories[account] = await AsAsync<GiveAccount, Guid>(hat, use => use.RunAsync(new NewAccount(people[file.Person], new StoryWords(account.Title, account.Words, WorkingDay(account.On)))));
            });
            if (account.Reply is { } reply)
            {
                PlanOwn(file.Person, account.On + 1, viewer => AsAsync<ReplyToAccount, Done>(viewer, use => use.RunAsync(stories[account], reply)));
            }

            PlanCodings(file, account);
        }

        foreach (var consent in file.Consents)
        {
            var story = file.Stories.Single(s => s.Key == consent.Story);
            Guid id = default;
            PlanOwn(file.Person, consent.Given, async viewer =>
            {
                var to = consent.Purpose switch
                {
                    SharingPurpose.SupervisionKey => people[consent.With!],
                    SharingPurpose.ResearchKey => (Guid?)null,
                    _ => viewer.SchemeIds[0],
                };
                id = await AsAsync<GiveConsent, Guid>(viewer, use => use.RunAsync(new NewConsent(stories[story], 1, consent.Purpose, to, consent.Audience, null, 24)));
            });
            if (consent.Withdrawn is { } withdrawn)
            {
                PlanOwn(file.Person, withdrawn, viewer => AsAsync<WithdrawConsent, Done>(viewer, use => use.RunAsync(id)));
            }
        }

        foreach (var past in file.Past)
        {
            PlanOwn(file.Person, past.On, viewer => AsAsync<SetPastRelation, Guid>(viewer, use => use.RunAsync(Position(past.Position))));
        }

        foreach (var view in file.Views)
        {
            PlanOwn(file.Person, view.On, viewer => AsAsync<SetStageView, Guid>(viewer, use => use.RunAsync(new NewStageView(view.Of, Standing(view.Standing), view.Text))));
        }

        foreach (var review in file.Reviews)
        {
            PlanOwn(file.Person, review, viewer => AsAsync<ReviewStages, Guid>(viewer, use => use.RunAsync(people[file.Person])));
        }
    }

    // The owner shares the story with the coder on the next evening; the coder marks it within the week; the owner answers a few days later.
    private void PlanCodings(StoriesFile file, StoryEntry story)
    {
        PlanOwn(file.Person, story.On + 1, viewer => AsAsync<GiveConsent, Guid>(viewer, use => use.RunAsync(
            new NewConsent(stories[story], 1, SharingPurpose.CodingKey, people[file.Coder], null, null, 24))));
        foreach (var passage in story.Passages)
        {
            Guid id = default;
            var start = story.Words.IndexOf(passage.Quote, StringComparison.Ordinal);
            Plan(WorkingDay(story.On + 5), async () =>
                id = await AsAsync<MarkPassage, Guid>(await WearsAsync(file.Coder, Hat.StaffColleague), use => use.RunAsync(
                    new NewMark(stories[story], 1, start, start + passage.Quote.Length, passage.Code, passage.Strength))));
            if (passage.Given != OwnerAnswer.NotYetGiven)
            {
                PlanOwn(file.Person, story.On + 8, viewer => AsAsync<AnswerCoding, Done>(viewer, use => use.RunAsync(new CodingAnswer(id, passage.Given, passage.Reply))));
            }
        }
    }

    private static PastPosition Position(string name) => name switch
    {
        "set-apart" => PastPosition.SetApart,
        "woven-in" => PastPosition.WovenIn,
        "always-with-me" => PastPosition.AlwaysWithMe,
        "not-saying" => PastPosition.NotSaying,
        _ => throw new FormatException($"There is no position “{name}”."),
    };

    private static OwnStanding Standing(string name) => name switch
    {
        "thats-me" => OwnStanding.ThatsMe,
        "partly" => OwnStanding.Partly,
        "not-me" => OwnStanding.NotMe,
        "not-saying" => OwnStanding.NotSaying,
        _ => throw new FormatException($"There is no standing “{name}”."),
    };
}
