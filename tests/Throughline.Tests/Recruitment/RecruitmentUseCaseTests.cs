using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Recruitment;

[Trait("invariants", "INV-170 to INV-172")]
public sealed class RecruitmentUseCaseTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Application_FromInterestToTheOffer_MovesTheRoleAlong(string provider)
    {
        await using var s = await Service.MakeAsync(provider);
        (await s.Database.DoAsync(s.Joe, (SayInterest say) => say.RunAsync(s.Window))).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(s.Joe, (SayInterest say) => say.RunAsync(s.Window))).Refusal.ShouldBeOfType<AlreadyUnderWay>();
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe);
        (await s.StateAsync()).ShouldBe(RoleState.Applied);
        await s.Database.TalkAsync(id, s.Moira);
        (await s.Database.DoAsync(s.Moira, async (OfferPlace offer) => await offer.RunAsync(new PlaceOffer(id, await s.VersionAsync(id), "You kept your word twice.")))).Succeeded.ShouldBeTrue();
        (await s.StateAsync()).ShouldBe(RoleState.Offered);
        (await s.Database.DoAsync(s.Joe, async (AnswerOffer answer) => await answer.RunAsync(id, await s.VersionAsync(id), true))).Succeeded.ShouldBeTrue();
        (await s.StateAsync()).ShouldBe(RoleState.Offered, "the training begins it");

        var page = await s.Database.DoAsync(s.Joe, (RecruitmentQueries q) => q.FindAsync(id));
        page!.Answer.ShouldBe("You kept your word twice.");
        page.Talks.ShouldHaveSingleItem().Strengths.ShouldStartWith("Listens");
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task NotThisTime_WithADate_HoldsUntilThen(string provider)
    {
        await using var s = await Service.MakeAsync(provider);
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe);
        var decision = new Decision("Come to the Thursday group for a while, and we will talk in June.", "The application and one talk");
        async Task<Outcome<Done>> Say() => await s.Database.DoAsync(s.Moira, async (SayNotThisTime say) => await say.RunAsync(new NotThisTime(id, await s.VersionAsync(id), "You are good with people.", Today.AddDays(60), decision)));
        (await Say()).Refusal.ShouldBeOfType<TalkFirst>();
        await s.Database.TalkAsync(id, s.Moira);
        (await Say()).Succeeded.ShouldBeTrue();
        (await s.StateAsync()).ShouldBe(RoleState.NotThisTime);
        (await Send()).Refusal.ShouldBe(new TryAgainFrom(Today.AddDays(60)));
        s.Database.Clock.Advance(TimeSpan.FromDays(59));
        (await Send()).Refusal.ShouldBeOfType<TryAgainFrom>();
        (await s.Database.DoAsync(s.Moira, (OpenWindow open) => open.RunAsync(new NewWindow(s.Scheme.PeerMentor.Id, new DateOnly(2026, 5, 1), null, "Again")))).Succeeded.ShouldBeTrue();
        s.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await Send()).Refusal.ShouldBeOfType<WindowClosed>();
        var later = (await s.Database.DoAsync(s.Joe, (OpenRoleQueries q) => q.ListAsync())).ShouldHaveSingleItem().WindowId;
        (await s.Database.DoAsync(s.Joe, (Apply apply) => apply.RunAsync(new NewApplication(later, "Again.", null, null, ApplicationRoute.SelfInitiated)))).Succeeded.ShouldBeTrue();
        Task<Outcome<Guid>> Send() => s.Database.DoAsync(s.Joe, (Apply apply) => apply.RunAsync(new NewApplication(s.Window, "Again.", null, null, ApplicationRoute.SelfInitiated)));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Apply_TwentyAtOnce_OneIsSent(string provider)
    {
        await using var s = await Service.MakeAsync(provider);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() =>
            s.Database.DoAsync(s.Joe, (Apply apply) => apply.RunAsync(new NewApplication(s.Window, "Me.", null, null, ApplicationRoute.SelfInitiated))))));
        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is AlreadyUnderWay);
        await using var context = s.Database.Everything();
        (await context.Applications.CountAsync()).ShouldBe(1);
    }

    [Fact]
    public async Task Panel_Members_SeeThisApplicationAndNothingElse()
    {
        await using var s = await Service.MakeAsync();
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe);
        await s.Database.TalkAsync(id, s.Moira);
        (await s.Database.DoAsync(s.Moira, async (AskPanel ask) => await ask.RunAsync(new PanelAsked(id, await s.VersionAsync(id), [s.Dee.PersonId])))).Refusal.ShouldBe(new PanelTooSmall(2));
        (await s.Database.DoAsync(s.Moira, async (AskPanel ask) => await ask.RunAsync(new PanelAsked(id, await s.VersionAsync(id), [s.Dee.PersonId, s.Joe.PersonId])))).Refusal.ShouldBeOfType<Invalid>();
        (await s.Database.DoAsync(s.Dee, (RecruitmentQueries q) => q.FindAsync(id))).ShouldBeNull();
        (await s.Database.DoAsync(s.Moira, async (AskPanel ask) => await ask.RunAsync(new PanelAsked(id, await s.VersionAsync(id), [s.Dee.PersonId, s.Ruth.PersonId])))).Succeeded.ShouldBeTrue();

        (await s.Database.DoAsync(s.Dee, (RecruitmentQueries q) => q.PanelsAsync())).ShouldHaveSingleItem().Name.ShouldBe("Joe Pike");
        (await s.Database.DoAsync(s.Dee, (RecruitmentQueries q) => q.FindAsync(id)))!.Brings.ShouldBe("I know what waiting is like.");
        (await s.Database.DoAsync(s.Dee, (PeopleQueries q) => q.PersonAsync(s.Joe.PersonId))).ShouldBeNull();
        SeenInDimension[] seen = [new("listening", PanelStanding.Seen, "He let Pat finish."), new("steady", PanelStanding.NotSeenYet, null)];
        (await s.Database.DoAsync(s.Dee, (GivePanelView give) => give.RunAsync(new PanelSaid(id, [seen[0]])))).Refusal!.Field.ShouldBe("Seen[1].Standing");
        (await s.Database.DoAsync(s.Dee, (GivePanelView give) => give.RunAsync(new PanelSaid(id, [seen[0] with { Words = " " }, seen[1]])))).Refusal!.Field.ShouldBe("Seen[0].Words");
        (await s.Database.DoAsync(s.Dee, (GivePanelView give) => give.RunAsync(new PanelSaid(id, seen)))).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(s.Joe, (RecruitmentQueries q) => q.FindAsync(id)))!.Panel.ShouldAllBe(p => p.Said.Count == 0, "not before the answer");
        (await s.Database.DoAsync(s.Moira, (RecruitmentQueries q) => q.FindAsync(id)))!.Panel.Single(p => p.MemberId == s.Dee.PersonId).Said.Count.ShouldBe(2);
        await s.Database.DoAsync(s.Moira, async (OfferPlace offer) => await offer.RunAsync(new PlaceOffer(id, await s.VersionAsync(id), "You let people finish.")));
        (await s.Database.DoAsync(s.Joe, (RecruitmentQueries q) => q.FindAsync(id)))!.Panel.Single(p => p.MemberId == s.Dee.PersonId).Said[0].Words.ShouldBe("He let Pat finish.");
        (await s.Database.DoAsync(s.Dee, (GivePanelView give) => give.RunAsync(new PanelSaid(id, seen)))).Refusal.ShouldBeOfType<ApplicationMoved>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    [Trait("scenario", "14")]
    public async Task Inspired_TwoNamedAndOneDeclines_LeavesALinkWithoutAName(string provider)
    {
        await using var s = await Service.MakeAsync(provider);
        var late = await s.Database.AddPersonAsync("Len", "Ash", s.Scheme.PeerMentor, RoleState.ActiveSupervised, Today);
        var ida = new Viewer(await s.Database.AddPersonAsync("Ida", "Oak", s.Scheme.PeerMentor), Hat.PeerWorker, [s.Scheme.Id]);
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe, "Dee from Tuesdays", "Ida");
        var links = (await s.Database.DoAsync(s.Moira, (RecruitmentQueries q) => q.FindAsync(id)))!.Inspirations.OrderBy(l => l.Said, StringComparer.Ordinal).ToList();
        links.Select(l => l.Said).ShouldBe(["Dee from Tuesdays", "Ida"]);
        Task<Outcome<Done>> Ask(Guid link, Guid? who) => s.Database.DoAsync(s.Moira, (AskInspirer ask) => ask.RunAsync(new WhoIsMeant(link, who)));
        (await Ask(links[0].Id, late)).Refusal.ShouldBeOfType<NotInPeerRoleThen>();
        (await Ask(links[0].Id, s.Dee.PersonId)).Succeeded.ShouldBeTrue();
        (await Ask(links[1].Id, ida.PersonId)).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(ida, (AnswerInspiration answer) => answer.RunAsync(links[0].Id, true))).Refusal.ShouldBeOfType<NotFound>();

        (await s.Database.DoAsync(s.Dee, (AnswerInspiration answer) => answer.RunAsync(links[0].Id, true))).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(ida, (AnswerInspiration answer) => answer.RunAsync(links[1].Id, false))).Succeeded.ShouldBeTrue();

        await using var context = s.Database.Everything();
        var all = await context.Inspirations.ToListAsync();
        var stored = links.ConvertAll(l => all.Single(i => i.Id == l.Id));
        (stored[0].State, stored[0].InspirerId, stored[0].Said).ShouldBe((InspirationState.Named, s.Dee.PersonId, null));
        (stored[1].State, stored[1].InspirerId, stored[1].Said).ShouldBe((InspirationState.Anonymous, null, null));
        (await s.Database.DoAsync(s.Dee, (AnswerInspiration answer) => answer.RunAsync(links[0].Id, false))).Refusal.ShouldBeOfType<InspirationSettled>();
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Forget_AfterTheMonthsOfTheScheme_LetsGoOfEveryWordAndKeepsTheCount(string provider)
    {
        await using var s = await Service.MakeAsync(provider);
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe, "Dee");
        await s.Database.TalkAsync(id, s.Moira);
        await s.Database.DoAsync(s.Joe, async (WithdrawApplication withdraw) => await withdraw.RunAsync(id, await s.VersionAsync(id)));
        s.Database.Clock.SetUtcNow(new DateTimeOffset(2026, 9, 2, 10, 0, 0, TimeSpan.Zero));
        (await s.Database.DoAsync(Viewer.System, (ForgetApplications forget) => forget.RunAsync())).Value.ShouldBe(0, "six months end with that day");
        s.Database.Clock.Advance(TimeSpan.FromDays(1));
        (await s.Database.DoAsync(s.Moira, (ForgetApplications forget) => forget.RunAsync())).Refusal.ShouldBeOfType<NotAllowed>();
        (await s.Database.DoAsync(Viewer.System, (ForgetApplications forget) => forget.RunAsync())).Value.ShouldBe(1);
        (await s.Database.DoAsync(Viewer.System, (ForgetApplications forget) => forget.RunAsync())).Value.ShouldBe(0);
        await using var context = s.Database.Everything();
        var application = await context.Applications.SingleAsync();
        (application.Brings, application.Why, application.State).ShouldBe((null, null, ApplicationState.Withdrawn));
        (await context.Conversations.CountAsync()).ShouldBe(0);
        (await context.Inspirations.SingleAsync()).Said.ShouldBeNull();
        (await s.StateAsync()).ShouldBe(RoleState.Ended);
    }

    [Fact]
    public async Task NotThisTime_SaidOnThePersonsPage_IsFollowedByTheApplication()
    {
        await using var s = await Service.MakeAsync();
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe);
        var holding = await s.Database.HoldingAsync(s.Joe.PersonId, s.Scheme.PeerMentor);
        (await s.Database.DoAsync(s.Moira, (DeclineApplication decline) => decline.RunAsync(new NotThisTimeAnswer(holding.Id, holding.Version, Today.AddDays(30), TestData.Decision)))).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(s.Joe, (RecruitmentQueries q) => q.FindAsync(id)))!.Application.State.ShouldBe(ApplicationState.NotThisTime);
    }

    [Fact]
    public async Task Application_WalledOffPanelMember_FindsNothing()
    {
        await using var s = await Service.MakeAsync();
        var id = await s.Database.AddApplicationAsync(s.Window, s.Joe);
        await s.Database.TalkAsync(id, s.Moira);
        await s.Database.DoAsync(s.Moira, async (AskPanel ask) => await ask.RunAsync(new PanelAsked(id, await s.VersionAsync(id), [s.Dee.PersonId, s.Ruth.PersonId])));
        (await s.Database.DoAsync(s.Moira, (DeclareConflictFor declare) => declare.RunAsync(new CloseToEachOther(s.Dee.PersonId, s.Joe.PersonId)))).Succeeded.ShouldBeTrue();
        (await s.Database.DoAsync(s.Dee, (RecruitmentQueries q) => q.FindAsync(id))).ShouldBeNull();
        (await s.Database.DoAsync(s.Dee, (RecruitmentQueries q) => q.PanelsAsync())).ShouldBeEmpty();
    }

    private sealed class Service : IAsyncDisposable
    {
        public TestDatabase Database { get; private init; } = null!;

        public TestScheme Scheme { get; private init; } = null!;

        public Viewer Moira { get; private init; } = null!;

        public Viewer Joe { get; private init; } = null!;

        public Viewer Dee { get; private init; } = null!;

        public Viewer Ruth { get; private init; } = null!;

        public Guid Window { get; private init; }

        public static async Task<Service> MakeAsync(string provider = "SQLite")
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            var moira = await database.AddCoordinatorAsync(scheme);
            return new Service
            {
                Database = database,
                Scheme = scheme,
                Moira = moira,
                Joe = new Viewer(await database.AddPersonAsync("Joe", "Pike", scheme.Mentee), Hat.Mentee, [scheme.Id]),
                Dee = new Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, [scheme.Id]),
                Ruth = new Viewer(await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor), Hat.Supervisor, [scheme.Id]),
                Window = await database.AddWindowAsync(scheme, moira),
            };
        }

        public async Task<int> VersionAsync(Guid id)
        {
            await using var context = Database.Everything();
            return await context.Applications.Where(a => a.Id == id).Select(a => a.Version).SingleAsync();
        }

        public async Task<RoleState> StateAsync() => (await Database.HoldingAsync(Joe.PersonId, Scheme.PeerMentor)).State;

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
