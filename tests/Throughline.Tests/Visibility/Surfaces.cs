using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Calendar;
using Throughline.Concerns;
using Throughline.Delivery;
using Throughline.Delivery.Programmes;
using Throughline.Expenses;
using Throughline.HealthGoals;
using Throughline.Importing;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Recruitment;
using Throughline.Reminders;
using Throughline.Rights;
using Throughline.Safeguarding;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Support;
using Throughline.Surveys;
using Throughline.Throughlines;
using Throughline.Training;
using Throughline.Trust;

namespace Throughline.Tests.Visibility;

/// <summary>
/// The one list of everything that lists, counts, searches, suggests or exports people: each is a named function from a viewer's services to a
/// value. A slice that adds such a thing adds a line here, and the wall tests hold it; <see cref="SurfaceRegistryTests"/> fails until it does.
/// <list type="bullet">
/// <item>A line is <c>Of&lt;MatchQueries&gt;("MatchQueries.FindAsync, the subject's", async (q, c) =&gt; await q.FindAsync(c.SubjectRecord("Matches")))</c>:
/// class and method, then what it is asked for. <see cref="SurfaceCase"/> has the ids there are: the person's own, those of a record of theirs, of
/// somebody connected with them, and of the viewer's own. Ask one method with each that it could be asked with.</item>
/// <item>A set of <see cref="ThroughlineContext"/> is <c>Rows("Matches", context =&gt; context.Matches…)</c>.</item>
/// <item>Each is read for every pair where that is asked for, and for an eighth of them otherwise (see <see cref="WallTests"/>). One that looks at nothing of the pair costs a sixteenth of one that does, so look only at what is asked with.</item>
/// <item>A surface tells something only of rows that are there: the slice puts its own into <see cref="WallService"/> (see Connect there), with
/// each person in each part that a person can have in them. The test warns of tables about people that it left empty.</item>
/// <item>A method that can name nobody goes into <see cref="NotAboutPeople"/> with its reason.</item>
/// </list>
/// </summary>
public static class Surfaces
{
    /// <param name="Name">Class and method of the query, and what it is asked for.</param>
    /// <param name="Read">What the viewer gets.</param>
    public sealed record Surface(string Name, Func<IServiceProvider, SurfaceCase, Task<object?>> Read)
    {
        /// <summary>False for one that rests on what the system has worked out before, so that what it is answered now does not say all that it knows.</summary>
        public bool Repeats { get; init; } = true;

        /// <summary>The class, or "rows".</summary>
        public string Family => Name.StartsWith("rows of", StringComparison.Ordinal) ? "rows" : Name.Split('.')[0];
    }

    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IncludeFields = true };

    private static readonly DateOnly Start = new(2024, 1, 1), End = new(2026, 3, 2);

    public static IReadOnlyList<Surface> All { get; } =
    [
        Of<PeopleQueries>("PeopleQueries.ListAsync, everybody", async (q, _) => await q.ListAsync(new PeopleFilter())),
        Of<PeopleQueries>("PeopleQueries.ListAsync, searched for the subject", async (q, c) => await q.ListAsync(new PeopleFilter(c.SubjectWords))),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by scheme", async (q, c) => await q.ListAsync(new PeopleFilter(SchemeId: c.Scheme))),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by role", async (q, c) => await q.ListAsync(new PeopleFilter(Role: c.Role))),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by state", async (q, c) => await q.ListAsync(new PeopleFilter(State: c.State))),
        Of<PeopleQueries>("PeopleQueries.ListAsync, second page", async (q, _) =>
            (await q.ListAsync(new PeopleFilter())).Next is { } next ? await q.ListAsync(new PeopleFilter(), next) : null),
        Of<PeopleQueries>("PeopleQueries.ChoicesAsync", async (q, _) => await q.ChoicesAsync()),
        Of<PeopleQueries>("PeopleQueries.SuggestAsync, the subject", async (q, c) => await q.SuggestAsync(c.SubjectWords)),
        Of<PeopleQueries>("PeopleQueries.SuggestAsync, another", async (q, c) => await q.SuggestAsync(c.OtherWords)),
        Of<PeopleQueries>("PeopleQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<PeopleQueries>("PeopleQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<PeopleQueries>("PeopleQueries.PersonAsync, the viewer", async (q, c) => await q.PersonAsync(c.Viewer)),
        Of<PeopleQueries>("PeopleQueries.HoldingAsync, the subject's", async (q, c) => await q.HoldingAsync(c.SubjectHolding)),
        Of<PeopleQueries>("PeopleQueries.HoldingAsync, of somebody connected", async (q, c) => await q.HoldingAsync(c.OtherRecord("RoleHoldings"))),
        Of<PeopleQueries>("PeopleQueries.NameAsync, the subject", async (q, c) => await q.NameAsync(c.Subject)),
        Of<PeopleQueries>("PeopleQueries.WithHatAsync", async (q, _) => await q.WithHatAsync(Hat.Supervisor)),
        Of<PeopleQueries>("PeopleQueries.ManagersAsync", async (q, c) => await q.ManagersAsync(c.Scheme)),
        Of<PeopleQueries>("PeopleQueries.RolesAsync", async (q, _) => await q.RolesAsync()),
        Of<PeopleQueries>("PeopleQueries.ExportAsync", async (q, _) => await q.ExportAsync(new PeopleFilter())),
        Of<ConflictQueries>("ConflictQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<ConflictQueries>("ConflictQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<ConflictQueries>("ConflictQueries.CountAsync", async (q, _) => await q.CountAsync()),
        Of<ConflictQueries>("ConflictQueries.FindAsync, with the subject", async (q, c) => await q.FindAsync(c.Conflict)),
        Of<ConflictQueries>("ConflictQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Conflicts"))),
        Of<ExclusionQueries>("ExclusionQueries.ExcludedAsync, the subject", async (q, c) => await q.ExcludedAsync(c.Subject)),
        Of<ExclusionQueries>("ExclusionQueries.ExcludedAsync, somebody connected", async (q, c) => await q.ExcludedAsync(c.Other)),
        Of<ExclusionQueries>("ExclusionQueries.ExcludedAsync, the viewer", async (q, c) => await q.ExcludedAsync(c.Viewer)),
        Of<MyRecordQueries>("MyRecordQueries.TraceAsync", async (q, _) => await q.TraceAsync()),
        Of<MyRecordQueries>("MyRecordQueries.TraceAsync, looked only", async (q, _) => await q.TraceAsync(lookedOnly: true)),
        Of<MyRecordQueries>("MyRecordQueries.TraceAsync, second page", async (q, _) => await q.TraceAsync(number: 2)),
        Of<AspirationQueries>("AspirationQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<HomeQueries>("HomeQueries.CoordinatorAsync", async (q, _) => await q.CoordinatorAsync()),
        Of<HomeQueries>("HomeQueries.WithoutSupervisorAsync", async (q, _) => await q.WithoutSupervisorAsync()),
        Of<HomeQueries>("HomeQueries.SuperviseesAsync", async (q, _) => await q.SuperviseesAsync()),
        Of<HomeQueries>("HomeQueries.OwnRolesAsync", async (q, _) => await q.OwnRolesAsync()),
        Of<SchemeQueries>("SchemeQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<SchemeQueries>("SchemeQueries.OverviewAsync", async (q, c) => await q.OverviewAsync(c.Scheme)),
        Of<SchemeQueries>("SchemeQueries.SettingsAsync", async (q, c) => await q.SettingsAsync(c.Scheme, SettingKeys.SupportWallReviewDays)),
        Of<SchemeQueries>("SchemeQueries.RoleAsync", async (q, c) =>
            (await q.RoleAsync(c.Scheme, c.RoleDefinition))?.History.Select(v => (v.Version.Version, v.Version.Title, v.Version.Reason, v.By))), // the page shows no id
        Of<ThroughlineQueries>("ThroughlineQueries.FindAsync, the subject", async (q, c) => await q.FindAsync(c.Subject, "/throughline")),
        Of<ThroughlineQueries>("ThroughlineQueries.FindAsync, somebody connected", async (q, c) => await q.FindAsync(c.Other, "/throughline")),
        Of<ThroughlineQueries>("ThroughlineQueries.FindAsync, the viewer", async (q, c) => await q.FindAsync(c.Viewer, "/throughline")),
        Of<StoryQueries>("StoryQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<StoryQueries>("StoryQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.MyEvidenceAsync", async (q, _) => await q.MyEvidenceAsync(null)),
        Of<StoryQueries>("StoryQueries.WaitingAsync", async (q, _) => await q.WaitingAsync()),
        Of<StoryQueries>("StoryQueries.EvidenceForAsync, the subject", async (q, c) => await q.EvidenceForAsync(c.Subject, Start, End)),
        Of<StoryQueries>("StoryQueries.EvidenceForAsync, somebody connected", async (q, c) => await q.EvidenceForAsync(c.Other, Start, End)),
        Of<StoryQueries>("StoryQueries.EvidenceForAsync, the viewer", async (q, c) => await q.EvidenceForAsync(c.Viewer, Start, End)),
        Of<StoryQueries>("StoryQueries.ViewsForAsync, the subject", async (q, c) => await q.ViewsForAsync(c.Subject)),
        Of<StoryQueries>("StoryQueries.ViewsForAsync, somebody connected", async (q, c) => await q.ViewsForAsync(c.Other)),
        Of<StoryQueries>("StoryQueries.MyPastRelationAsync", async (q, _) => await q.MyPastRelationAsync()),
        Of<StoryQueries>("StoryQueries.SharedWithMeAsync", async (q, _) => await q.SharedWithMeAsync()),
        Of<StoryQueries>("StoryQueries.MayMarkAsync, the subject's", async (q, c) => await q.MayMarkAsync(c.SubjectRecord("Stories"), 1)),
        Of<StoryQueries>("StoryQueries.MarkableVersionAsync, the subject's", async (q, c) => await q.MarkableVersionAsync(c.SubjectRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.SharingAsync, the subject's", async (q, c) => await q.SharingAsync(c.SubjectRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.SharingAsync, the viewer's", async (q, c) => await q.SharingAsync(c.OwnRecord("Stories"))),
        Of<StoryQueries>("StoryQueries.NameOfAsync", async (q, c) => await q.NameOfAsync(c.Subject)),
        Of<ReviewQueries>("ReviewQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<ReviewQueries>("ReviewQueries.FindAsync, the subject", async (q, c) => await q.FindAsync(c.Subject)),
        Of<ReviewQueries>("ReviewQueries.FindAsync, somebody connected", async (q, c) => await q.FindAsync(c.Other)),
        Of<ReviewQueries>("ReviewQueries.ForAsync, the subject", async (q, c) => await q.ForAsync(c.Subject)),
        Of<ReviewQueries>("ReviewQueries.ForAsync, somebody connected", async (q, c) => await q.ForAsync(c.Other)),
        Of<ReviewQueries>("ReviewQueries.ForAsync, the viewer", async (q, c) => await q.ForAsync(c.Viewer)),
        Of<ReviewQueries>("ReviewQueries.OneAsync, the subject's", async (q, c) => await q.OneAsync(c.SubjectRecord("StageReviews"))),
        Of<ReviewQueries>("ReviewQueries.OneAsync, of somebody connected", async (q, c) => await q.OneAsync(c.OtherRecord("StageReviews"))),
        Of<ReviewQueries>("ReviewQueries.OneAsync, the viewer's", async (q, c) => await q.OneAsync(c.OwnRecord("StageReviews"))),
        Of<OfferQueries>("OfferQueries.AskedOfMeAsync", async (q, _) => await q.AskedOfMeAsync()),
        Of<OfferQueries>("OfferQueries.AskedByMeAsync", async (q, _) => await q.AskedByMeAsync()),
        Of<OfferQueries>("OfferQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("ConsentOffers"))),
        Of<OfferQueries>("OfferQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("ConsentOffers"))),
        Of<OfferQueries>("OfferQueries.ToAskAsync, the subject", async (q, c) => await q.ToAskAsync(c.Subject)),
        Of<OfferQueries>("OfferQueries.ToAskAsync, somebody connected", async (q, c) => await q.ToAskAsync(c.Other)),
        Of<CoderQueries>("CoderQueries.AllAsync", async (q, _) => await q.AllAsync()),
        Of<CoderQueries>("CoderQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectWords)),
        Of<ExportMyStories>("ExportMyStories.RunAsync", async (q, _) => Unzipped(await q.RunAsync())),
        Of<InvitationQueries>("InvitationQueries.OpenAsync", async (q, _) => await q.OpenAsync()),
        Of<InvitationQueries>("InvitationQueries.FindPeopleAsync", async (q, c) => await q.FindPeopleAsync(c.SubjectWords)),
        Of<InvitationQueries>("InvitationQueries.NameAsync", async (q, c) => await q.NameAsync(c.Subject)),
        Of<ImportQueries>("ImportQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<ImportQueries>("ImportQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("ImportRuns"))),
        Of<ImportQueries>("ImportQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("ImportRuns"))),
        Of<ImportQueries>("ImportQueries.BadRowsAsync, the subject's", async (q, c) => await q.BadRowsAsync(c.SubjectRecord("ImportRuns"))),
        Of<ImportQueries>("ImportQueries.BadRowsAsync, the viewer's", async (q, c) => await q.BadRowsAsync(c.OwnRecord("ImportRuns"))),
        Of<RecruitmentQueries>("RecruitmentQueries.BoardAsync", async (q, _) => await q.BoardAsync()),
        Of<RecruitmentQueries>("RecruitmentQueries.CountAsync", async (q, _) => await q.CountAsync()),
        Of<RecruitmentQueries>("RecruitmentQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Applications"))),
        Of<RecruitmentQueries>("RecruitmentQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Applications"))),
        Of<RecruitmentQueries>("RecruitmentQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("Applications"))),
        Of<RecruitmentQueries>("RecruitmentQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<RecruitmentQueries>("RecruitmentQueries.PanelsAsync", async (q, _) => await q.PanelsAsync()),
        Of<RecruitmentQueries>("RecruitmentQueries.AsksAsync", async (q, _) => await q.AsksAsync()),
        Of<RecruitmentQueries>("RecruitmentQueries.CandidatesAsync, the subject's", async (q, c) => await q.CandidatesAsync(c.SubjectRecord("Applications"))),
        Of<RecruitmentQueries>("RecruitmentQueries.CandidatesAsync, of somebody connected", async (q, c) => await q.CandidatesAsync(c.OtherRecord("Applications"))),
        Of<InfluenceQueries>("InfluenceQueries.FindAsync", async (q, _) => await q.FindAsync()),
        Rows("Applications", context => context.Applications.OrderBy(a => a.Id).Select(a => a.Id)),
        Rows("Conversations", context => context.Conversations.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("PanelSeats", context => context.PanelSeats.OrderBy(s => s.ApplicationId).ThenBy(s => s.MemberId).Select(s => s.MemberId)),
        Rows("PanelViews", context => context.PanelViews.OrderBy(v => v.ApplicationId).ThenBy(v => v.MemberId).ThenBy(v => v.Dimension).Select(v => v.MemberId)),
        Rows("Inspirations", context => context.Inspirations.OrderBy(i => i.Id).Select(i => i.Id)),
        Of<RightsQueries>("RightsQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectWords)),
        Of<RightsQueries>("RightsQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<RightsQueries>("RightsQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<RightsQueries>("RightsQueries.ErasuresAsync", async (q, _) => await q.ErasuresAsync()),
        Of<RightsQueries>("RightsQueries.ErasureAsync, carried out by the subject", async (q, c) => await q.ErasureAsync(c.SubjectRecord("Erasures.ErasedById"))),
        Of<EmergencyQueries>("EmergencyQueries.RunningAsync", async (q, _) => await q.RunningAsync()),
        Of<EmergencyQueries>("EmergencyQueries.AskedAsync, by the subject", async (q, c) => await q.AskedAsync(c.SubjectRecord("EmergencyAccesses.ViewerId"))),
        Of<EmergencyQueries>("EmergencyQueries.AskedAsync, by the viewer", async (q, c) => await q.AskedAsync(c.OwnRecord("EmergencyAccesses"))),
        Of<EmergencyQueries>("EmergencyQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<EmergencyQueries>("EmergencyQueries.CountMineAsync", async (q, _) => await q.CountMineAsync()),
        Of<EmergencyQueries>("EmergencyQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<EmergencyQueries>("EmergencyQueries.CountNewAsync", async (q, _) => await q.CountNewAsync()),
        Of<EmergencyQueries>("EmergencyQueries.FindAsync, of the subject", async (q, c) => await q.FindAsync(c.SubjectRecord("EmergencyAccesses"))),
        Of<EmergencyQueries>("EmergencyQueries.FindAsync, by the subject", async (q, c) => await q.FindAsync(c.SubjectRecord("EmergencyAccesses.ViewerId"))),
        Of<EmergencyQueries>("EmergencyQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("EmergencyAccesses"))),
        Of<AccountCareQueries>("AccountCareQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectWords)),
        Of<AccountCareQueries>("AccountCareQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<AccountCareQueries>("AccountCareQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<AccountCareQueries>("AccountCareQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<RelationshipQueries>("RelationshipQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<RelationshipQueries>("RelationshipQueries.OfAsync, the subject", async (q, c) => await q.OfAsync(c.Subject)),
        Of<RelationshipQueries>("RelationshipQueries.OfAsync, somebody connected", async (q, c) => await q.OfAsync(c.Other)),
        Of<RelationshipQueries>("RelationshipQueries.CountDueAsync", async (q, _) => await q.CountDueAsync()),
        Of<RelationshipQueries>("RelationshipQueries.FindAsync, of the subject", async (q, c) => await q.FindAsync(c.SubjectRecord("Relationships"))),
        Of<RelationshipQueries>("RelationshipQueries.FindAsync, with the subject", async (q, c) => await q.FindAsync(c.SubjectRecord("Relationships.OtherId"))),
        Of<RelationshipQueries>("RelationshipQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Relationships"))),
        Rows("Relationships", context => context.Relationships.OrderBy(r => r.Id).Select(r => r.Id)),
        Of<TrainingQueries>("TrainingQueries.IndexAsync", async (q, _) => await q.IndexAsync()),
        Of<TrainingQueries>("TrainingQueries.WaitsAsync", async (q, _) => await q.WaitsAsync()),
        Of<TrainingQueries>("TrainingQueries.MyHomeAsync", async (q, _) => await q.MyHomeAsync()),
        Of<TrainingQueries>("TrainingQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<TrainingQueries>("TrainingQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<TrainingQueries>("TrainingQueries.CohortFormAsync", async (q, c) => await q.CohortFormAsync(c.Scheme)),
        Of<TrainingQueries>("TrainingQueries.BeforeMoveAsync", async (q, c) => await q.BeforeMoveAsync(c.SubjectHolding)),
        Each("TrainingQueries.CohortAsync", (context, schemes) => context.Cohorts.Where(c => schemes.Contains(c.SchemeId)).OrderBy(c => c.Id).Select(c => c.Id), async (s, id) => await s.GetRequiredService<TrainingQueries>().CohortAsync(id)),
        Each("TrainingQueries.RegisterAsync", (context, schemes) => context.TrainingSessions.Where(s => s.Number == 1 && context.Cohorts.Any(c => c.Id == s.CohortId && schemes.Contains(c.SchemeId))).OrderBy(s => s.Id).Select(s => s.Id), async (s, id) => await s.GetRequiredService<TrainingQueries>().RegisterAsync(id)),
        Each("TrainingQueries.EnrolChoicesAsync", (context, schemes) => context.Cohorts.Where(c => schemes.Contains(c.SchemeId)).OrderBy(c => c.Id).Select(c => c.Id), async (s, id) => await s.GetRequiredService<TrainingQueries>().EnrolChoicesAsync(id)),
        Each("TrainingQueries.FacilitatorOptionsAsync", (context, schemes) => context.Cohorts.Where(c => schemes.Contains(c.SchemeId)).OrderBy(c => c.Id).Select(c => c.Id), async (s, id) => await s.GetRequiredService<TrainingQueries>().FacilitatorOptionsAsync(id)),
        Of<TrainingQueries>("TrainingQueries.CourseAsync, the subject's", async (q, c) => await q.CourseAsync(c.SubjectRecord("Enrolments"))),
        Of<TrainingQueries>("TrainingQueries.CourseAsync, of somebody connected", async (q, c) => await q.CourseAsync(c.OtherRecord("Enrolments"))),
        Of<TrainingQueries>("TrainingQueries.NextCohortsAsync", async (q, c) => await q.NextCohortsAsync(c.OtherRecord("Enrolments"))),
        Of<ProgrammeQueries>("ProgrammeQueries.FindAsync", async (q, c) => await q.FindAsync(c.Scheme, "mornings")),
        Of<CertificateQueries>("CertificateQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Certificates"))),
        Rows("Enrolments", context => context.Enrolments.OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("Attendances", context => context.Attendances.OrderBy(a => a.EnrolmentId).ThenBy(a => a.SessionId).Select(a => a.EnrolmentId)),
        Rows("Facilitations", context => context.Facilitations.OrderBy(f => f.Id).Select(f => f.Id)),
        Rows("SessionLeads", context => context.SessionLeads.OrderBy(l => l.SessionId).ThenBy(l => l.PersonId).Select(l => l.PersonId)),
        Rows("Certificates", context => context.Certificates.OrderBy(c => c.Id).Select(c => c.Id)),
        Of<GroupQueries>("GroupQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Each("GroupQueries.GroupAsync", (context, schemes) => context.Activities.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<GroupQueries>().GroupAsync(id)),
        Each("GroupQueries.SessionAsync", (context, schemes) => context.GroupSessions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<GroupQueries>().SessionAsync(id)),
        Each("GroupQueries.RunnersAsync", (context, schemes) => context.GroupSessions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<GroupQueries>().RunnersAsync(id)),
        Each("GroupQueries.PeopleAsync", (context, schemes) => context.GroupSessions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<GroupQueries>().PeopleAsync(id)),
        Of<GroupQueries>("GroupQueries.PlaceAsync, the subject's", async (q, c) => await q.PlaceAsync(c.SubjectRecord("SessionPlaces"))),
        Of<GroupQueries>("GroupQueries.PlaceAsync, of somebody connected", async (q, c) => await q.PlaceAsync(c.OtherRecord("SessionPlaces"))),
        Of<SessionProgrammeQueries>("SessionProgrammeQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Each("SessionProgrammeQueries.ProgrammeAsync", (context, schemes) => context.SessionProgrammes.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<SessionProgrammeQueries>().ProgrammeAsync(id)),
        Each("SessionProgrammeQueries.VersionAsync", (context, schemes) => context.SessionProgrammeVersions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<SessionProgrammeQueries>().VersionAsync(id)),
        Each("SessionProgrammeQueries.AuthorChoicesAsync", (context, schemes) => context.SessionProgrammeVersions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<SessionProgrammeQueries>().AuthorChoicesAsync(id)),
        Each("SessionProgrammeQueries.StoryChoicesAsync", (context, schemes) => context.SessionProgrammeVersions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<SessionProgrammeQueries>().StoryChoicesAsync(id)),
        Each("SessionProgrammeQueries.PackAsync", (context, schemes) => context.GroupSessions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<SessionProgrammeQueries>().PackAsync(id)),
        Of<MyProgrammeQueries>("MyProgrammeQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Each("RegisterQueries.RegisterAsync", (context, schemes) => context.GroupSessions.Where(a => schemes.Contains(a.SchemeId)).OrderBy(a => a.Id).Select(a => a.Id), async (s, id) => await s.GetRequiredService<RegisterQueries>().RegisterAsync(id)),
        Of<RegisterQueries>("RegisterQueries.RunningAsync", async (q, _) => await q.RunningAsync()),
        Of<RequirementQueries>("RequirementQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<RequirementQueries>("RequirementQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<RequirementQueries>("RequirementQueries.FormAsync, the subject", async (q, c) => await q.FormAsync(c.Subject, c.Scheme)),
        Of<RequirementQueries>("RequirementQueries.FormAsync, somebody connected", async (q, c) => await q.FormAsync(c.Other, c.Scheme)),
        Of<RequirementQueries>("RequirementQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Requirements"))),
        Of<RequirementQueries>("RequirementQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Requirements"))),
        Of<ComplianceQueries>("ComplianceQueries.QueueAsync", async (q, _) => await q.QueueAsync()),
        Of<ComplianceQueries>("ComplianceQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Requirements"), c.SubjectRecord("SessionPlaces"))),
        Of<ComplianceQueries>("ComplianceQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Requirements"), c.OtherRecord("SessionPlaces"))),
        Of<MySessionQueries>("MySessionQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<MySessionQueries>("MySessionQueries.HomeAsync", async (q, _) => await q.HomeAsync()),
        Rows("Requirements", context => context.Requirements.OrderBy(r => r.Id).Select(r => r.Id)),
        Rows("SessionParts", context => context.SessionParts.OrderBy(p => p.Id).Select(p => p.Id)),
        Rows("SessionPlaces", context => context.SessionPlaces.OrderBy(p => p.Id).Select(p => p.Id)),
        Rows("AttendanceFacts", context => context.AttendanceFacts.OrderBy(f => f.Id).Select(f => f.Id)),
        Rows("FactVersions", context => context.Set<FactVersion>().OrderBy(v => v.FactId).ThenBy(v => v.Number).Select(v => v.FactId)),
        Rows("ComplianceDecisions", context => context.ComplianceDecisions.OrderBy(d => d.Id).Select(d => d.Id)),
        Rows("DecisionEntries", context => context.Set<DecisionEntry>().OrderBy(e => e.DecisionId).ThenBy(e => e.Number).Select(e => e.DecisionId)),
        Of<HubQueries>("HubQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<HubQueries>("HubQueries.FindAsync", async (q, _) => await q.MineAsync() is [var hub, ..] ? await q.FindAsync(hub.Id) : null),
        Of<HubQueries>("HubQueries.TodayAsync", async (q, _) => await q.TodayAsync()),
        Of<HubQueries>("HubQueries.FireListAsync", async (q, _) => await q.MineAsync() is [var hub, ..] ? (await q.FireListAsync(hub.Id))?.Inside : null),
        Of<HubQueries>("HubQueries.ServiceUsersAsync", async (q, c) => await q.MineAsync() is [var hub, ..] ? await q.ServiceUsersAsync(hub.Id, c.SubjectWords) : null),
        Of<HubQueries>("HubQueries.StayAsync, the subject's", async (q, c) => Shown(await q.StayAsync(c.SubjectRecord("Presences")))),
        Of<HubQueries>("HubQueries.StayAsync, of somebody connected", async (q, c) => Shown(await q.StayAsync(c.OtherRecord("Presences")))),
        Of<HubQueries>("HubQueries.StayAsync, the viewer's", async (q, c) => Shown(await q.StayAsync(c.OwnRecord("Presences")))),
        Of<HubQueries>("HubQueries.HoursAsync, the subject", async (q, c) => await q.HoursAsync(c.Subject)),
        Of<HubQueries>("HubQueries.HoursAsync, somebody connected", async (q, c) => await q.HoursAsync(c.Other)),
        Of<RosterQueries>("RosterQueries.WeekAsync", async (q, _) => await q.WeekAsync(new DateOnly(2026, 3, 2))),
        Of<RosterQueries>("RosterQueries.MineAsync", async (q, _) => await q.MineAsync(new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 8))),
        Of<RosterQueries>("RosterQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Shifts"))),
        Of<RosterQueries>("RosterQueries.ChoicesAsync", async (q, _) => await q.ChoicesAsync()),
        Of<SpaceQueries>("SpaceQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Each("SpaceQueries.FindAsync", (context, schemes) => context.Spaces.Where(s => schemes.Contains(s.SchemeId)).OrderBy(s => s.Id).Select(s => s.Id), async (s, id) => await s.GetRequiredService<SpaceQueries>().FindAsync(id)),
        Of<SpaceQueries>("SpaceQueries.ComingAsync", async (q, _) => await q.ComingAsync()),
        Of<SpaceQueries>("SpaceQueries.NicheEventsAsync", async (q, c) => await q.NicheEventsAsync(c.Scheme, new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31))),
        Of<HubHomeQueries>("HubHomeQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<HubHomeQueries>("HubHomeQueries.CoordinatorAsync", async (q, _) => await q.CoordinatorAsync()),
        Rows("Presences", context => context.Presences.OrderBy(p => p.Id).Select(p => p.Id)),
        Rows("Shifts", context => context.Shifts.OrderBy(s => s.Id).Select(s => s.Id)),
        Of<ClearanceQueries>("ClearanceQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<ClearanceQueries>("ClearanceQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other)),
        Of<ClearanceQueries>("ClearanceQueries.MissingAsync, the subject's", async (q, c) => await q.MissingAsync(c.SubjectHolding)),
        Of<ClearanceQueries>("ClearanceQueries.FormAsync, the subject", async (q, c) => await q.FormAsync(c.Subject, c.Scheme)),
        Of<ClearanceQueries>("ClearanceQueries.FormAsync, somebody connected", async (q, c) => await q.FormAsync(c.Other, c.Scheme)),
        Of<ClearanceQueries>("ClearanceQueries.WaitingAsync", async (q, _) => await q.WaitingAsync()),
        Of<ClearanceHomeQueries>("ClearanceHomeQueries.HereAsync", async (q, _) => await q.HereAsync()),
        Of<MyClearanceQueries>("MyClearanceQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<MyClearanceQueries>("MyClearanceQueries.CaseAsync, the subject's", async (q, c) => await q.CaseAsync(c.SubjectRecord("VettingCases"))),
        Of<MyClearanceQueries>("MyClearanceQueries.CaseAsync, the viewer's", async (q, c) => await q.CaseAsync(c.OwnRecord("VettingCases"))),
        Of<MyClearanceQueries>("MyClearanceQueries.WordsAsync, the subject's", async (q, c) => await q.WordsAsync(c.SubjectRecord("VettingCases"))),
        Of<MyClearanceQueries>("MyClearanceQueries.WordsAsync, the viewer's", async (q, c) => await q.WordsAsync(c.OwnRecord("VettingCases"))),
        Of<VettingQueries>("VettingQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<VettingQueries>("VettingQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectRecord("VettingCases"))),
        Of<VettingQueries>("VettingQueries.WordsAsync", async (q, c) => await q.WordsAsync(c.SubjectRecord("VettingCases"))),
        Of<ApprovalQueries>("ApprovalQueries.AskedAsync", async (q, _) => await q.AskedAsync()),
        Of<ApprovalQueries>("ApprovalQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectRecord("OfficerApprovals"))),
        Rows("VettingCases", context => context.VettingCases.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("VettingStandings", context => context.VettingStandings.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("SupervisionEpisodes", context => context.SupervisionEpisodes.OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("Crossings", context => context.Crossings.OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("OfficerApprovals", context => context.OfficerApprovals.OrderBy(a => a.Id).Select(a => a.Id)),
        Of<MentoringQueries>("MentoringQueries.OverviewAsync", async (q, _) => await q.OverviewAsync()),
        Of<MentoringQueries>("MentoringQueries.ReferrableAsync", async (q, c) => await q.ReferrableAsync(c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.SaidAsync, the subject", async (q, c) => await q.SaidAsync(c.Subject, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.SaidAsync, somebody connected", async (q, c) => await q.SaidAsync(c.Other, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.WaitingAsync, the subject", async (q, c) => await q.WaitingAsync(c.Subject, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.WaitingAsync, somebody connected", async (q, c) => await q.WaitingAsync(c.Other, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.AccessAsync, the subject", async (q, c) => await q.AccessAsync(c.Subject, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.AccessAsync, somebody connected", async (q, c) => await q.AccessAsync(c.Other, c.Scheme)),
        Of<MentoringQueries>("MentoringQueries.MentorAsync, the subject", async (q, c) => await q.MentorAsync(c.Scheme, c.Subject)),
        Of<MentoringQueries>("MentoringQueries.RunAsync, with the subject", async (q, c) => await q.RunAsync(c.SubjectRecord("MatchRuns"))),
        Of<MentoringQueries>("MentoringQueries.RunAsync, the viewer's", async (q, c) => await q.RunAsync(c.OwnRecord("MatchRuns"))),
        Of<MentoringQueries>("MentoringQueries.MatchAsync, the subject's", async (q, c) => await q.MatchAsync(c.SubjectRecord("Matches"))),
        Of<MentoringQueries>("MentoringQueries.MatchAsync, of somebody connected", async (q, c) => await q.MatchAsync(c.OtherRecord("Matches"))),
        Of<MentoringQueries>("MentoringQueries.DebriefAsync, the subject's", async (q, c) => await q.DebriefAsync(c.SubjectRecord("Debriefs"))),
        Of<MentoringQueries>("MentoringQueries.DebriefAsync, of somebody connected", async (q, c) => await q.DebriefAsync(c.OtherRecord("Debriefs"))),
        Of<MyMentoringQueries>("MyMentoringQueries.DayAsync", async (q, _) => await q.DayAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.MentorsAsync", async (q, _) => await q.MentorsAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.MenteeAsync, the subject's", async (q, c) => await q.MenteeAsync(c.SubjectRecord("Matches"))),
        Of<MyMentoringQueries>("MyMentoringQueries.MenteeAsync, of somebody connected", async (q, c) => await q.MenteeAsync(c.OtherRecord("Matches"))),
        Of<MyMentoringQueries>("MyMentoringQueries.ContactAsync", async (q, c) => await q.ContactAsync(c.SubjectRecord("Contacts"))),
        Of<MyMentoringQueries>("MyMentoringQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.ChecksAsync, the subject's", async (q, c) => await q.ChecksAsync(c.SubjectRecord("Matches"))),
        Of<MyMentoringQueries>("MyMentoringQueries.ChecksAsync, of somebody connected", async (q, c) => await q.ChecksAsync(c.OtherRecord("Matches"))),
        Of<MyMentoringQueries>("MyMentoringQueries.LimitsAsync", async (q, _) => await q.LimitsAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.LabelHasSetAsync", async (q, _) => await q.LabelHasSetAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.GoalsOfAsync, the subject", async (q, c) => await q.GoalsOfAsync(c.Scheme, c.Subject)),
        Of<MyMentoringQueries>("MyMentoringQueries.WishesAsync", async (q, c) => await q.WishesAsync(c.Scheme)),
        Rows("Referrals", context => context.Referrals.OrderBy(r => r.Id).Select(r => r.Id)),
        Rows("MatchProfiles", context => context.MatchProfiles.OrderBy(p => p.PersonId).ThenBy(p => p.SchemeId).Select(p => p.PersonId)),
        Rows("AccessConstraints", context => context.AccessConstraints.OrderBy(a => a.Id).Select(a => a.Id)),
        Rows("MatchWishes", context => context.MatchWishes.OrderBy(w => w.Id).Select(w => w.Id)),
        Rows("LimitsShown", context => context.LimitsShown.OrderBy(l => l.Id).Select(l => l.Id)),
        Rows("MatchRuns", context => context.MatchRuns.OrderBy(r => r.Id).Select(r => r.Id)),
        Rows("MatchProposals", context => context.MatchProposals.OrderBy(p => p.Id).Select(p => p.Id)),
        Rows("Matches", context => context.Matches.OrderBy(m => m.Id).Select(m => m.Id)),
        Rows("MatchChecks", context => context.MatchChecks.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("MatchEntries", context => context.MatchEntries.OrderBy(e => e.MatchId).ThenBy(e => e.Number).Select(e => e.MatchId)),
        Rows("Contacts", context => context.Contacts.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("Goals", context => context.Goals.OrderBy(g => g.Id).Select(g => g.Id)),
        Rows("GoalSteps", context => context.GoalSteps.OrderBy(g => g.GoalId).ThenBy(g => g.Number).Select(g => g.GoalId)),
        Rows("Setbacks", context => context.Setbacks.OrderBy(s => s.Id).Select(s => s.Id)),
        Rows("Debriefs", context => context.Debriefs.OrderBy(d => d.Id).Select(d => d.Id)),
        Of<TrustQueries>("TrustQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<TrustQueries>("TrustQueries.LadderAsync, the subject's", async (q, c) => await q.LadderAsync(c.SubjectHolding)),
        Of<TrustQueries>("TrustQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<TrustQueries>("TrustQueries.GrantAsync", async (q, c) => await q.GrantAsync(c.SubjectRecord("TrustGrants"))),
        Of<TrustQueries>("TrustQueries.AppealChoicesAsync", async (q, c) => await q.AppealChoicesAsync(c.SubjectRecord("TrustGrants"))),
        Of<TrustQueries>("TrustQueries.MilestoneAsync", async (q, c) => await q.MilestoneAsync(c.SubjectRecord("Milestones"))),
        Of<TrustHomeQueries>("TrustHomeQueries.HomeAsync", async (q, _) => await q.HomeAsync()),
        Of<KeyQueries>("KeyQueries.CupboardAsync", async (q, _) => await q.CupboardAsync()),
        Of<KeyQueries>("KeyQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectRecord("Keys"))),
        Of<KeyQueries>("KeyQueries.ReceiversAsync", async (q, c) => await q.ReceiversAsync(c.SubjectRecord("Keys"))),
        Of<KeyQueries>("KeyQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<MyMentoringQueries>("MyMentoringQueries.TalksAsync", async (q, _) => await q.TalksAsync()),
        Of<SafeguardingQueries>("SafeguardingQueries.FormAsync, about the subject", async (q, c) => await q.FormAsync(c.Subject)),
        Of<SafeguardingQueries>("SafeguardingQueries.RaisedAsync", async (q, _) => await q.RaisedAsync()),
        Of<SafeguardingQueries>("SafeguardingQueries.RaisedAsync, about the subject", async (q, c) => await q.RaisedAsync(c.SubjectRecord("SafeguardingConcerns"))),
        Of<SafeguardingQueries>("SafeguardingQueries.RaisedAsync, the viewer's", async (q, c) => await q.RaisedAsync(c.OwnRecord("SafeguardingConcerns"))),
        Of<SafeguardingQueries>("SafeguardingQueries.FindAsync, about the subject", async (q, c) => await q.FindAsync(c.SubjectRecord("SafeguardingConcerns"))),
        Of<SafeguardingQueries>("SafeguardingQueries.FindAsync, about somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("SafeguardingConcerns"))),
        Of<SafeguardingQueries>("SafeguardingQueries.LeadAsync", async (q, _) => await q.LeadAsync()),
        Of<SafeguardingFigureQueries>("SafeguardingFigureQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<DutyQueries>("DutyQueries.NowAsync", async (q, _) => await q.NowAsync()),
        Of<DutyQueries>("DutyQueries.HasLeadAsync", async (q, _) => await q.HasLeadAsync()),
        Of<DutyQueries>("DutyQueries.RotaAsync", async (q, _) => await q.RotaAsync()),
        Of<DutyQueries>("DutyQueries.TurnAsync, the subject's", async (q, c) => await q.TurnAsync(c.SubjectRecord("DutyTurns"))),
        Of<DutyQueries>("DutyQueries.FormAsync", async (q, _) => await q.FormAsync()),
        Of<PagingQueries>("PagingQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<PagingQueries>("PagingQueries.CountAsync", async (q, _) => await q.CountAsync()),
        Of<WordQueries>("WordQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Rows("SafeguardingConcerns", context => context.SafeguardingConcerns.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("SafeguardingEntries", context => context.SafeguardingEntries.OrderBy(e => e.ConcernId).ThenBy(e => e.Number).Select(e => e.ConcernId)),
        Rows("SafeguardingActions", context => context.SafeguardingActions.OrderBy(e => e.ConcernId).ThenBy(e => e.Number).Select(e => e.ConcernId)),
        Rows("SafeguardingShares", context => context.SafeguardingShares.OrderBy(e => e.ConcernId).ThenBy(e => e.Number).Select(e => e.ConcernId)),
        Rows("DutyTurns", context => context.DutyTurns.OrderBy(t => t.Id).Select(t => t.Id)),
        Rows("DutyPages", context => context.DutyPages.OrderBy(p => p.Id).Select(p => p.Id)),
        Rows("WordRequests", context => context.WordRequests.OrderBy(w => w.Id).Select(w => w.Id)),
        Of<SurveyQueries>("SurveyQueries.SurveyAsync", async (q, c) => await q.SurveyAsync(c.Scheme)),
        Of<MessageQueries>("MessageQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<MessageQueries>("MessageQueries.FormAsync", async (q, _) => await q.FormAsync()),
        Of<MessageQueries>("MessageQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("ReceivedMessages"))),
        Of<MessageQueries>("MessageQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("ReceivedMessages"))),
        Of<SharedMessageQueries>("SharedMessageQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<SharedMessageQueries>("SharedMessageQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("MessageShares"))),
        Of<SharedMessageQueries>("SharedMessageQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("MessageShares"))),
        Of<PulseQueries>("PulseQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<PulseQueries>("PulseQueries.HasSaidAsync", async (q, _) => await q.HasSaidAsync()),
        Of<BeliefQueries>("BeliefQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<BeliefQueries>("BeliefQueries.FormAsync", async (q, _) => await q.FormAsync()),
        Of<BeliefQueries>("BeliefQueries.CeremoniesAsync", async (q, _) => await q.CeremoniesAsync()),
        Of<ChanceQueries>("ChanceQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<ChanceQueries>("ChanceQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("BlockedOpportunities"))),
        Of<BetweenQueries>("BetweenQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<BetweenQueries>("BetweenQueries.WaitingAsync", async (q, _) => await q.WaitingAsync()),
        Of<UnpaidWorkQueries>("UnpaidWorkQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Rows("ReceivedMessages", context => context.ReceivedMessages.OrderBy(m => m.Id).Select(m => m.Id)),
        Rows("CeremonyPeople", context => context.CeremonyPeople.OrderBy(p => p.CeremonyId).ThenBy(p => p.PersonId).Select(p => p.CeremonyId)),
        Rows("OwnViews", context => context.OwnViews.OrderBy(v => v.Id).Select(v => v.Id)),
        Rows("BeliefStatements", context => context.BeliefStatements.OrderBy(b => b.Id).Select(b => b.Id)),
        Of<SupervisionQueries>("SupervisionQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<SupervisionQueries>("SupervisionQueries.PeopleAsync", async (q, _) => await q.PeopleAsync()),
        Of<SupervisionQueries>("SupervisionQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Supervisions"))),
        Of<SupervisionQueries>("SupervisionQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("Supervisions"))),
        Of<SupervisionQueries>("SupervisionQueries.ToPlanAsync, supervised by the subject", async (q, c) => await q.ToPlanAsync(c.SubjectRecord("RoleHoldings.SupervisorId"))),
        Of<SupervisionQueries>("SupervisionQueries.ToPlanAsync, somebody connected", async (q, c) => await q.ToPlanAsync(c.OtherRecord("RoleHoldings"))),
        Of<SupervisionQueries>("SupervisionQueries.DatesAsync", async (q, _) => await q.DatesAsync()),
        Of<SupervisionQueries>("SupervisionQueries.LateAsync", async (q, _) => await q.LateAsync()),
        Of<SupervisionQueries>("SupervisionQueries.FiguresAsync", async (q, _) => await q.FiguresAsync()),
        Of<CheckInQueries>("CheckInQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<CheckInQueries>("CheckInQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("CheckIns"))),
        Of<CheckInQueries>("CheckInQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("CheckIns"))),
        Of<CheckInQueries>("CheckInQueries.SharedAsync", async (q, _) => await q.SharedAsync()),
        Of<CheckInQueries>("CheckInQueries.ReadAsync", async (q, c) => await q.ReadAsync(c.SubjectRecord("CheckIns"))),
        Of<LoadQueries>("LoadQueries.OfAsync, the subject", async (q, c) => await q.OfAsync(c.Subject)),
        Of<LoadQueries>("LoadQueries.OfAsync, somebody connected", async (q, c) => await q.OfAsync(c.Other)),
        Of<FlagQueries>("FlagQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<FlagQueries>("FlagQueries.OthersAsync", async (q, _) => await q.OthersAsync()),
        Of<FlagQueries>("FlagQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("SupportFlags"))),
        Of<FlagQueries>("FlagQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("SupportFlags"))),
        Of<StayWellQueries>("StayWellQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<StayWellQueries>("StayWellQueries.ReadAsync, the subject's", async (q, c) => await q.ReadAsync(c.Subject)),
        Of<StayWellQueries>("StayWellQueries.ReadAsync, of somebody connected", async (q, c) => await q.ReadAsync(c.Other)),
        Of<PauseQueries>("PauseQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<PauseQueries>("PauseQueries.OthersAsync", async (q, _) => await q.OthersAsync()),
        Of<PauseQueries>("PauseQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("PausePlans"))),
        Of<PauseQueries>("PauseQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("PausePlans"))),
        Rows("Supervisions", context => context.Supervisions.OrderBy(s => s.Id).Select(s => s.Id)),
        Rows("AgendaItems", context => context.AgendaItems.OrderBy(a => a.SupervisionId).ThenBy(a => a.Number).Select(a => a.SupervisionId)),
        Rows("SupervisionNotes", context => context.SupervisionNotes.OrderBy(n => n.SupervisionId).Select(n => n.SupervisionId)),
        Rows("CheckIns", context => context.CheckIns.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("SupportFlags", context => context.SupportFlags.OrderBy(f => f.Id).Select(f => f.Id)),
        Rows("StayWellPlans", context => context.StayWellPlans.OrderBy(p => p.PersonId).Select(p => p.PersonId)),
        Rows("StayWellShares", context => context.StayWellShares.OrderBy(s => s.PersonId).ThenBy(s => s.WithId).Select(s => s.PersonId)),
        Rows("PausePlans", context => context.PausePlans.OrderBy(p => p.Id).Select(p => p.Id)),
        Of<ExpenseQueries>("ExpenseQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<ExpenseQueries>("ExpenseQueries.ToPayAsync", async (q, _) => await q.ToPayAsync()),
        Of<ExpenseQueries>("ExpenseQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("ExpenseClaims"))),
        Of<ExpenseQueries>("ExpenseQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("ExpenseClaims"))),
        Of<ExpenseQueries>("ExpenseQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("ExpenseClaims"))),
        Rows("ExpenseClaims", context => context.ExpenseClaims.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("WorkingAlongside", context => context.WorkingAlongside.OrderBy(w => w.PersonId).Select(w => w.PersonId)),
        Of<HealthGoalQueries>("HealthGoalQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<HealthGoalQueries>("HealthGoalQueries.WithMeAsync", async (q, _) => await q.WithMeAsync()),
        Of<HealthGoalQueries>("HealthGoalQueries.HasAnyAsync", async (q, _) => await q.HasAnyAsync()),
        Of<HealthGoalQueries>("HealthGoalQueries.FormAsync", async (q, _) => await q.FormAsync()),
        Of<HealthGoalQueries>("HealthGoalQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("HealthGoals"))),
        Of<HealthGoalQueries>("HealthGoalQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("HealthGoals"))),
        Of<HealthGoalQueries>("HealthGoalQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("HealthGoals"))),
        Of<ConcernQueries>("ConcernQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<ConcernQueries>("ConcernQueries.FindAsync, the subject's", async (q, c) => await q.FindAsync(c.SubjectRecord("Concerns"))),
        Of<ConcernQueries>("ConcernQueries.FindAsync, of somebody connected", async (q, c) => await q.FindAsync(c.OtherRecord("Concerns"))),
        Of<ConcernQueries>("ConcernQueries.FindAsync, the viewer's", async (q, c) => await q.FindAsync(c.OwnRecord("Concerns"))),
        Of<ConcernQueries>("ConcernQueries.HandlersAsync", async (q, c) => await q.HandlersAsync(c.OtherRecord("Concerns"))),
        Of<ConcernQueries>("ConcernQueries.MayNameAsync", async (q, c) => await q.MayNameAsync(c.Scheme)),
        Of<ConcernQueries>("ConcernQueries.RetaliationAsync", async (q, _) => await q.RetaliationAsync()),
        Of<ConcernFigureQueries>("ConcernFigureQueries.ListAsync", async (q, _) => await q.ListAsync()),
        Of<SecondLookQueries>("SecondLookQueries.MineAsync", async (q, _) => await q.MineAsync()),
        Of<SecondLookQueries>("SecondLookQueries.PeopleAsync", async (q, _) => await q.PeopleAsync()),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, roles of the subject", async (q, c) => await q.RecordsAsync(c.Subject, c.Scheme, AdverseAct.EndRole)),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, matches of somebody connected", async (q, c) => await q.RecordsAsync(c.Other, c.Scheme, AdverseAct.StopMatch)),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, trust of somebody connected", async (q, c) => await q.RecordsAsync(c.Other, c.Scheme, AdverseAct.LowerTrust)),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, courses of somebody connected", async (q, c) => await q.RecordsAsync(c.Other, c.Scheme, AdverseAct.TakeBackTraining)),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, clearances of somebody connected", async (q, c) => await q.RecordsAsync(c.Other, c.Scheme, AdverseAct.EndClearance)),
        Of<SecondLookQueries>("SecondLookQueries.RecordsAsync, cases of somebody connected", async (q, c) => await q.RecordsAsync(c.Other, c.Scheme, AdverseAct.RefuseClearance)),
        Rows("Concerns", context => context.Concerns.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("ConcernEntries", context => context.Set<Throughline.Concerns.ConcernEntry>().OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("ConcernWalls", context => context.Set<ConcernWall>().OrderBy(w => w.ConcernId).ThenBy(w => w.WalledId).Select(w => w.ConcernId)),
        Rows("SecondLooks", context => context.SecondLooks.OrderBy(l => l.Id).Select(l => l.Id)),
        Rows("HealthGoals", context => context.HealthGoals.OrderBy(g => g.Id).Select(g => g.Id)),
        Of<CalendarQueries>("CalendarQueries.WeekAsync", async (q, _) => await q.WeekAsync(End)),
        Of<CalendarQueries>("CalendarQueries.WeekAsync, the week after", async (q, _) => await q.WeekAsync(End.AddDays(7))),
        Each("PlaceWeekQueries.FindAsync", (context, schemes) => context.Spaces.Where(s => schemes.Contains(s.SchemeId)).OrderBy(s => s.Id).Select(s => s.Id), async (s, id) => await s.GetRequiredService<PlaceWeekQueries>().FindAsync(id, End)),
        Rows("KeyCustodies", context => context.KeyCustodies.OrderBy(c => c.Id).Select(c => c.Id)),
        Of<ReminderQueries>("ReminderQueries.MineAsync", async (q, _) => await q.MineAsync()) with { Repeats = false },
        Rows("RoleHoldings", context => context.RoleHoldings.OrderBy(h => h.Id).Select(h => h.Id)),
        Rows("RoleMoves", context => context.RoleMoves.OrderBy(m => m.HoldingId).ThenBy(m => m.Number).Select(m => m.HoldingId)),
        Rows("Conflicts", context => context.Conflicts.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("ConflictParties", context => context.ConflictParties.OrderBy(p => p.ConflictId).ThenBy(p => p.OtherId).Select(p => p.OtherId)),
        Rows("Clearances", context => context.Clearances.OrderBy(c => c.Id).Select(c => c.PersonId)),
        Rows("TrustGrants", context => context.TrustGrants.OrderBy(g => g.Id).Select(g => g.Id)),
        Rows("TrustEntries", context => context.TrustEntries.OrderBy(e => e.GrantId).ThenBy(e => e.Number).Select(e => e.GrantId)),
        Rows("Milestones", context => context.Milestones.OrderBy(m => m.Id).Select(m => m.Id)),
        Rows("EmergencyAccesses", context => context.EmergencyAccesses.OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("Erasures", context => context.Erasures.OrderBy(e => e.Id).Select(e => e.Id)),
        Rows("Aspirations", context => context.Aspirations.OrderBy(a => a.Id).Select(a => a.Id)),
        Rows("Stories", context => context.Stories.OrderBy(s => s.Id).Select(s => s.Id)),
        Rows("StoryVersions", context => context.StoryVersions.OrderBy(v => v.Id).Select(v => v.Id)),
        Rows("StoryConsents", context => context.StoryConsents.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("ConsentOffers", context => context.ConsentOffers.OrderBy(o => o.Id).Select(o => o.Id)),
        Rows("Codings", context => context.Codings.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("CoderTrainings", context => context.CoderTrainings.OrderBy(t => t.Id).Select(t => t.Id)),
        Rows("StageViews", context => context.StageViews.OrderBy(v => v.Id).Select(v => v.Id)),
        Rows("StageReviews", context => context.StageReviews.OrderBy(r => r.Id).Select(r => r.Id)),
        Rows("StageReviewEvidence", context => context.Set<StageReviewEvidence>().OrderBy(e => e.ReviewId).ThenBy(e => e.CodingId).Select(e => e.CodingId)),
        Rows("ImportRuns", context => context.ImportRuns.OrderBy(r => r.Id).Select(r => r.Id)),
    ];

    /// <summary>Query methods that name nobody, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotAboutPeople { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["ClimateQueries.ListAsync"] = "places, with what was counted once and stored without names; what is counted as they look goes through the walls (AlongsideTests, ExpenseUseCaseTests, SupervisionQueries.FiguresAsync)",
        ["ClimateQueries.SiteAsync"] = "one place, with the same",
        ["AlongsideQueries.MineAsync"] = "the viewer's own word",
        ["ExpenseDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["SupportDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["RecognitionDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["SurveyDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["ConcernQueries.ContactsAsync"] = "somebody outside, and whether a scheme has a voice lead",
        ["SurveyQueries.ListAsync"] = "waves of a scheme",
        ["SurveyQueries.FormAsync"] = "sites of a scheme",
        ["SurveyQueries.WaveAsync"] = "answers added up: there is no row of anybody's",
        ["SurveyQueries.WordsAsync"] = "answers in words, with nothing that says whose",
        ["SurveyQueries.ToHandOutAsync"] = "waves of a scheme",
        ["SurveyDoorQueries.FindAsync"] = "whoever has a survey's address, not signed in",
        ["ReminderQueries.ChoiceAsync"] = "the viewer's own choice",
        ["ReminderStateQueries.FindAsync"] = "numbers only, and for system administrators only",
        ["CalendarQueries.LinkAsync"] = "the viewer's own link",
        ["CalendarFeedQueries.ReadAsync"] = "the holder of a link, not signed in: neutral words, which CalendarFeedTests hold",
        ["KeyQueries.ToComeBackAsync"] = "keys, without who has them",
        ["KeyQueries.SitesAsync"] = "schemes and sites",
        ["SafeguardingDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["PagingStateQueries.FindAsync"] = "numbers only, and for system administrators only",
        ["ConcernDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["MentoringDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["MentoringQueries.SchemesAsync"] = "schemes, not people",
        ["TrustDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["KeyDueQueries.DueAsync"] = "asked by the system, for the reminders",
        ["HubQueries.MyNameShownAsync"] = "the viewer's own yes or no",
        ["HubWallQueries.ShowAsync"] = "a screen in a room, for no one viewer: it names nobody who has a wall with anybody, which HubQueriesTests hold",
        ["HubWallQueries.MayShowAsync"] = "a screen's own permission",
        ["SpaceQueries.ScreensAsync"] = "screens",
        ["SpaceQueries.SitesAsync"] = "sites",
        ["SpaceQueries.SchemesAsync"] = "schemes",
        ["HubDueQueries.DueAsync"] = "the system's own, for reminders",
        ["SessionProgrammeQueries.GroupAsync"] = "programmes that a group could run",
        ["GroupQueries.FormAsync"] = "sites and sorts of a scheme",
        ["DeliveryDueQueries.DueAsync"] = "the system's own work: nothing for any other viewer",
        ["TrainingDueQueries.DueAsync"] = "the system's own work: nothing for any other viewer",
        ["ProgrammeQueries.ListAsync"] = "programmes of a scheme",
        ["ClearanceDueQueries.DueAsync"] = "the system's own work: nothing for any other viewer",
        ["CertificateCheckQueries.CheckAsync"] = "the holder of the code, not signed in",
        ["AccountCareQueries.OfTokenAsync"] = "the holder of the link, not signed in",
        ["AccountCareQueries.AnyUnreadAsync"] = "the account's own",
        ["OpenRoleQueries.ListAsync"] = "what can be applied for",
        ["RecruitmentQueries.FormAsync"] = "what can be applied for",
        ["RecruitmentQueries.WindowsAsync"] = "what can be applied for",
        ["InfluenceQueries.Share"] = "no query",
        ["RecruitmentDueQueries.DueAsync"] = "the system's own work: nothing for any other viewer",
        ["SchemeQueries.WordsAsync"] = "words of a scheme",
        ["SchemeQueries.RolesAsync"] = "role definitions",
        ["SchemeQueries.ReferenceAsync"] = "reference data",
        ["SchemeQueries.PlacesAsync"] = "sites and teams",
        ["SchemeQueries.OrganisationAsync"] = "the organisation",
        ["StoryRuleQueries.ConsentMonthsAsync"] = "policy numbers",
        ["StoryRuleQueries.StageRuleAsync"] = "policy numbers",
        ["StoryRuleQueries.ReviewEveryDaysAsync"] = "policy numbers",
        ["StoryRuleQueries.OfferDaysAsync"] = "policy numbers",
        ["StoryQueries.AmTrainedAsync"] = "the viewer's own training",
        ["ImportQueries.SchemesAsync"] = "schemes",
        ["InvitationQueries.OfTokenAsync"] = "the holder of the link, not signed in",
        ["AccountQueries.ByNameAsync"] = "signing in, before there is a viewer",
        ["AccountQueries.ByPasskeyAsync"] = "signing in, before there is a viewer",
        ["AccountQueries.OfAsync"] = "the account's own",
        ["AccountQueries.PasskeysAsync"] = "the account's own",
        ["AccountQueries.PageAsync"] = "the account's own",
        ["AccountQueries.SessionsAsync"] = "the account's own",
        ["AccountQueries.AnyAsync"] = "whether there is any account",
        ["ChallengeQueries.GiveAsync"] = "signing in",
        ["ChallengeQueries.FindAsync"] = "signing in",
        ["ChallengeQueries.TakeAsync"] = "signing in",
        ["SettingQueries.ValuesAsync"] = "policy numbers",
        ["SessionQueries.FindAsync"] = "the viewer's own session, found by its key",
        ["HatQueries.OfAsync"] = "the viewer's own hats",
        ["FictionalListQueries.AllAsync"] = "the fictional service only, before anybody is signed in",
        ["PeopleQueries.Searchable"] = "no query",
        ["PeopleQueries.TooMany"] = "no query",
        ["ExportPeople.RunAsync"] = "PeopleQueries.ExportAsync, with the event that says so",
    };

    /// <summary>What one surface gives, as text.</summary>
    public static async Task<string> ReadAsync(IServiceProvider services, Surface surface, SurfaceCase asked)
    {
        var text = JsonSerializer.Serialize(await surface.Read(services, asked), Canonical);
        services.GetRequiredService<ThroughlineContext>().ChangeTracker.Clear();
        return text;
    }

    /// <summary>What all surfaces give, as text: one line for each. Bare rows, which nobody is shown, can be left out.</summary>
    public static async Task<string> ReadAsync(IServiceProvider services, SurfaceCase asked, bool rows = true)
    {
        var text = new StringBuilder();
        foreach (var surface in All.Where(s => rows || s.Family != "rows"))
        {
            text.Append(surface.Name).Append(": ").AppendLine(await ReadAsync(services, surface, asked));
        }

        return text.ToString();
    }

    /// <summary>A surface asked for every course or room of the viewer's schemes: they themselves are about nobody.</summary>
    private static Surface Each(string name, Func<ThroughlineContext, IReadOnlyList<Guid>, IQueryable<Guid>> ids, Func<IServiceProvider, Guid, Task<object?>> read) =>
        new(name, async (services, _) =>
        {
            var context = services.GetRequiredService<ThroughlineContext>();
            List<object?> all = [];
            foreach (var id in await ids(context, context.Viewer.SchemeIds).ToListAsync())
            {
                all.Add(await read(services, id));
            }

            return all;
        });

    // A stay as its page shows it, which shows no ids.
    private static object? Shown(StayPage? page) => page is null ? null : new
    {
        page.Name, page.Space, page.Own, page.MayCorrect, page.EnteredBy, page.OutBy,
        page.Stay.In, page.Stay.Out, page.Stay.Ended, page.Stay.Source, page.Stay.As, page.Stay.Rostered, page.Stay.Removed, page.Stay.Version,
        Corrections = page.Corrections.Select(c => (c.By, c.ByOwner, c.Reason, c.Correction.At, c.Correction.OldIn, c.Correction.OldOut, c.Correction.NewIn, c.Correction.NewOut, c.Correction.Removed)),
    };

    private static Surface Of<TQueries>(string name, Func<TQueries, SurfaceCase, Task<object?>> read)
        where TQueries : notnull => new(name, (services, asked) => read(services.GetRequiredService<TQueries>(), asked));

    private static Surface Rows(string table, Func<ThroughlineContext, IQueryable<Guid>> rows) =>
        new($"rows of {table}", async (services, _) => await rows(services.GetRequiredService<ThroughlineContext>()).ToListAsync());

    private static List<string> Unzipped(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        return [.. zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return $"{entry.FullName}: {reader.ReadToEnd()}";
        })];
    }
}
