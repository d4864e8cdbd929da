using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Importing;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Rights;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    private const string Words = "I kept thinking about it. They gave me the key. Some mornings I still wanted to stay in bed.";

    /// <summary>
    /// Connects everybody with others in every part there is. A slice adds a function of its own, in a file of its own, and it is called here for each person: the
    /// same steps for everybody, each with the person so many places further on, so that everybody is once the one it is about, once the one who did
    /// it, and so on. Places that are multiples of four are of the same scheme; never use multiples of seven, who are walled off together.
    /// </summary>
    private static async Task ConnectAsync(Acts acts, List<Someone> people, Viewer chief)
    {
        for (var i = 0; i < people.Count; i++)
        {
            await SuperviseAsync(acts, new Ring(people, i), chief);
        }

        var windows = await OpenWindowsAsync(acts, people, chief);
        for (var i = 0; i < people.Count; i++)
        {
            var ring = new Ring(people, i);
            await RecordAsync(acts, ring, chief);
            await TellAsync(acts, ring);
            await AdmitAsync(acts, ring);
            await TrustAsync(acts, ring);
            await MentorAsync(acts, ring);
            await KeepSafeAsync(acts, ring);
            await ApplyAsync(acts, ring, windows);
            await CareForAccountAsync(acts, ring);
            await EraseAsync(acts, ring, chief);
            await OpenInEmergencyAsync(acts, ring, chief);
        }

        var places = await OpenPlacesAsync(acts, people, chief);
        await AskAsync(acts, people, chief);
        var courses = await OpenCoursesAsync(acts, people, places, chief);
        var meetings = await OpenGroupsAsync(acts, people, places, chief);
        for (var i = 0; i < people.Count; i++)
        {
            var ring = new Ring(people, i);
            await ClearAsync(acts, ring);
            await TrainAsync(acts, ring, courses[ring.This.Scheme.Id]);
            await MeetAsync(acts, ring, meetings[ring.This.Scheme.Id]);
            await KeepKeyAsync(acts, ring);
            await BeThereAsync(acts, ring, places[ring.This.Scheme.Id]);
            await RemindAsync(acts, ring);
            await LinkAsync(acts, ring);
            await SetGoalAsync(acts, ring);
            await RecogniseAsync(acts, ring);
            await SupportAsync(acts, ring);
            await PayForWorkAsync(acts, ring);
            await SpeakUpAsync(acts, ring);
        }

        for (var i = 0; i < people.Count; i++)
        {
            await KeepApartAsync(acts, new Ring(people, i), chief);
        }

        for (var i = 0; i < people.Count; i++)
        {
            await WallOffAsync(acts, new Ring(people, i), chief);
        }
    }

    /// <summary>The people as they stand around one of them.</summary>
    private sealed record Ring(List<Someone> People, int Place)
    {
        public Someone This => People[Place];

        public Someone At(int further) => People[(Place + further) % People.Count];

        /// <summary>Those of the same scheme, nearest first, whom the steps may use.</summary>
        public IEnumerable<Someone> Around => new[] { 4, 8, 12, 16, 20, 24 }.Select(At);

        public Viewer As(Hat hat, int further = 0) => new(At(further).Id, hat, [At(further).Scheme.Id]);

        public bool Every(int nth, int from = 0) => Place % nth == from;
    }

    // Supervisors and training, which what follows asks for.
    private static async Task SuperviseAsync(Acts acts, Ring ring, Viewer chief)
    {
        await acts.DoAsync<UnitOfWork, Done>(chief, unit => unit.RunAsync<Done>(new Act("supervisor-named"), async writing =>
        {
            (await writing.Context.RoleHoldings.FirstAsync(h => h.PersonId == ring.This.Id)).SuperviseBy(ring.At(16).Id);
            return new Done();
        }));
        await acts.DoAsync<UnitOfWork, Done>(chief, unit => unit.RunAsync<Done>(new Act("manager-named"), async writing =>
        {
            (await writing.Context.RoleHoldings.FirstAsync(h => h.PersonId == ring.This.Id)).ManageBy(ring.At(20).Id);
            return new Done();
        }));
        await acts.DoAsync<ConfirmCoderTraining, Done>(ring.As(Hat.Coordinator, 12), confirm => confirm.RunAsync(ring.This.Id, new DateOnly(2026, 1, 12)));
    }

    // Roles, details, aspirations, labels and who looked.
    private static async Task RecordAsync(Acts acts, Ring ring, Viewer chief)
    {
        var me = ring.This;
        if (me.Viewer.Hat == Hat.PeerWorker)
        {
            await using var context = acts.Everything();
            var holding = await context.RoleHoldings.AsNoTracking().FirstAsync(h => h.PersonId == me.Id);
            if (ring.Every(5) || ring.Every(9, 6))
            {
                await acts.DoAsync<PauseRole, Done>(chief, pause => pause.RunAsync(
                    new RolePause(holding.Id, holding.Version, new DateOnly(2026, 3, 2), ring.At(16).Id, new DateOnly(2026, 4, 2), TestData.Decision)));
            }

            if (ring.Every(2))
            {
                await acts.DoAsync<SetLabelSunset, Done>(me.Viewer, set => set.RunAsync(new LabelSunset(context.People.Single(p => p.Id == me.Id).Version, new DateOnly(2026, 3, 2))));
            }
        }

        if (ring.Every(3))
        {
            await acts.DoAsync<RecordAspiration, Guid>(me.Viewer, record => record.RunAsync(new NewAspiration(me.Scheme.Supervisor.Id, "To train others")));
            await using var context = acts.Everything();
            var version = context.People.Single(p => p.Id == me.Id).Version;
            await acts.DoAsync<ChangeContact, Done>(ring.As(Hat.Coordinator, 12), change => change.RunAsync(new ChangedContact(me.Id, version, "Text first", NoContact: false)));
        }

        await acts.LookAsync<PeopleQueries, PersonOnPage?>(ring.As(Hat.Coordinator, 8), people => people.PersonAsync(me.Id));
        if (ring.Every(2))
        {
            await acts.DoAsync<UnitOfWork, Guid>(ring.As(Hat.Coordinator, 12), unit => unit.RunAsync<Guid>(new Act("clearance-recorded"), writing =>
            {
                var clearance = Clearance.Record(writing.NewId(), me.Id, me.Scheme.Id, ClearanceScopes.Hub, new DateOnly(2025, 1, 6), new DateOnly(2026, 3, 2).AddDays(ring.Place)).Value;
                writing.Context.Add(clearance);
                return Task.FromResult<Outcome<Guid>>(clearance.Id);
            }));
        }
    }

    // Stories, accounts, sharing, marks and answers, views and reviews.
    private static async Task TellAsync(Acts acts, Ring ring)
    {
        var (owner, me, coder, other, author, supervisor) = (ring.As(Hat.PeerWorker), ring.This.Id, ring.At(4).Id, ring.At(8).Id, ring.As(Hat.Coordinator, 20), ring.As(Hat.Supervisor, 16));
        Task<Guid> Share(Guid story, string purpose, Guid? to, string? audience = null, int version = 1) =>
            acts.DoAsync<GiveConsent, Guid>(owner, give => give.RunAsync(new NewConsent(story, version, purpose, to, audience, null, 6)));
        async Task Mark(Guid story, int by, string passage, string code, OwnerAnswer answer)
        {
            var start = Words.IndexOf(passage, StringComparison.Ordinal);
            var mark = await acts.DoAsync<MarkPassage, Guid>(ring.As(Hat.StaffColleague, by), m => m.RunAsync(new NewMark(story, 1, start, start + passage.Length, code, 2)));
            if (answer != OwnerAnswer.NotYetGiven)
            {
                await acts.DoAsync<AnswerCoding, Done>(owner, a => a.RunAsync(new CodingAnswer(mark, answer, ring.Every(2) ? "I asked for it" : null)));
            }
        }

        var day = new DateOnly(2026, 2, 3).AddDays(-30 * (ring.Place % 5));
        var story = await acts.DoAsync<WriteStory, Guid>(owner, write => write.RunAsync(new NewStory(new StoryWords("The key", Words, day))));
        var second = await acts.DoAsync<WriteStory, Guid>(owner, write => write.RunAsync(new NewStory(new StoryWords("The bus", Words, day.AddDays(-40)))));
        var account = await acts.DoAsync<GiveAccount, Guid>(author, give => give.RunAsync(new NewAccount(me, new StoryWords("What I saw", Words, day.AddDays(-10)))));
        await Share(story, SharingPurpose.CodingKey, coder);
        await Share(story, SharingPurpose.CodingKey, other);
        await Share(second, SharingPurpose.CodingKey, other);
        await Share(second, SharingPurpose.CodingKey, ring.At(24).Id);
        await Share(account, SharingPurpose.CodingKey, other);
        await Share(story, SharingPurpose.SupervisionKey, supervisor.PersonId);
        await Mark(story, 4, "They gave me the key.", "keeps-turning-up", OwnerAnswer.ThatsRight);
        await Mark(story, 8, "I kept thinking about it.", "wanting-different", OwnerAnswer.ThatsRight);
        await Mark(story, 8, "They gave me the key.", "sought-out-the-role", ring.Every(3) ? OwnerAnswer.NotYetGiven : OwnerAnswer.ThatsRight);
        await Mark(second, 8, "Some mornings I still wanted to stay in bed.", "drawn-back", ring.Every(2) ? OwnerAnswer.ThatsNotIt : OwnerAnswer.ThatsRight);
        await Mark(account, 8, "They gave me the key.", "trust-given", OwnerAnswer.ThatsRight);
        var act = await acts.DoAsync<GiveAccount, Guid>(author, give => give.RunAsync(new NewAccount(me, new StoryWords("Held the keys", Words, day.AddDays(-20)), Act: true)));
        await Share(act, SharingPurpose.CodingKey, other);
        await Mark(act, 8, "They gave me the key.", "keeps-turning-up", OwnerAnswer.ThatsRight);
        await acts.DoAsync<AgreeToAct, Done>(owner, agree => agree.RunAsync(act, OwnerAnswer.ThatsRight));
        await acts.DoAsync<SetStageView, Guid>(owner, set => set.RunAsync(new NewStageView(Stage.Hook, OwnStanding.ThatsMe, "It is mine")));
        await acts.LookAsync<StoryQueries, StoryReading?>(ring.As(Hat.StaffColleague, 4), q => q.FindAsync(story));
        await acts.LookAsync<StoryQueries, StoryReading?>(supervisor, q => q.FindAsync(story));
        await acts.DoAsync<ReviewStages, Guid>(owner, review => review.RunAsync(me));
        var kept = await acts.DoAsync<ReviewStages, Guid>(supervisor, review => review.RunAsync(me, "We talked about the key"));
        await acts.DoAsync<ReplyToReview, Done>(owner, reply => reply.RunAsync(kept, "It is more than that"));
        await AskAsync(acts, ring, story);
        if (ring.Every(2))
        {
            await acts.DoAsync<ReplyToAccount, Done>(owner, reply => reply.RunAsync(account, "I was asked to."));
            await acts.DoAsync<SetPastRelation, Guid>(owner, set => set.RunAsync(PastPosition.WovenIn));
            await Share(story, "training", ring.This.Scheme.Id, "The spring course");
        }

        if (ring.Every(3))
        {
            await acts.DoAsync<WithdrawConsent, Done>(owner, async withdraw => await withdraw.RunAsync(await Share(second, SharingPurpose.CodingKey, coder)));
            await Share(story, SharingPurpose.CodingKey, coder);
            await Share(second, SharingPurpose.ResearchKey, null, "A study of peer work");
            await acts.DoAsync<ChangeStory, int>(owner, change => change.RunAsync(new StoryChange(second, 1, new StoryWords("The bus", Words + " Not now.", day.AddDays(-40)))));
        }
    }

    // Questions for stories: by a supervisor, by a coordinator for a coder, by a coder; said yes and no to, and open.
    private static async Task AskAsync(Acts acts, Ring ring, Guid story)
    {
        var (me, owner) = (ring.This.Id, ring.As(Hat.PeerWorker));
        Task<Guid> Ask(Viewer by, string purpose, Guid to, string? audience = null) => acts.DoAsync<OfferConsent, Guid>(
            by, offer => offer.RunAsync(new NewOffer(me, null, purpose, to, audience, "It might help")));
        var first = await Ask(ring.As(Hat.Supervisor, 16), SharingPurpose.SupervisionKey, ring.At(16).Id);
        await Ask(ring.As(Hat.Coordinator, 24), SharingPurpose.CodingKey, ring.At(12).Id);
        await Ask(ring.As(Hat.StaffColleague, 4), SharingPurpose.CodingKey, ring.At(4).Id);
        if (ring.Every(2))
        {
            await acts.DoAsync<AcceptOffer, Guid>(owner, accept => accept.RunAsync(new AcceptedOffer(first, story, 1, null, 6)));
        }

        if (ring.Every(3))
        {
            var second = await Ask(ring.As(Hat.Coordinator, 20), "training", ring.This.Scheme.Id, "The spring course");
            await acts.DoAsync<DeclineOffer, Done>(owner, decline => decline.RunAsync(second));
        }
    }

    // Accounts, invitations, imports, settings.
    private static async Task AdmitAsync(Acts acts, Ring ring)
    {
        var (me, coordinator) = (ring.This, ring.As(Hat.Coordinator));
        if (ring.Every(2))
        {
            await acts.DoAsync<UnitOfWork, Done>(Viewer.System, unit => unit.RunAsync<Done>(new Act("account-opened"), writing =>
            {
                writing.Context.Add(Account.Open(writing.NewId(), me.Id, $"{me.Id:N}@example.org", administers: false, writing.Now).Value);
                return Task.FromResult<Outcome<Done>>(new Done());
            }));
        }
        else
        {
            await acts.DoAsync<InvitePerson, InvitationLink>(ring.As(Hat.Coordinator, 24), invite => invite.RunAsync(me.Id, $"{me.Id:N}@example.org"));
        }

        if (ring.Every(14, 3) || ring.Every(14, 8))
        {
            var role = ring.Every(14, 3) ? "Mentee" : "Astronaut";
            var csv = $"First name,Surname,Role,Start date\nNell,{Family[ring.Place / 14]}son,{role},06/01/2025\nNell,{Family[ring.Place / 14]}ton,Mentee,06/01/2025\n";
            var run = await acts.DoAsync<ReadImportFile, Guid>(coordinator, async read =>
            {
                using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
                return await read.RunAsync(me.Scheme.Id, stream, "people.csv");
            });
            await acts.DoAsync<NameImportColumns, Done>(coordinator, name => name.RunAsync(run, ["preferred-name", "family-name", "role", "from"], null));
            await acts.DoAsync<RunImport, Done>(Viewer.System, go => go.RunAsync(run));
            if (ring.Every(14, 3))
            {
                await acts.DoAsync<BringInImport, Done>(coordinator, bring => bring.RunAsync(run));
                await acts.DoAsync<RunImport, Done>(Viewer.System, go => go.RunAsync(run));
            }
        }

        if (ring.Every(9))
        {
            await using var context = acts.Everything();
            var version = context.Set<SchemeSetting>().FirstOrDefault(s => s.SchemeId == me.Scheme.Id && s.Key == SettingKeys.SupportWallReviewDays)?.Version ?? 0;
            await acts.DoAsync<ChangeSetting, Done>(coordinator, change => change.RunAsync(new SettingEdit(
                me.Scheme.Id, SettingKeys.SupportWallReviewDays, $"{30 + version}", "Agreed with the team", version)));
            await acts.DoAsync<UnitOfWork, Done>(coordinator, unit => unit.RunAsync<Done>(new Act("role-definition-edited"), async writing =>
            {
                var role = await writing.Context.RoleDefinitions.SingleAsync(r => r.Id == me.Scheme.PeerMentor.Id);
                var edit = new RoleEdit(role.Title, role.PlainTitle, role.Pay, true, 3 + (role.Version % 9), null, null, "Meet people", "Three is enough");
                writing.Context.Add(role.Edit(edit, "Agreed with the team", me.Id, Hat.Coordinator, writing.Now).Value);
                return new Done();
            }));
        }
    }

    // Records of another scheme opened in an emergency, and half of them told to their owners.
    private static async Task OpenInEmergencyAsync(Acts acts, Ring ring, Viewer chief)
    {
        if (!ring.Every(3) || new[] { 2, 6, 10, 18, 22 }.Select(ring.At).FirstOrDefault(p => p.Viewer.OpensInEmergency) is not { } opener)
        {
            return;
        }

        Task<EmergencyAnswer> Ask(Guid? chosen) => acts.DoAsync<OpenInEmergency, EmergencyAnswer>(
            opener.Viewer, open => open.RunAsync(new EmergencyAsk(ring.This.FullName, "They rang from the bridge and hung up.", chosen)));
        var opened = await Ask(null);
        if (opened.Result == EmergencyResult.SeveralFound)
        {
            opened = await Ask(ring.This.Id);
        }

        if (ring.Every(2))
        {
            await acts.DoAsync<TellOfEmergency, Done>(chief with { Hat = Hat.DataProtectionLead }, tell => tell.RunAsync(opened.Id, 1));
        }
    }

    // Ways back in given out, and accounts closed.
    private static async Task CareForAccountAsync(Acts acts, Ring ring)
    {
        if (!ring.Every(2))
        {
            return;
        }

        await acts.DoAsync<IssueRecovery, InvitationLink>(ring.As(Hat.SystemAdministrator, 8), issue => issue.RunAsync(ring.This.Id, "I rang them back on the number we have."));
        if (ring.Every(3))
        {
            await acts.DoAsync<CloseAccount, Done>(ring.As(Hat.SystemAdministrator, 20), close => close.RunAsync(new ClosedAccount(ring.This.Id, TestData.Decision)));
        }
    }

    // Records of people who left, erased by each in turn.
    private static async Task EraseAsync(Acts acts, Ring ring, Viewer chief)
    {
        if (!ring.Every(5))
        {
            return;
        }

        var left = await acts.DoAsync<AddPerson, Guid>(Viewer.System, add => add.RunAsync(new NewPerson(
            new PersonDetails("Gone", $"{Family[ring.Place / 5]}by"), ring.This.Scheme.Mentee.Id, RoleState.Held, new DateOnly(2025, 1, 6))));
        Guid holding;
        await using (var context = acts.Everything())
        {
            holding = await context.RoleHoldings.Where(h => h.PersonId == left).Select(h => h.Id).SingleAsync();
        }

        await acts.DoAsync<EndRole, Done>(chief, end => end.RunAsync(new RoleEnd(holding, 1, new DateOnly(2026, 3, 2), ExitReason.CompletedAgreedTerm, new Decision(null, null))));
        await acts.DoAsync<ErasePerson, Done>(ring.As(Hat.DataProtectionLead), erase => erase.RunAsync(left, "They asked us to, in a letter to the hub.", ErasureGround.Asked));
    }

    private static async Task KeepApartAsync(Acts acts, Ring ring, Viewer chief)
    {
        if (ring.Every(2))
        {
            await acts.DoAsync<DeclareRelationship, Done>(ring.Every(12) ? chief : ring.As(Hat.Coordinator, 12), declare => declare.RunAsync(new NewRelationship(ring.This.Id, ring.At(8).Id, RelationshipKind.Friend)));
        }
    }

    // Last, because who is walled off can do nothing more together. A declaration by name names nobody here: one that did would rightly stay its
    // owner's to see, whoever the name belongs to.
    private static async Task WallOffAsync(Acts acts, Ring ring, Viewer chief)
    {
        if (ring.Every(16))
        {
            await acts.DoAsync<DeclareConflictFor, Guid>(ring.Every(32) ? chief : ring.As(Hat.Coordinator, 12), declare => declare.RunAsync(new CloseToEachOther(ring.This.Id, ring.At(20).Id)));
        }

        if (ring.Every(16, 5))
        {
            await acts.DoAsync<DeclareConflict, Done>(ring.This.Viewer, declare => declare.RunAsync(new CloseToMe("Nobody Known")));
        }
    }
}
