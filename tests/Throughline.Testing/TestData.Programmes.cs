using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;

namespace Throughline.Testing;

public static partial class TestData
{
    public const string Approval = "It says what we agreed that it should say.";

    public const string Passage = "I stood at the gate with a plastic bag.";

    /// <summary>Another peer mentor of the scene's scheme, who reads what Dee writes.</summary>
    public static async Task<Viewer> AddReaderAsync(this DeliveryScene scene) =>
        new(await scene.Database.AddPersonAsync("Noor", "Aziz", scene.Roles["peer-mentor"]), Hat.PeerWorker, [scene.Scheme]);

    /// <summary>An idea of Moira's with one session and Dee as an author, being written.</summary>
    public static async Task<Guid> DraftAsync(this DeliveryScene scene, string title = "First week out")
    {
        var id = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (StartProgramme start) => start.RunAsync(scene.Scheme, title, "The first days after release.")));
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.CoDesign));
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.Draft));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(id, scene.Version(id).Version, null, new SessionText("The gate", 60, "The first hour.", "Talk about the first hour."))));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(id, scene.HoldingOf(scene.Dee.PersonId), "The first session")));
        return id;
    }

    public static Task<Outcome<Done>> MoveAsync(this DeliveryScene scene, Guid id, ProgrammeState to, string? words = null) =>
        scene.AsAsync(scene.Moira, (MoveProgramme move) => move.RunAsync(id, scene.Version(id).Version, to, words));

    public static Task<Outcome<Done>> ApproveAsync(this DeliveryScene scene, Guid id, Viewer? by = null, string? reason = Approval) =>
        scene.AsAsync(by ?? scene.Moira, (ApproveProgramme approve) => approve.RunAsync(id, scene.Version(id).Version, reason));

    public static Task<Outcome<Done>> ViewAsync(this DeliveryScene scene, Guid id, Viewer by, string? words = "The bag is true. Say more about the phone.") =>
        scene.AsAsync(by, (GiveProgrammeView give) => give.RunAsync(id, words));

    /// <summary>From being written to finalised, read by a peer.</summary>
    public static async Task FinaliseAsync(this DeliveryScene scene, Guid id, Viewer reader)
    {
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.PeerReview));
        DeliveryScene.Must(await scene.ViewAsync(id, reader));
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.Finalised));
    }

    /// <summary>A story of Dee's and her yes to its use in sessions of a group.</summary>
    public static async Task<(Guid Story, Guid Consent)> TellAsync(this DeliveryScene scene, string audience = "the Tuesday group, some of whom must come", int months = 12)
    {
        var story = DeliveryScene.Must(await scene.AsAsync(scene.Dee, (WriteStory write) => write.RunAsync(new NewStory(new StoryWords("The gate", $"It rained. {Passage} Then I walked.", new DateOnly(2026, 2, 3))))));
        return (story, DeliveryScene.Must(await scene.AsAsync(scene.Dee, (GiveConsent give) => give.RunAsync(new NewConsent(story, 1, "programme", scene.Scheme, audience, ConsentChannel.InTheRoom, months)))));
    }

    public static Task<Outcome<Done>> UseAsync(this DeliveryScene scene, Guid id, Guid? consent, string? words = Passage) =>
        scene.AsAsync(scene.Moira, (UseStory use) => use.RunAsync(new StoryToUse(id, 1, consent, words)));

    public static Task<Outcome<int>> RunProgrammeAsync(this DeliveryScene scene, Guid group, Guid? version, int? from = 1) =>
        scene.AsAsync(scene.Moira, (RunProgramme run) => run.RunAsync(group, version, from));

    public static Task<SessionPack?> PackAsync(this DeliveryScene scene, Guid session, Viewer? by = null) => scene.AsAsync(by ?? scene.Moira, (SessionProgrammeQueries q) => q.PackAsync(session));

    public static SessionProgrammeVersion Version(this DeliveryScene scene, Guid id)
    {
        using var context = scene.Database.Everything();
        return context.SessionProgrammeVersions.Single(v => v.Id == id);
    }
}
