using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Delivery.Programmes;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "INV-088, INV-089, machine 9")]
public sealed class ProgrammeDraftTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    public void Sessions_WhateverIsMovedAndDeleted_KeepTheirPlacesInARowAndTheirWords() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[-1, 7]).Array[1, 40].Sample(steps =>
        {
            var (at, by) = (new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), Guid.CreateVersion7());
            var version = SessionProgrammeVersion.Begin(Guid.CreateVersion7(), SessionProgramme.Begin(Guid.CreateVersion7(), Guid.CreateVersion7(), "Week", "The first days.").Value, at, by);
            version.Move(ProgrammeState.CoDesign, null, at, by).ShouldBeNull();
            List<string> said = [];
            foreach (var (what, number) in steps)
            {
                var before = version.Version;
                switch (what)
                {
                    case 0:
                        var title = $"Session of step {said.Count} and {number}";
                        version.Write(null, new SessionText(title, 60, "Aim.", "Plan.")).ShouldBeNull();
                        said.Add(title);
                        break;
                    case 1:
                        var moved = version.MoveUp(number);
                        (moved is null).ShouldBe(number >= 2 && number <= said.Count);
                        if (moved is null)
                        {
                            (said[number - 1], said[number - 2]) = (said[number - 2], said[number - 1]);
                        }

                        (version.Version > before).ShouldBe(moved is null);
                        break;
                    default:
                        var deleted = version.Delete(number);
                        deleted.Succeeded.ShouldBe(number >= 1 && number <= said.Count);
                        if (deleted.Succeeded)
                        {
                            deleted.Value.Number.ShouldBe(said.Count, "the place that is left over is the last one");
                            said.RemoveAt(number - 1);
                        }

                        break;
                }

                version.Sessions.OrderBy(s => s.Number).Select(s => (s.Number, s.Title)).ShouldBe(said.Select((s, index) => (index + 1, s)));
            }
        }, iter: 500);

    [Fact]
    public void CheckAuthorOut_ByStateAndWhoIsLeft()
    {
        var (at, by) = (new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero), Guid.CreateVersion7());
        var version = SessionProgrammeVersion.Begin(Guid.CreateVersion7(), SessionProgramme.Begin(Guid.CreateVersion7(), Guid.CreateVersion7(), "Week", "The first days.").Value, at, by);
        version.Move(ProgrammeState.CoDesign, null, at, by);
        version.Write(null, new SessionText("The gate", 60, "Aim.", "Plan."));
        version.Move(ProgrammeState.Draft, null, at, by);
        version.CheckAuthorOut(true).ShouldBeNull("nobody has been asked yet");
        version.AskPeers(true, at, by).ShouldBeNull();
        version.CheckAuthorOut(false).ShouldBeNull();
        version.CheckAuthorOut(true).ShouldBeOfType<NeedsPeerAuthor>();
        version.Finalise(1, 1, at, by).ShouldBeNull();
        version.Approve(false, false, TestData.Approval, at, by).ShouldBeNull();
        version.CheckAuthorOut(false).ShouldBeOfType<AuthorsAreFixed>();
        version.MoveUp(2).ShouldBeOfType<ProgrammeIsFixed>();
        version.Delete(1).Refusal.ShouldBeOfType<ProgrammeIsFixed>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Move_AndDelete_TakeThePassagesWithThem(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var id = await scene.DraftAsync();
        await WriteAsync("The phone");
        await WriteAsync("The weekend");
        DeliveryScene.Must(await scene.UseAsync(id, (await scene.TellAsync()).Consent));
        (await PassageAsync()).ShouldBe((1, false));

        // Moira may not know Dee: her words go with their session all the same.
        await scene.WallAsync(scene.Moira, scene.Dee);
        DeliveryScene.Must(await MoveAsync(2));
        (await TitlesAsync()).ShouldBe(["The phone", "The gate", "The weekend"]);
        (await PassageAsync()).ShouldBe((2, false));
        (await scene.AsAsync(scene.Moira, (MoveProgrammeSession move) => move.RunAsync(id, 1, 2))).Refusal.ShouldBeOfType<Stale>();
        (await MoveAsync(1)).Refusal.ShouldBeOfType<NotFound>();
        (await MoveAsync(4)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Dee, (MoveProgrammeSession move) => move.RunAsync(id, scene.Version(id).Version, 2))).Refusal.ShouldBeOfType<NotAllowed>();

        DeliveryScene.Must(await DeleteAsync(1));
        (await TitlesAsync()).ShouldBe(["The gate", "The weekend"]);
        (await PassageAsync()).ShouldBe((1, false));
        DeliveryScene.Must(await DeleteAsync(1));
        (await TitlesAsync()).ShouldBe(["The weekend"]);
        (await PassageAsync()).Out.ShouldBeTrue("it went with its session");
        (await DeleteAsync(2)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Dee, (DeleteProgrammeSession delete) => delete.RunAsync(id, scene.Version(id).Version, 1))).Refusal.ShouldBeOfType<NotAllowed>();
        DeliveryScene.Must(await DeleteAsync(1));
        await WriteAsync("Begun again");
        (await TitlesAsync()).ShouldBe(["Begun again"]);
        await using var log = database.Everything();
        (await log.AuditEvents.CountAsync(e => e.Name == "programme-session-deleted")).ShouldBeGreaterThan(0);

        async Task WriteAsync(string title) =>
            DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(id, scene.Version(id).Version, null, new SessionText(title, 60, "Aim.", "Plan."))));
        Task<Outcome<Done>> MoveAsync(int number) => scene.AsAsync(scene.Moira, (MoveProgrammeSession move) => move.RunAsync(id, scene.Version(id).Version, number));
        Task<Outcome<Done>> DeleteAsync(int number) => scene.AsAsync(scene.Moira, (DeleteProgrammeSession delete) => delete.RunAsync(id, scene.Version(id).Version, number));
        async Task<IEnumerable<string>> TitlesAsync() => (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.VersionAsync(id)))!.Sessions.Select(s => s.Title);
        async Task<(int Session, bool Out)> PassageAsync()
        {
            await using var context = database.Everything();
            return await context.ProgrammeStories.Select(s => new ValueTuple<int, bool>(s.SessionNumber, s.TakenOutAt != null)).SingleAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeAuthorOut_NamedByMistake_CanBeNamedAgainAndIsInTheLog(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var id = await scene.DraftAsync();
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(id, scene.HoldingOf(scene.Yusuf.PersonId), "The wrong Yusuf")));
        var yusuf = await OfAsync("Yusuf Ereli");
        (await OutAsync(scene.Dee, yusuf)).Refusal.ShouldBeOfType<NotAllowed>("those who wrote it together do not decide who did");
        (await OutAsync(scene.Moira, Guid.CreateVersion7())).Refusal.ShouldBeOfType<NotFound>();
        DeliveryScene.Must(await OutAsync(scene.Moira, yusuf));
        (await OutAsync(scene.Moira, yusuf)).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Yusuf, (MyProgrammeQueries q) => q.MineAsync())).Wrote.ShouldBeEmpty("as if they had never been named");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(id, scene.HoldingOf(scene.Yusuf.PersonId), "The second session after all")));
        await using (var context = database.Everything())
        {
            (await context.AuditEvents.CountAsync(e => e.Name == "programme-author-taken-out" && e.SubjectId == scene.Yusuf.PersonId)).ShouldBeGreaterThan(0);
        }

        // The only peer stays while peers are asked; whoever approved with its authors keeps them.
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.PeerReview));
        var dee = await OfAsync("Dee Marsh");
        (await OutAsync(scene.Moira, dee)).Refusal.ShouldBeOfType<NeedsPeerAuthor>();
        DeliveryScene.Must(await scene.ViewAsync(id, reader));
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.Finalised));
        DeliveryScene.Must(await OutAsync(scene.Moira, await OfAsync("Yusuf Ereli")));
        DeliveryScene.Must(await scene.ApproveAsync(id));
        (await OutAsync(scene.Moira, dee)).Refusal.ShouldBeOfType<AuthorsAreFixed>();

        // Nobody takes themselves out to approve what they wrote.
        var own = await scene.DraftAsync("Another week");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(own, scene.HoldingOf(scene.Moira.PersonId), "The frame")));
        var moira = (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.VersionAsync(own)))!.Authors.Single(a => a.Wrote == "The frame").Id;
        (await scene.AsAsync(scene.Moira, (TakeAuthorOut take) => take.RunAsync(own, moira))).Refusal.ShouldBeOfType<TakeYourOwnNameOut>();

        Task<Outcome<Done>> OutAsync(Viewer by, Guid author) => scene.AsAsync(by, (TakeAuthorOut take) => take.RunAsync(id, author));
        async Task<Guid> OfAsync(string name) => (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.VersionAsync(id)))!.Authors.Single(a => a.Name == name).Id;
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task UseStory_WrittenBySomebodyElse_IsRefusedByName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var id = await scene.DraftAsync();
        var account = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (GiveAccount give) => give.RunAsync(
            new NewAccount(scene.Dee.PersonId, new StoryWords("At the gate", "She stood at the gate with a bag and did not turn round.", new DateOnly(2026, 2, 3))))));
        var consent = DeliveryScene.Must(await scene.AsAsync(scene.Dee, (GiveConsent give) => give.RunAsync(
            new NewConsent(account, 1, "programme", scene.Scheme, "the Tuesday group", ConsentChannel.InTheRoom, 12))));
        (await scene.UseAsync(id, consent, null)).Refusal.ShouldBeOfType<NotTheirOwnWords>().Sentence.ShouldNotBeEmpty();
        (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.StoryChoicesAsync(id))).ShouldBeEmpty();
        var (story, own) = await scene.TellAsync();
        (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.StoryChoicesAsync(id))).ShouldHaveSingleItem().StoryId.ShouldBe(story);
        DeliveryScene.Must(await scene.UseAsync(id, own));
    }
}
