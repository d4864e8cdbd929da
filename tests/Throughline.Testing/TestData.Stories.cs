using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A scheme with a peer mentor who writes (Dee), her supervisor (Ruth), a coordinator (Moira) and a trained coder (Owen, a coordinator too).</summary>
    public static async Task<StoryScene> AddStorySceneAsync(this TestDatabase database)
    {
        var scheme = await database.AddSchemeAsync();
        var dee = await database.AddPersonAsync("Dee", "Marlow", scheme.PeerMentor);
        var ruth = await database.AddPersonAsync("Ruth", "Adeyemi", scheme.Supervisor);
        var moira = await database.AddPersonAsync("Moira", "Finch", scheme.Coordinator);
        var owen = await database.AddPersonAsync("Owen", "Pryce", scheme.Coordinator);
        await database.WriteAsync("supervisor-named", writing =>
        {
            writing.Context.RoleHoldings.Single(h => h.PersonId == dee).SuperviseBy(ruth);
            return new Done();
        });
        var scene = new StoryScene(
            database, scheme,
            Viewer(dee, Hat.PeerWorker, scheme.Id), Viewer(ruth, Hat.Supervisor, scheme.Id), Viewer(moira, Hat.Coordinator, scheme.Id), Viewer(owen, Hat.StaffColleague, scheme.Id));
        (await scene.RunAsync<ConfirmCoderTraining, Done>(scene.Coordinator, confirm => confirm.RunAsync(owen, new DateOnly(2026, 1, 12)))).Succeeded.ShouldBeTrueOr("training");
        return scene;
    }

    private static void ShouldBeTrueOr(this bool value, string what)
    {
        if (!value)
        {
            throw new InvalidOperationException($"The scene could not be set: {what}.");
        }
    }
}

/// <summary>People around one story, and the steps that tests take with them.</summary>
public sealed record StoryScene(TestDatabase Database, TestScheme Scheme, Viewer Owner, Viewer Supervisor, Viewer Coordinator, Viewer Coder)
{
    public const string Words = "I kept thinking about it. 🌱 One day I asked if I could help.\r\nThey gave me the key. I turned up every week after that.";

    public Task<Outcome<T>> RunAsync<TUseCase, T>(Viewer viewer, Func<TUseCase, Task<Outcome<T>>> run)
        where TUseCase : notnull => Database.AsAsync(viewer, run);

    public async Task<Guid> WriteAsync(string text = Words, DateOnly? on = null, string title = "The key", Viewer? viewer = null) =>
        (await RunAsync<WriteStory, Guid>(viewer ?? Owner, write => write.RunAsync(new NewStory(new StoryWords(title, text, on ?? new DateOnly(2026, 2, 3)))))).Value;

    public async Task<Guid> ShareAsync(Guid story, string purpose = SharingPurpose.CodingKey, int version = 1, int months = 24) =>
        (await RunAsync<GiveConsent, Guid>(Owner, give => give.RunAsync(new NewConsent(
            story, version, purpose, Audience(purpose), purpose is SharingPurpose.CodingKey or SharingPurpose.SupervisionKey ? null : "The Tuesday group, who must come", null, months)))).Value;

    public async Task<Guid> MarkAsync(Guid story, string passage, string code, int version = 1, string text = Words)
    {
        var start = text.IndexOf(passage, StringComparison.Ordinal);
        return (await RunAsync<MarkPassage, Guid>(Coder, mark => mark.RunAsync(new NewMark(story, version, start, start + passage.Length, code, 2)))).Value;
    }

    public async Task AnswerAsync(Guid coding, OwnerAnswer answer = OwnerAnswer.ThatsRight, string? words = null)
    {
        if (!(await RunAsync<AnswerCoding, Done>(Owner, a => a.RunAsync(new CodingAnswer(coding, answer, words)))).Succeeded)
        {
            throw new InvalidOperationException("The answer was refused.");
        }
    }

    public async Task RaiseWallAsync(Guid viewer, Guid subject) => await Database.WriteAsync("wall-raised", writing =>
    {
        writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), viewer, subject, writing.Now));
        return new Done();
    });

    private Guid? Audience(string purpose) => SharingPurpose.Find(purpose)!.Audience switch
    {
        AudienceKind.TrainedCoder => Coder.PersonId,
        AudienceKind.Supervisor => Supervisor.PersonId,
        AudienceKind.SchemeCoordinators => Scheme.Id,
        _ => null,
    };
}
