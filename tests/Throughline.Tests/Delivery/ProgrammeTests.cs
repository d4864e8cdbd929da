using CsCheck;
using Throughline.Delivery;
using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Testing;
using Throughline.Throughlines;

namespace Throughline.Tests.Delivery;

[Trait("invariants", "INV-087, INV-088, INV-089, E11, scenario 11")]
public sealed class ProgrammeTests
{
    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Scenario11_FinalisedIsNotDelivered_AndAStoryTakenBackIsNotInTheNextPack(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var (_, consent) = await scene.TellAsync();
        var v1 = await scene.DraftAsync();
        DeliveryScene.Must(await scene.UseAsync(v1, consent));
        await scene.FinaliseAsync(v1, reader);
        (await scene.RunProgrammeAsync(group, v1)).Refusal.ShouldBe(new ProgrammeNotApproved(ProgrammeState.Finalised));
        scene.Session(session).ProgrammeVersionId.ShouldBeNull();
        DeliveryScene.Must(await scene.ApproveAsync(v1));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, v1)).ShouldBe(1);
        (scene.Session(session).ProgrammeVersionId, scene.Version(v1).State).ShouldBe((v1, ProgrammeState.Delivering));

        var pack = (await scene.PackAsync(session))!;
        pack.Passages.Select(p => p.Words).ShouldBe([TestData.Passage]);
        pack.Authors.Select(a => (a.Name, a.Role)).ShouldBe([("Dee Marsh", "Peer mentor")]);
        var runners = (await scene.PackAsync(session, scene.Dee))!;
        (runners.ReadsStories, runners.Passages.Count, runners.Session!.Title).ShouldBe((false, 0, "The gate"));
        (await scene.PackAsync(session, scene.Yusuf)).ShouldBeNull();
        DeliveryScene.Must(await scene.AsAsync(scene.Dee, (WithdrawConsent withdraw) => withdraw.RunAsync(consent)));
        (await scene.PackAsync(session))!.Passages.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Revise_SessionsThatHaveBeenKeepTheirVersion(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var (_, consent) = await scene.TellAsync();
        var v1 = await scene.DraftAsync();
        DeliveryScene.Must(await scene.UseAsync(v1, consent));
        await scene.FinaliseAsync(v1, reader);
        DeliveryScene.Must(await scene.ApproveAsync(v1));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, v1));
        (await scene.MoveAsync(v1, ProgrammeState.Retired)).Refusal.ShouldBe(new ProgrammeStillRuns(1));
        database.Clock.Advance(TimeSpan.FromDays(2));
        var next = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(8));
        var v2 = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (ReviseProgramme revise) => revise.RunAsync(v1, scene.Version(v1).Version, "More about the phone.")));
        (await scene.RunProgrammeAsync(group, v1)).Refusal.ShouldBe(new ProgrammeNotApproved(ProgrammeState.Revised));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(v2, scene.Version(v2).Version, 1, new SessionText("The gate", 75, "The first hour.", "Talk about the phone."))));
        await scene.FinaliseAsync(v2, reader);
        DeliveryScene.Must(await scene.ApproveAsync(v2));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, v2));
        (scene.Session(session).ProgrammeVersionId, scene.Session(next).ProgrammeVersionId).ShouldBe((v1, v2));
        var (before, after) = ((await scene.PackAsync(session))!, (await scene.PackAsync(next))!);
        (before.Number, before.Session!.Minutes, before.HasBegun).ShouldBe((1, 60, true));
        (after.Number, after.Session!.Minutes, after.Passages.Count).ShouldBe((2, 75, 1));

        var page = (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.ProgrammeAsync(scene.Version(v1).ProgrammeId)))!;
        page.Versions.Select(v => v.Number).ShouldBe([2, 1]);
        page.Versions[0].Differences.ShouldBe(["Session 1, The gate: took 60 minutes, now 75; has another plan"]);
        page.Versions[1].Deliveries.ShouldHaveSingleItem().TakenOutSince.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task TakeOut_AtOnceAndWhatCannotBeCalledBackIsTold(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        await scene.SessionAsync(group, DeliveryScene.Today.AddDays(1));
        var next = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(8));
        var v1 = await scene.DraftAsync();
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(v1, scene.Version(v1).Version, null, new SessionText("The phone", 45, "Who to ring.", "Make a list."))));
        DeliveryScene.Must(await scene.UseAsync(v1, (await scene.TellAsync()).Consent));
        await scene.FinaliseAsync(v1, reader);
        DeliveryScene.Must(await scene.ApproveAsync(v1));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, v1)).ShouldBe(2);
        (await MineAsync()).CannotRecall.ShouldBeEmpty();
        database.Clock.Advance(TimeSpan.FromDays(2));
        var mine = await MineAsync();
        mine.CannotRecall.Select(c => (c.Title, c.What)).ShouldBe([("The gate", "Your name and your words")]);
        (await scene.AsAsync(scene.Yusuf, (TakeNameOut take) => take.RunAsync(mine.Wrote[0].ProgrammeId))).Refusal.ShouldBeOfType<NotFound>();
        (await scene.AsAsync(scene.Yusuf, (TakeStoryOut take) => take.RunAsync(mine.Stories[0].Id))).Refusal.ShouldBeOfType<NotFound>();
        DeliveryScene.Must(await scene.AsAsync(scene.Dee, (TakeNameOut take) => take.RunAsync(mine.Wrote[0].ProgrammeId)));
        DeliveryScene.Must(await scene.AsAsync(scene.Dee, (TakeStoryOut take) => take.RunAsync(mine.Stories[0].Id)));
        (await scene.PackAsync(next))!.Authors.ShouldBeEmpty();
        (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.ProgrammeAsync(mine.Wrote[0].ProgrammeId)))!.Versions[0].Deliveries.Select(d => d.TakenOutSince).ShouldBe([0, 2]);
        (await MineAsync()).CannotRecall.Count.ShouldBe(1, "what has been said cannot be called back");
        (await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(v1, scene.HoldingOf(scene.Dee.PersonId), "The first session"))).Refusal.ShouldBeOfType<AuthorAskedOut>();
        database.Clock.Advance(TimeSpan.FromDays(7));
        (await MineAsync()).CannotRecall.Count.ShouldBe(1, "the second session had neither");

        Task<MyProgrammesPage> MineAsync() => scene.AsAsync(scene.Dee, (MyProgrammeQueries q) => q.MineAsync());
    }

    [Fact]
    public async Task Rules_EachRefusalIsNamed()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        (await scene.AsAsync(scene.Moira, (StartProgramme start) => start.RunAsync(scene.Scheme, " ", "x"))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Title");
        (await scene.AsAsync(scene.Dee, (StartProgramme start) => start.RunAsync(scene.Scheme, "Week", "x"))).Refusal.ShouldBeOfType<NotFound>();
        var empty = DeliveryScene.Must(await scene.AsAsync(scene.Moira, (StartProgramme start) => start.RunAsync(scene.Scheme, "Empty", "Nothing yet.")));
        (await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(empty, scene.Version(empty).Version, null, new SessionText("A", 60, "B", "C")))).Refusal.ShouldBe(new ProgrammeIsFixed(ProgrammeState.Idea));
        DeliveryScene.Must(await scene.MoveAsync(empty, ProgrammeState.CoDesign));
        DeliveryScene.Must(await scene.MoveAsync(empty, ProgrammeState.Draft));
        (await scene.MoveAsync(empty, ProgrammeState.PeerReview)).Refusal.ShouldBeOfType<NeedsSessions>();
        (await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(empty, scene.Version(empty).Version, null, new SessionText("A", 5, "B", "C")))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Minutes");
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (WriteProgrammeSession write) => write.RunAsync(empty, scene.Version(empty).Version, null, new SessionText("A", 60, "B", "C"))));
        DeliveryScene.Must(await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(empty, scene.HoldingOf(scene.Yusuf.PersonId), "All of it")));
        (await scene.MoveAsync(empty, ProgrammeState.PeerReview)).Refusal.ShouldBeOfType<NeedsPeerAuthor>();

        var id = await scene.DraftAsync();
        (await scene.AsAsync(scene.Moira, (NameAuthor name) => name.RunAsync(id, scene.HoldingOf(scene.Dee.PersonId), "Again"))).Refusal.ShouldBeOfType<AlreadyAuthor>();
        (await scene.ViewAsync(id, reader)).Refusal.ShouldBeOfType<ProgrammeMoveNotOpen>();
        (await scene.UseAsync(id, Guid.CreateVersion7())).Refusal.ShouldBeOfType<NoConsentForProgramme>();
        var (_, consent) = await scene.TellAsync();
        (await scene.UseAsync(id, consent, "Words that she never wrote.")).Refusal.ShouldBeOfType<NotInTheStory>();
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.PeerReview));
        (await DueAsync()).Single(d => d.Kind == "programme-to-read").InHandOf.ShouldBeNull();
        (await scene.MoveAsync(id, ProgrammeState.Finalised)).Refusal.ShouldBe(new NeedsPeerViews(0, 1));
        (await scene.ViewAsync(id, scene.Dee)).Refusal.ShouldBeOfType<AuthorsDoNotReview>();
        (await scene.ViewAsync(id, scene.Moira)).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.ViewAsync(id, reader, " ")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        DeliveryScene.Must(await scene.ViewAsync(id, reader));
        DeliveryScene.Must(await scene.ViewAsync(id, reader, "I read it again: it is right."));
        (await scene.AsAsync(scene.Moira, (SessionProgrammeQueries q) => q.VersionAsync(id)))!.Views.ShouldHaveSingleItem().Words.ShouldBe("I read it again: it is right.");
        (await DueAsync()).Single(d => d.Kind == "programme-to-read").InHandOf.ShouldBe([reader.PersonId]);
        DeliveryScene.Must(await scene.MoveAsync(id, ProgrammeState.Finalised));
        (await DueAsync()).ShouldContain(d => d.Kind == "programme-to-approve");
        (await scene.ApproveAsync(id, scene.Dee)).Refusal.ShouldBeOfType<NotAllowed>();
        (await scene.ApproveAsync(id, new Viewer(scene.Dee.PersonId, Hat.Coordinator, [scene.Scheme]))).Refusal.ShouldBeOfType<AuthorsDoNotApprove>();
        (await scene.ApproveAsync(id, new Viewer(reader.PersonId, Hat.Coordinator, [scene.Scheme]))).Refusal.ShouldBeOfType<PeersDoNotApprove>();
        (await scene.ApproveAsync(id, reason: "Fine")).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("Words");
        (await scene.AsAsync(scene.Moira, (ApproveProgramme approve) => approve.RunAsync(id, 1, TestData.Approval))).Refusal.ShouldBeOfType<Stale>();
        DeliveryScene.Must(await scene.ApproveAsync(id));
        var group = await scene.GroupAsync();
        (await scene.RunProgrammeAsync(group, id)).Refusal.ShouldBeOfType<NoSessionToCome>();
        (await scene.RunProgrammeAsync(group, id, 9)).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("From");

        async Task<IReadOnlyList<Due>> DueAsync() => await scene.AsAsync(Viewer.System, (DeliveryDueQueries q) => q.DueAsync(DeliveryScene.Today));
    }

    [Fact]
    public async Task Pack_WhateverIsSaidOfTheStory_HoldsItOnlyWhileAYesHoldsForThatGroup()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var reader = await scene.AddReaderAsync();
        var group = await scene.GroupAsync("Tuesday group", "RAR");
        var session = await scene.SessionAsync(group, DeliveryScene.Today.AddDays(300));
        var (story, consent) = await scene.TellAsync();
        var id = await scene.DraftAsync();
        DeliveryScene.Must(await scene.UseAsync(id, consent));
        await scene.FinaliseAsync(id, reader);
        DeliveryScene.Must(await scene.ApproveAsync(id));
        DeliveryScene.Must(await scene.RunProgrammeAsync(group, id));
        DeliveryScene.Must(await scene.AsAsync(scene.Dee, (WithdrawConsent withdraw) => withdraw.RunAsync(consent)));
        await Gen.Select(Gen.Int[0, 3], Gen.Int[1, 3], Gen.Int[0, 40]).Array[1, 8].SampleAsync(async steps =>
        {
            List<(Guid Id, bool Names, DateTimeOffset Until)> yes = [];
            foreach (var (what, months, days) in steps)
            {
                switch (what)
                {
                    case 0 or 1:
                        var named = what == 0 ? "the Tuesday group" : "the Friday group";
                        var given = DeliveryScene.Must(await scene.AsAsync(scene.Dee, (GiveConsent give) => give.RunAsync(new NewConsent(story, 1, "programme", scene.Scheme, named, ConsentChannel.OnPaper, months))));
                        yes.RemoveAll(y => y.Names == (what == 0));
                        yes.Add((given, what == 0, database.Clock.GetUtcNow().LondonDate().AddMonths(months).StartInLondon()));
                        break;
                    case 2:
                        foreach (var (one, _, until) in yes.Where(y => y.Until > database.Clock.GetUtcNow()))
                        {
                            DeliveryScene.Must(await scene.AsAsync(scene.Dee, (WithdrawConsent withdraw) => withdraw.RunAsync(one)));
                        }

                        yes.Clear();
                        break;
                    default:
                        database.Clock.Advance(TimeSpan.FromDays(days % 4));
                        break;
                }

                var live = yes.Any(y => y.Names && y.Until > database.Clock.GetUtcNow());
                (await scene.PackAsync(session))!.Passages.Count.ShouldBe(live ? 1 : 0);
            }

            foreach (var (one, _, _) in yes.Where(y => y.Until > database.Clock.GetUtcNow()))
            {
                DeliveryScene.Must(await scene.AsAsync(scene.Dee, (WithdrawConsent withdraw) => withdraw.RunAsync(one)));
            }
        }, iter: 12, threads: 1);
    }

    [Fact]
    public async Task Throughline_HasTheSessionsAndWhatWasWritten()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scene = await database.AddDeliverySceneAsync();
        var session = await scene.HeldAsync(scene.Amir);
        await scene.FactAsync(session, scene.Amir, AttendanceMark.Attended);
        await scene.DraftAsync();
        var dees = (await scene.AsAsync(scene.Dee, (ThroughlineQueries q) => q.FindAsync(scene.Dee.PersonId, "/throughline")))!;
        dees.Model.OtherLanes.Single(l => l.Key == "groups").Marks.Select(m => m.What).ShouldBe(["helped to run a session of Tuesday group", "wrote for First week out, version 1"]);
        var amirs = (await scene.AsAsync(scene.Amir, (ThroughlineQueries q) => q.FindAsync(scene.Amir.PersonId, "/throughline")))!;
        amirs.Model.OtherLanes.Single(l => l.Key == "groups").Marks.Select(m => m.What).ShouldBe(["was at a session of Tuesday group"]);
    }
}
