using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Audit;
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
using Throughline.Stories;
using Throughline.Support;
using Throughline.Surveys;
using Throughline.Training;
using Throughline.Trust;

namespace Throughline.Storage;

/// <summary>
/// The database as one viewer may see it. Every entity about a person carries the same three named filters, built here from one expression
/// each, so that lists, counts, searches, suggestions and exports obey without remembering:
/// <c>walls</c> (whom the viewer is walled off from does not exist), <c>reach</c> (whose records the hat reaches at all) and
/// <c>arrived</c> (rows of an import that has not finished do not exist yet).
/// </summary>
public sealed class ThroughlineContext : DbContext
{
    /// <summary>Name of the filter that keeps walled people out. Never to be ignored for a person's page.</summary>
    public const string WallsFilter = "walls";

    /// <summary>Name of the filter that keeps to the people a hat reaches.</summary>
    public const string ReachFilter = "reach";

    /// <summary>Name of the filter that keeps to a record's owner, and for conflicts to those who look after them.</summary>
    public const string OwnerFilter = "owner";

    /// <summary>Name of the filter of records that nobody but their owner ever reaches; walls have nothing to add to it.</summary>
    public const string OwnFilter = "own";

    /// <summary>Name of the filter that keeps from a person what was done to their record in an emergency until they have been told.</summary>
    public const string TellingFilter = "telling";

    /// <summary>Name of the filter that keeps a concern about somebody's safety off their own trace until they have been told.</summary>
    public const string SafetyFilter = "safety";

    /// <summary>Name of the filter that hides an unfinished import.</summary>
    public const string ArrivedFilter = "arrived";

    /// <summary>Name of the filter that keeps what a label sunset covers to the person themself.</summary>
    public const string LabelFilter = "label";

    /// <summary>Name of the filter that keeps a concern from everybody on its wall. Never to be ignored, and the owner is never on it.</summary>
    public const string ConcernFilter = "concern";

    private bool writing;

    /// <summary>The database as a viewer may see it.</summary>
    /// <param name="options">Which database.</param>
    /// <param name="viewer">Who is looking.</param>
    public ThroughlineContext(DbContextOptions<ThroughlineContext> options, Viewer viewer)
        : base(Standing.Options(options, viewer.Hat)) => Viewer = viewer;

    // For making the model of a hat.
    internal ThroughlineContext(DbContextOptions<ThroughlineContext> options, Hat hat)
        : base(options) => Viewer = new Viewer(Guid.Empty, hat, []);

    /// <summary>Who is looking.</summary>
    public Viewer Viewer { get; }

    internal Standing Standing => Standing.Of(Viewer.Hat);

    /// <summary>People.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Role holdings, current and past.</summary>
    public DbSet<RoleHolding> RoleHoldings => Set<RoleHolding>();

    /// <summary>The states that role holdings went through.</summary>
    public DbSet<RoleMove> RoleMoves => Set<RoleMove>();

    /// <summary>Role definitions of the schemes.</summary>
    public DbSet<RoleDefinition> RoleDefinitions => Set<RoleDefinition>();

    /// <summary>Conflicts: a person's own declarations, and for coordinators those of others in which they are not walled from anybody.</summary>
    public DbSet<Conflict> Conflicts => Set<Conflict>();

    /// <summary>The other sides of conflicts.</summary>
    public DbSet<ConflictParty> ConflictParties => Set<ConflictParty>();

    /// <summary>Where people would like to go; each sees only their own.</summary>
    public DbSet<Aspiration> Aspirations => Set<Aspiration>();

    /// <summary>Pairs kept apart: for the rules that keep them apart, and for coordinators who are neither of the two.</summary>
    internal DbSet<Relationship> Relationships => Set<Relationship>();

    /// <summary>Schemes.</summary>
    public DbSet<Scheme> Schemes => Set<Scheme>();

    /// <summary>Rooms and places.</summary>
    public DbSet<Space> Spaces => Set<Space>();

    /// <summary>Whose spaces are.</summary>
    public DbSet<SpaceAllocation> SpaceAllocations => Set<SpaceAllocation>();

    /// <summary>The diaries of spaces, which name nobody.</summary>
    public DbSet<SpaceBooking> SpaceBookings => Set<SpaceBooking>();

    /// <summary>When a team's room was taken for something else.</summary>
    public DbSet<SpaceDisplacement> SpaceDisplacements => Set<SpaceDisplacement>();

    /// <summary>Openings of hubs.</summary>
    public DbSet<HubOpening> Openings => Set<HubOpening>();

    /// <summary>Who was in a hub, and when.</summary>
    public DbSet<Presence> Presences => Set<Presence>();

    /// <summary>Planned hours.</summary>
    public DbSet<Shift> Shifts => Set<Shift>();

    internal DbSet<HubScreen> HubScreens => Set<HubScreen>();

    internal DbSet<ScreenName> ScreenNames => Set<ScreenName>();

    /// <summary>The audit log. A person sees the events about themselves; nobody else's hat opens it.</summary>
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>Walls. Only the visibility rule and the use cases that raise and lift them may ask.</summary>
    internal DbSet<Wall> Walls => Set<Wall>();

    /// <summary>Accounts: who may sign in, and how.</summary>
    internal DbSet<Account> Accounts => Set<Account>();

    /// <summary>Sessions.</summary>
    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<Passkey> Passkeys => Set<Passkey>();

    internal DbSet<Challenge> Challenges => Set<Challenge>();

    internal DbSet<Invitation> Invitations => Set<Invitation>();

    internal DbSet<Recovery> Recoveries => Set<Recovery>();

    internal DbSet<Draft> Drafts => Set<Draft>();

    /// <summary>Stories: the owner's, and those shared with the viewer.</summary>
    public DbSet<Story> Stories => Set<Story>();

    /// <summary>The versions of stories.</summary>
    public DbSet<StoryVersion> StoryVersions => Set<StoryVersion>();

    /// <summary>Consents to share stories: the owner's own, and those that name the viewer.</summary>
    public DbSet<StoryConsent> StoryConsents => Set<StoryConsent>();

    /// <summary>Questions for stories: those put to the viewer, and those the viewer asked.</summary>
    public DbSet<ConsentOffer> ConsentOffers => Set<ConsentOffer>();

    /// <summary>Passages of stories.</summary>
    public DbSet<Excerpt> Excerpts => Set<Excerpt>();

    /// <summary>What trained coders say that passages speak of.</summary>
    public DbSet<Coding> Codings => Set<Coding>();

    /// <summary>Who is trained to mark passages.</summary>
    public DbSet<CoderTraining> CoderTrainings => Set<CoderTraining>();

    /// <summary>People's own views on the four stages.</summary>
    public DbSet<StageView> StageViews => Set<StageView>();

    /// <summary>How people carry their past: each person's own.</summary>
    public DbSet<PastRelation> PastRelations => Set<PastRelation>();

    /// <summary>Reviews of the four stages.</summary>
    public DbSet<StageReview> StageReviews => Set<StageReview>();

    /// <summary>
    /// The instant for which the viewer looks: shared stories close by themselves when their time is up. Set by whoever opens the context; until
    /// then nothing is shared.
    /// </summary>
    public DateTimeOffset Now { get; internal set; } = DateTimeOffset.MaxValue;

    internal DbSet<StoryAuthor> StoryAuthors => Set<StoryAuthor>();

    internal DbSet<StoryGrant> StoryGrants => Set<StoryGrant>();

    /// <summary>
    /// True where pages read: what somebody opened in an emergency is then in their reach. Never where they write, nor in what leaves as a file.
    /// </summary>
    internal bool OpensEmergencies { get; set; }

    /// <summary>Records opened in an emergency: one's own asking, for a data protection lead everybody's, and of one's own record once told.</summary>
    public DbSet<EmergencyAccess> EmergencyAccesses => Set<EmergencyAccess>();

    internal DbSet<EmergencyGrant> EmergencyGrants => Set<EmergencyGrant>();

    /// <summary>What is left of erasures: for data protection leads.</summary>
    public DbSet<Erasure> Erasures => Set<Erasure>();

    /// <summary>Training programmes of the schemes.</summary>
    public DbSet<Programme> Programmes => Set<Programme>();

    /// <summary>Groups of people who do a programme together.</summary>
    public DbSet<Cohort> Cohorts => Set<Cohort>();

    /// <summary>The sessions of cohorts.</summary>
    public DbSet<TrainingSession> TrainingSessions => Set<TrainingSession>();

    /// <summary>Who runs which cohort: also for those who have a place in it or run it too.</summary>
    public DbSet<Facilitation> Facilitations => Set<Facilitation>();

    /// <summary>Who led which session.</summary>
    public DbSet<SessionLead> SessionLeads => Set<SessionLead>();

    /// <summary>Who is on which programme: also for those who run the cohort.</summary>
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    /// <summary>The cohorts people had or have a place in.</summary>
    public DbSet<EnrolmentPlace> EnrolmentPlaces => Set<EnrolmentPlace>();

    /// <summary>Who was at which session.</summary>
    public DbSet<Attendance> Attendances => Set<Attendance>();

    /// <summary>Parts of portfolios that were signed off.</summary>
    public DbSet<SignOff> SignOffs => Set<SignOff>();

    /// <summary>Training done elsewhere that counts here.</summary>
    public DbSet<TrainingElsewhere> TrainingElsewhere => Set<TrainingElsewhere>();

    /// <summary>Certificates.</summary>
    public DbSet<Certificate> Certificates => Set<Certificate>();

    internal DbSet<Facilitating> Facilitating => Set<Facilitating>();

    /// <summary>Why people come: the person's own, their officer's, and for coordinators those of their schemes.</summary>
    public DbSet<Requirement> Requirements => Set<Requirement>();

    /// <summary>Groups that meet.</summary>
    public DbSet<Activity> Activities => Set<Activity>();

    /// <summary>The sessions of groups.</summary>
    public DbSet<GroupSession> GroupSessions => Set<GroupSession>();

    /// <summary>Who runs which session: also for those who run it too and those who are expected.</summary>
    public DbSet<SessionPart> SessionParts => Set<SessionPart>();

    /// <summary>Who is expected at which session: also for those who run it, and where it counts towards a requirement for the officer.</summary>
    public DbSet<SessionPlace> SessionPlaces => Set<SessionPlace>();

    /// <summary>Who was at which session of a group: for the same as the places.</summary>
    public DbSet<AttendanceFact> AttendanceFacts => Set<AttendanceFact>();

    /// <summary>What facts mean: the person's own, and those of the officer who decides.</summary>
    public DbSet<ComplianceDecision> ComplianceDecisions => Set<ComplianceDecision>();

    /// <summary>Programmes for the sessions of groups.</summary>
    public DbSet<SessionProgramme> SessionProgrammes => Set<SessionProgramme>();

    /// <summary>The versions of those programmes.</summary>
    public DbSet<SessionProgrammeVersion> SessionProgrammeVersions => Set<SessionProgrammeVersion>();

    /// <summary>Who wrote which version: one's own, those of the versions one wrote too or runs sessions of, and for coordinators.</summary>
    public DbSet<Authorship> Authorships => Set<Authorship>();

    /// <summary>Which passages of stories stand in which version: the owner's, and for coordinators.</summary>
    public DbSet<ProgrammeStory> ProgrammeStories => Set<ProgrammeStory>();

    /// <summary>What peers think of versions: each one's own, and for coordinators.</summary>
    public DbSet<ProgrammeView> ProgrammeViews => Set<ProgrammeView>();

    internal DbSet<AuthorKept> AuthorsKept => Set<AuthorKept>();

    internal DbSet<ActivityType> ActivityTypes => Set<ActivityType>();

    internal DbSet<PartHeld> PartsHeld => Set<PartHeld>();

    internal DbSet<PlaceKept> SessionPlacesKept => Set<PlaceKept>();

    internal DbSet<KeptDay> KeptDays => Set<KeptDay>();

    internal DbSet<PlaceHeld> PlacesHeld => Set<PlaceHeld>();

    internal DbSet<Sunset> Sunsets => Set<Sunset>();

    /// <summary>Imports; each coordinator sees only their own.</summary>
    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    internal DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();

    internal DbSet<ImportMemory> ImportMemories => Set<ImportMemory>();

    /// <summary>Windows for applications.</summary>
    public DbSet<ApplicationWindow> ApplicationWindows => Set<ApplicationWindow>();

    /// <summary>Applications: one's own, those to schemes one runs, and those one is on the panel of.</summary>
    public DbSet<Application> Applications => Set<Application>();

    /// <summary>Talks with people who applied.</summary>
    public DbSet<Conversation> Conversations => Set<Conversation>();

    /// <summary>Who was asked to a panel.</summary>
    public DbSet<PanelSeat> PanelSeats => Set<PanelSeat>();

    /// <summary>What panel members saw.</summary>
    public DbSet<PanelView> PanelViews => Set<PanelView>();

    /// <summary>Links from those who inspired to those who applied.</summary>
    public DbSet<Inspiration> Inspirations => Set<Inspiration>();

    internal DbSet<SeatGrant> SeatGrants => Set<SeatGrant>();

    /// <summary>Lists that people pick from.</summary>
    internal DbSet<ReferenceItem> ReferenceItems => Set<ReferenceItem>();

    internal DbSet<PersonTerm> PersonTerms => Set<PersonTerm>();

    internal DbSet<Belonging> Belongings => Set<Belonging>();

    internal DbSet<WishTold> WishesTold => Set<WishTold>();

    internal DbSet<Tie> Ties => Set<Tie>();

    internal DbSet<Arrival> Arrivals => Set<Arrival>();

    /// <summary>Who is cleared for which duty: the outcomes alone.</summary>
    public DbSet<Clearance> Clearances => Set<Clearance>();

    /// <summary>Times under an officer's supervision: the person's, their officer's, and for coordinators.</summary>
    internal DbSet<SupervisionEpisode> SupervisionEpisodes => Set<SupervisionEpisode>();

    internal DbSet<OfficerApproval> OfficerApprovals => Set<OfficerApproval>();

    internal DbSet<Crossing> Crossings => Set<Crossing>();

    /// <summary>Cases: the person's own, and those that are the viewer's to decide now.</summary>
    internal DbSet<VettingCase> VettingCases => Set<VettingCase>();

    internal DbSet<VettingStanding> VettingStandings => Set<VettingStanding>();

    internal DbSet<VettingWords> VettingWords => Set<VettingWords>();

    internal DbSet<ClearedSpan> ClearedSpans => Set<ClearedSpan>();

    /// <summary>Steps of trust: the holder's own, those of the schemes a coordinator runs and of the people a supervisor supervises, and those the viewer stands behind.</summary>
    public DbSet<TrustGrant> TrustGrants => Set<TrustGrant>();

    /// <summary>What happened to steps of trust.</summary>
    public DbSet<TrustEntry> TrustEntries => Set<TrustEntry>();

    /// <summary>What people did for the first time.</summary>
    public DbSet<Milestone> Milestones => Set<Milestone>();

    /// <summary>What is to be told to people: the system's own.</summary>
    internal DbSet<Reminder> Reminders => Set<Reminder>();

    internal DbSet<ReminderTurn> ReminderTurns => Set<ReminderTurn>();

    /// <summary>How people want to be told: each person's own.</summary>
    internal DbSet<ReminderChoice> ReminderChoices => Set<ReminderChoice>();

    /// <summary>The daily work that has been done.</summary>
    internal DbSet<DailyRun> DailyRuns => Set<DailyRun>();

    internal DbSet<Sponsorship> Sponsorships => Set<Sponsorship>();

    /// <summary>Keys: things, not people. Who has one is told by <see cref="KeyCustodies"/>.</summary>
    public DbSet<Key> Keys => Set<Key>();

    /// <summary>Who has or had a key: the holder's own, and those of the schemes a coordinator runs.</summary>
    public DbSet<KeyCustody> KeyCustodies => Set<KeyCustody>();

    /// <summary>Who waits for a mentor: one's own, and those of the schemes a coordinator runs.</summary>
    public DbSet<Referral> Referrals => Set<Referral>();

    /// <summary>What people said for matching.</summary>
    public DbSet<MatchProfile> MatchProfiles => Set<MatchProfile>();

    /// <summary>Limits on where and when people can be: one's own, and those of the schemes a coordinator runs.</summary>
    public DbSet<AccessConstraint> AccessConstraints => Set<AccessConstraint>();

    /// <summary>Whom people would like to be matched with, and whom never: each person's own, whoever looks.</summary>
    internal DbSet<MatchWish> MatchWishes => Set<MatchWish>();

    /// <summary>Who was told what stays between them and their mentor.</summary>
    public DbSet<LimitsShown> LimitsShown => Set<LimitsShown>();

    /// <summary>Makings of proposals: each coordinator's own.</summary>
    public DbSet<MatchRun> MatchRuns => Set<MatchRun>();

    /// <summary>Pairs that were put forward, to whoever asked for them.</summary>
    public DbSet<MatchProposal> MatchProposals => Set<MatchProposal>();

    /// <summary>What one of two people answered about how it goes: their own, and a coordinator's where they said so.</summary>
    public DbSet<MatchCheck> MatchChecks => Set<MatchCheck>();

    /// <summary>Matches: of the two, of whoever supervises the mentor, and of the schemes a coordinator runs.</summary>
    public DbSet<Match> Matches => Set<Match>();

    /// <summary>What was written about matches. A mentor reads what is written for them.</summary>
    public DbSet<MatchEntry> MatchEntries => Set<MatchEntry>();

    /// <summary>Contacts that mentors logged.</summary>
    public DbSet<Contact> Contacts => Set<Contact>();

    /// <summary>Goals of people who are mentored.</summary>
    public DbSet<Goal> Goals => Set<Goal>();

    /// <summary>Steps towards them.</summary>
    public DbSet<GoalStep> GoalSteps => Set<GoalStep>();

    /// <summary>Hard things that happened to people who are mentored.</summary>
    public DbSet<Setback> Setbacks => Set<Setback>();

    /// <summary>Talks that are offered to mentors.</summary>
    public DbSet<Debrief> Debriefs => Set<Debrief>();

    internal DbSet<MatchTie> MatchTies => Set<MatchTie>();

    /// <summary>People's links to their own calendars: each person's own.</summary>
    internal DbSet<CalendarLink> CalendarLinks => Set<CalendarLink>();

    /// <summary>What schemes ask the people who use them.</summary>
    public DbSet<Survey> Surveys => Set<Survey>();

    /// <summary>Times of asking.</summary>
    public DbSet<SurveyWave> SurveyWaves => Set<SurveyWave>();

    internal DbSet<SurveyDoor> SurveyDoors => Set<SurveyDoor>();

    /// <summary>Answers, added up: there is no row of anybody's.</summary>
    internal DbSet<SurveyTally> SurveyTallies => Set<SurveyTally>();

    internal DbSet<SurveyWords> SurveyWords => Set<SurveyWords>();

    internal DbSet<SurveyCode> SurveyCodes => Set<SurveyCode>();

    internal DbSet<CountedSheet> CountedSheets => Set<CountedSheet>();

    /// <summary>Health goals: each person's own, and for the trainer they are set with.</summary>
    public DbSet<HealthGoal> HealthGoals => Set<HealthGoal>();

    /// <summary>Concerns about somebody's safety: those the viewer raised, has, has something to do about, or leads on.</summary>
    public DbSet<SafeguardingConcern> SafeguardingConcerns => Set<SafeguardingConcern>();

    /// <summary>The course of concerns: one's own entries, and for whoever has or leads on the concern all of them.</summary>
    public DbSet<SafeguardingEntry> SafeguardingEntries => Set<SafeguardingEntry>();

    /// <summary>What is to be done about concerns.</summary>
    public DbSet<SafeguardingAction> SafeguardingActions => Set<SafeguardingAction>();

    /// <summary>What was told outside about concerns.</summary>
    public DbSet<SafeguardingShare> SafeguardingShares => Set<SafeguardingShare>();

    /// <summary>The duty rota of the viewer's schemes.</summary>
    public DbSet<DutyTurn> DutyTurns => Set<DutyTurn>();

    /// <summary>The page log: one's own pages, and those about a concern that one raised, has or leads on, or a word of one's own.</summary>
    public DbSet<DutyPage> DutyPages => Set<DutyPage>();

    /// <summary>Words that people asked for: one's own, and those one was paged about.</summary>
    public DbSet<WordRequest> WordRequests => Set<WordRequest>();

    internal DbSet<DutyAlarm> DutyAlarms => Set<DutyAlarm>();

    internal DbSet<PagingBeat> PagingBeats => Set<PagingBeat>();

    internal DbSet<ConcernHeld> ConcernsHeld => Set<ConcernHeld>();

    internal DbSet<ActionHeld> ActionsHeld => Set<ActionHeld>();

    internal DbSet<PagedFor> PagedFor => Set<PagedFor>();

    /// <summary>Messages about how people are treated: their owner's, and those shared with the supervisor who looks.</summary>
    public DbSet<ReceivedMessage> ReceivedMessages => Set<ReceivedMessage>();

    /// <summary>Which messages were shared, for the two.</summary>
    public DbSet<MessageShare> MessageShares => Set<MessageShare>();

    internal DbSet<MessageReader> MessageReaders => Set<MessageReader>();

    /// <summary>How weeks were: each person's own.</summary>
    public DbSet<WeeklyPulse> WeeklyPulses => Set<WeeklyPulse>();

    internal DbSet<PulseAnswer> PulseAnswers => Set<PulseAnswer>();

    /// <summary>What staff see in people: for the person it is about.</summary>
    public DbSet<BeliefStatement> BeliefStatements => Set<BeliefStatement>();

    /// <summary>Chances that were shut: each person's own.</summary>
    public DbSet<BlockedOpportunity> BlockedOpportunities => Set<BlockedOpportunity>();

    /// <summary>When work was thanked: without names.</summary>
    public DbSet<Ceremony> Ceremonies => Set<Ceremony>();

    /// <summary>Who was thanked: one's own, and those of the scheme who agreed.</summary>
    public DbSet<CeremonyPerson> CeremonyPeople => Set<CeremonyPerson>();

    /// <summary>What people say of what is worked out about them.</summary>
    public DbSet<OwnView> OwnViews => Set<OwnView>();

    /// <summary>That staff did the course about working beside peer workers: each one's own word.</summary>
    public DbSet<WorkingAlongside> WorkingAlongside => Set<WorkingAlongside>();

    /// <summary>What was counted once, without names.</summary>
    public DbSet<ClimateRelease> ClimateReleases => Set<ClimateRelease>();

    internal DbSet<ConditionAnswer> ConditionAnswers => Set<ConditionAnswer>();

    /// <summary>What is to be done about places.</summary>
    public DbSet<ClimateStep> ClimateSteps => Set<ClimateStep>();

    /// <summary>Supervision, its days: for the two, and for those who run the scheme.</summary>
    public DbSet<Supervision> Supervisions => Set<Supervision>();

    /// <summary>What is on agendas: for the two alone.</summary>
    public DbSet<AgendaItem> AgendaItems => Set<AgendaItem>();

    /// <summary>What was agreed: for the two alone.</summary>
    public DbSet<SupervisionNote> SupervisionNotes => Set<SupervisionNote>();

    /// <summary>How people say that they are: their own, and those shared with the supervisor who looks.</summary>
    public DbSet<CheckIn> CheckIns => Set<CheckIn>();

    /// <summary>Flags: about one's own work, and those that are the viewer's to look at.</summary>
    public DbSet<SupportFlag> SupportFlags => Set<SupportFlag>();

    /// <summary>Plans for staying well: one's own, and those shared with the viewer.</summary>
    public DbSet<StayWellPlan> StayWellPlans => Set<StayWellPlan>();

    /// <summary>With whom plans for staying well are shared, for the two.</summary>
    public DbSet<StayWellShare> StayWellShares => Set<StayWellShare>();

    internal DbSet<StayWellReader> StayWellReaders => Set<StayWellReader>();

    /// <summary>Plans for hard times: one's own, those of people the viewer looks after, and those that a coordinator is asked about.</summary>
    public DbSet<PausePlan> PausePlans => Set<PausePlan>();

    /// <summary>What people paid for the work: their own, and for those who run the scheme.</summary>
    public DbSet<ExpenseClaim> ExpenseClaims => Set<ExpenseClaim>();

    /// <summary>Concerns: the owner's own, and those that are the viewer's to see to.</summary>
    public DbSet<Concern> Concerns => Set<Concern>();

    /// <summary>Who can be spoken to outside.</summary>
    public DbSet<ConcernChannel> ConcernChannels => Set<ConcernChannel>();

    /// <summary>Decisions that a second person looks at: those the viewer asked for, and those they look at.</summary>
    public DbSet<SecondLook> SecondLooks => Set<SecondLook>();

    internal DbSet<ConcernBar> ConcernBars => Set<ConcernBar>();

    /// <summary>The concerns that the viewer looks into and still may: none until <see cref="ConcernRules.KnowHandledAsync"/> has asked.</summary>
    internal IReadOnlyList<Guid> HandledNow { get; set; } = [];

    private Guid ViewerId => Viewer.PersonId;

    // What the hat answers is put into each filter when the hat's model is made.
    private bool SeesEverything => Standing.SeesEverything;

    private bool Coordinates => Standing.Coordinates;

    private bool ReachesSchemes => Standing.ReachesSchemes;

    private bool ReachesSupervisees => Standing.ReachesSupervisees;

    private bool LeadsDataProtection => Standing.LeadsDataProtection;

    private bool OpensInEmergency => Standing.OpensInEmergency;

    private bool ReadsSharedStories => Standing.ReadsSharedStories;

    private bool SponsorsTrust => Standing.SponsorsTrust;

    private bool DecidesClearance => Standing.DecidesClearance;

    private bool IsOfficer => Standing.IsOfficer;

    /// <summary>True under the hats in which people run courses.</summary>
    internal bool Facilitates => Standing.Facilitates;

    private bool WorksAsPeer => Standing.WorksAsPeer;

    private bool WorksAsStaff => Standing.WorksAsStaff;

    private bool LeadsSafeguarding => Standing.LeadsSafeguarding;

    private bool HearsConcerns => Standing.HearsConcerns;

    private bool HeadsService => Standing.HeadsService;

    // Until somebody says for when they look, every label has set.
    private DateOnly Today => Now == DateTimeOffset.MaxValue ? DateOnly.MaxValue : Now.LondonDate();

    private bool IsDated => Now != DateTimeOffset.MaxValue;

    private Hat ViewerHat => Viewer.Hat;

    private IReadOnlyList<Guid> ViewerSchemes => Viewer.SchemeIds;

    private Guid ViewerFirstScheme => Viewer.SchemeIds.Count > 0 ? Viewer.SchemeIds[0] : Guid.Empty;

    private bool ViewerHasMoreSchemes => Viewer.SchemeIds.Count > 1;

    internal const string SchemesOfViewer = nameof(ViewerSchemes);

    internal const string FirstSchemeOfViewer = nameof(ViewerFirstScheme);

    internal const string MoreSchemesOfViewer = nameof(ViewerHasMoreSchemes);

    /// <summary>Always throws: writing goes through <see cref="UnitOfWork"/>, which owes the audit log its events.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Write through UnitOfWork: a change without its audit event is not possible.");

    /// <inheritdoc cref="SaveChanges(bool)" />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => writing
        ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
        : throw new InvalidOperationException("Write through UnitOfWork: a change without its audit event is not possible.");

    /// <summary>
    /// Which records of a kind a wall hides from the viewer: what is said elsewhere of such a record has to be hidden with it. Two commands.
    /// </summary>
    /// <param name="recordType">An entity's name, as the audit log has it.</param>
    /// <param name="ids">Its ids.</param>
    /// <param name="cancellation">Stops the query.</param>
    internal async Task<IReadOnlyCollection<Guid>> WalledOffAsync(string recordType, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var entity = Model.GetEntityTypes().FirstOrDefault(e => e.ClrType.Name == recordType);
        return entity?.FindPrimaryKey()?.Properties is [{ Name: "Id" } key] && key.ClrType == typeof(Guid) && entity.GetDeclaredQueryFilters().Any(f => f.Key == WallsFilter)
            ? await ((Task<IReadOnlyCollection<Guid>>)WalledOffMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [ids, cancellation])!)
            : [];
    }

    private static readonly MethodInfo WalledOffMethod = typeof(ThroughlineContext).GetMethod(nameof(WalledOffOfAsync), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private async Task<IReadOnlyCollection<Guid>> WalledOffOfAsync<TEntity>(IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
        where TEntity : class
    {
        var known = Set<TEntity>().IgnoreQueryFilters([ReachFilter, OwnerFilter, ArrivedFilter]).Select(e => EF.Property<Guid>(e, "Id")).Where(id => ids.Contains(id));
        var all = Set<TEntity>().IgnoreQueryFilters([ReachFilter, OwnerFilter, ArrivedFilter, WallsFilter]).Select(e => EF.Property<Guid>(e, "Id")).Where(id => ids.Contains(id));
        return (await all.ToListAsync(cancellation)).Except(await known.ToListAsync(cancellation)).ToHashSet();
    }

    /// <summary>The events that this write owes the audit log: whoever commits it appends them, in the same transaction and after everything else in it.</summary>
    public IReadOnlyList<AuditDraft> Owed { get; internal set; } = [];

    internal async Task SaveFromUnitOfWorkAsync(CancellationToken cancellation)
    {
        writing = true;
        try
        {
            await SaveChangesAsync(cancellation);
        }
        finally
        {
            writing = false;
        }
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ThroughlineContext).Assembly);
        modelBuilder.Entity<DoneOnce>(builder =>
        {
            builder.ToTable("DoneOnce");
            builder.HasKey(d => new { d.Key, d.Act });
            builder.Property(d => d.Act).HasMaxLength(80);
            builder.HasIndex(d => d.At);
        });

        About<Person>(modelBuilder, p => p.Id, inEmergency: true);
        About<RoleHolding>(modelBuilder, h => h.PersonId, inEmergency: true);
        About<RoleMove>(modelBuilder, m => m.PersonId, inEmergency: true);
        About<Conflict>(modelBuilder, c => c.PersonId);
        About<ConflictParty>(modelBuilder, p => p.OtherId);
        About<Relationship>(modelBuilder, r => r.PersonId, r => r.OtherId);
        About<Aspiration>(modelBuilder, a => a.PersonId);
        modelBuilder.Entity<Conflict>().HasQueryFilter(OwnerFilter, c => SeesEverything
            || (c.PersonId == ViewerId && c.DeclaredById == ViewerId)
            || (Coordinates && c.PersonId != ViewerId && !Ties.Any(t => t.ConflictId == c.Id && (t.OtherId == ViewerId
                || (t.Standing != PartyStanding.NotThem && Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == t.OtherId && w.LiftedAt == null))))));
        modelBuilder.Entity<ConflictParty>().HasQueryFilter(OwnerFilter, p => SeesEverything
            || (Coordinates && p.OwnerId != ViewerId && Conflicts.Any(c => c.Id == p.ConflictId)));
        modelBuilder.Entity<Relationship>().HasQueryFilter(OwnerFilter, r => SeesEverything || (Coordinates && r.PersonId != ViewerId && r.OtherId != ViewerId));
        modelBuilder.Entity<Aspiration>().HasQueryFilter(OwnerFilter, a => SeesEverything || a.PersonId == ViewerId);
        Own<Account>(modelBuilder, a => a.PersonId);
        Own<Session>(modelBuilder, s => s.PersonId);
        Own<Draft>(modelBuilder, d => d.PersonId);
        Own<Passkey>(modelBuilder, p => p.PersonId);
        Own<Reminder>(modelBuilder, r => r.PersonId);
        Own<ReminderTurn>(modelBuilder, t => t.PersonId);
        Own<ReminderChoice>(modelBuilder, c => c.PersonId);
        Own<CalendarLink>(modelBuilder, l => l.PersonId);
        About<Invitation>(modelBuilder, i => i.PersonId);
        About<Recovery>(modelBuilder, r => r.PersonId);
        About<EmergencyAccess>(modelBuilder, e => e.PersonId, e => e.ViewerId);
        modelBuilder.Entity<EmergencyAccess>().HasQueryFilter(ReachFilter, e => SeesEverything || e.ViewerId == ViewerId
            || (LeadsDataProtection && e.PersonId != ViewerId)
            || (e.PersonId == ViewerId && e.Result == EmergencyResult.Opened && e.ShownFrom <= Now));
        About<Erasure>(modelBuilder, e => e.PersonId);
        modelBuilder.Entity<Erasure>().HasQueryFilter(ReachFilter, e => SeesEverything || LeadsDataProtection);
        AboutHub(modelBuilder);
        AboutStories(modelBuilder);
        AboutClearance(modelBuilder);
        AboutTrust(modelBuilder);
        AboutRecruitment(modelBuilder);
        AboutTraining(modelBuilder);
        AboutMentoring(modelBuilder);
        AboutDelivery(modelBuilder);
        AboutHealth(modelBuilder);
        AboutSafeguarding(modelBuilder);
        AboutRecognition(modelBuilder);
        AboutSupport(modelBuilder);
        AboutExpenses(modelBuilder);
        AboutConcerns(modelBuilder);
        Own<ImportRun>(modelBuilder, r => r.PersonId);
        // The import's own state is the switch: one row makes everything of the file visible at once.
        modelBuilder.Entity<Person>().HasQueryFilter(ArrivedFilter, p => !p.Arriving || Arrivals.Any(a => a.Id == p.ImportId && a.State == ImportState.Done));
        modelBuilder.Entity<RoleHolding>().HasQueryFilter(ArrivedFilter, h => !h.Arriving || Arrivals.Any(a => a.Id == h.ImportId && a.State == ImportState.Done));
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(ReachFilter, e => SeesEverything || e.SubjectId == ViewerId);
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(WallsFilter, e => SeesEverything || e.ActorId == null
            || !Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == e.ActorId && w.LiftedAt == null));
        // What happens to a wall would tell the person it protects that somebody of the name is here.
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(OwnerFilter, e => SeesEverything || e.ActorId == ViewerId || e.Kind != AuditKind.Write
            || (e.RecordType != nameof(Conflict) && e.RecordType != nameof(ConflictParty) && e.RecordType != nameof(Wall) && e.RecordType != nameof(Relationship)
                && e.RecordType != nameof(EmergencyAccess)));
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(TellingFilter, e => SeesEverything || e.ActorId == ViewerId || e.Kind != AuditKind.Read
            || !EmergencyGrants.Any(g => g.SubjectId == e.SubjectId && g.Result == EmergencyResult.Opened && (g.ShownFrom == null || g.ShownFrom > Now)
                && ((g.ViewerId == e.ActorId && e.At >= g.OpenedAt && e.At <= g.EndsAt) || g.Id == e.RecordId)));
        // Nobody learns from their own record of a concern about them before they have been told, nor once it has been let go of, and never from it who
        // raised one. That the safeguarding lead stopped a match would tell of one too, about either of the two.
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(SafetyFilter, e => SeesEverything || e.ActorId == ViewerId
            || (e.Hat == Hat.SafeguardingLead && (e.RecordType == nameof(Match) || e.RecordType == nameof(MatchEntry))
                ? ConcernsHeld.Any(c => c.PersonId == ViewerId && c.AboutKnown && c.Telling == Telling.Told) && !ConcernsHeld.Any(c => c.PersonId == ViewerId && c.AboutKnown && c.Telling != Telling.Told)
                : (e.RecordType != nameof(SafeguardingConcern) && e.RecordType != nameof(SafeguardingEntry) && e.RecordType != nameof(SafeguardingAction) && e.RecordType != nameof(SafeguardingShare))
                    || ConcernsHeld.Any(c => c.Id == e.RecordId && c.PersonId == ViewerId && (!c.AboutKnown || (c.Telling == Telling.Told && c.ReporterId != e.ActorId)))));
        if (Database.ProviderName == "Npgsql.EntityFrameworkCore.PostgreSQL")
        {
            // Ranges and pages go by code point, as they do on SQLite.
            modelBuilder.Entity<Person>().Property(p => p.SortName).UseCollation("C");
            modelBuilder.Entity<PersonTerm>().Property(t => t.Term).UseCollation("C");
        }

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            foreach (var filter in entity.GetDeclaredQueryFilters().ToList())
            {
                var applied = Standing.Applied(filter.Expression!);
                entity.SetQueryFilter(filter.Key!, applied.Body is ConstantExpression { Value: true } ? null : applied);
            }
        }
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order by DateTimeOffset; UTC DateTime works alike on both.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedConverter, SealedComparer>();
    }

    /// <summary>
    /// Applies the walls and the reach to an entity that is about one person, and the walls of others who speak or are named in it. Emergency access
    /// (E26) widens the reach for what the page of a person shows, and is here alone.
    /// </summary>
    private void About<TEntity>(
        ModelBuilder modelBuilder, Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, Guid>>? other = null, Expression<Func<TEntity, Guid>>? another = null,
        bool inEmergency = false, Expression<Func<TEntity, bool>>? alsoReached = null)
        where TEntity : class
    {
        Expression<Func<Guid, bool>> walls = id =>
            SeesEverything || id == ViewerId || !Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == id && w.LiftedAt == null);
        var reach = Either(
            id => SeesEverything || id == ViewerId || (ReachesSchemes && Belongings.Any(b => b.PersonId == id && ViewerSchemes.Contains(b.SchemeId))), Supervised<Guid>(id => id));
        Expression<Func<Guid, bool>> emergency = id => OpensInEmergency && OpensEmergencies && EmergencyGrants.Any(g => g.ViewerId == ViewerId && g.SubjectId == id
            && g.Hat == ViewerHat && g.Result == EmergencyResult.Opened && g.OpenedAt <= Now && g.EndsAt > Now);
        var entity = modelBuilder.Entity<TEntity>();
        var walled = other is null ? Bind(walls, person) : Both(Bind(walls, person), Bind(walls, other));
        entity.HasQueryFilter(WallsFilter, another is null ? walled : Both(walled, Bind(walls, another)));
        var within = inEmergency ? Either(Bind(reach, person), Bind(emergency, person)) : Bind(reach, person);
        entity.HasQueryFilter(ReachFilter, alsoReached is null ? within : Either(within, alsoReached));
    }

    // Of somebody whom the viewer supervises: anywhere, or in the scheme of the record. A filter cannot call a method, so this is put into each of them.
    private Expression<Func<TEntity, bool>> Supervised<TEntity>(Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, Guid>>? scheme = null)
    {
        Expression<Func<Guid, bool>> anywhere = id => ReachesSupervisees && Belongings.Any(b => b.PersonId == id && b.SupervisorId == ViewerId && b.To == null);
        Expression<Func<Guid, Guid, bool>> there = (id, at) => ReachesSupervisees && Belongings.Any(b => b.PersonId == id && b.SupervisorId == ViewerId && b.SchemeId == at && b.To == null);
        return scheme is null ? Bind(anywhere, person) : Expression.Lambda<Func<TEntity, bool>>(
            there.Body.With((there.Parameters[0], person.Body), (there.Parameters[1], scheme.Body.With((scheme.Parameters[0], person.Parameters[0])))), person.Parameters);
    }

    /// <summary>Applies to an entity that nobody but its own person may see.</summary>
    private void Own<TEntity>(ModelBuilder modelBuilder, Expression<Func<TEntity, Guid>> person)
        where TEntity : class
    {
        Expression<Func<Guid, bool>> own = id => SeesEverything || id == ViewerId;
        modelBuilder.Entity<TEntity>().HasQueryFilter(OwnFilter, Bind(own, person));
    }

    // Who sees the list of a room they are in is for the hub's queries to say; a person's stays and shifts are records about them.
    private void AboutHub(ModelBuilder modelBuilder)
    {
        About<Presence>(modelBuilder, p => p.PersonId);
        About<PresenceCorrection>(modelBuilder, c => c.PersonId);
        About<Shift>(modelBuilder, s => s.PersonId);
        About<ShiftSkip>(modelBuilder, s => s.PersonId);
        Own<ScreenName>(modelBuilder, n => n.PersonId);
    }

    // A story is its owner's alone. One expression says when somebody else may read: their consent, given for this version, naming the viewer or
    // the viewer's hat in a scheme, not taken back and not run out.
    private void AboutStories(ModelBuilder modelBuilder)
    {
        Expression<Func<StoryGrant, bool>> live = g => ReadsSharedStories && g.GrantsReading && g.State == ConsentState.Given && g.ExpiresAt > Now
            && (g.AudiencePersonId == ViewerId || (g.AudienceHat == ViewerHat && ViewerSchemes.Contains(g.AudienceSchemeId!.Value)));
        Expression<Func<IQueryable<StoryGrant>>> grants = () => StoryGrants;
        Expression<Func<Guid, bool>> owner = person => SeesEverything || person == ViewerId;

        Of<Story>(s => s.PersonId, Either(s => s.AuthorId == ViewerId, Shared<Story>((s, g) => g.StoryId == s.Id)), s => s.AuthorId);
        Of<StoryVersion>(v => v.PersonId, Either(v => v.AuthorId == ViewerId, Shared<StoryVersion>((v, g) => g.StoryId == v.StoryId && g.VersionNumber == v.Number)), v => v.AuthorId);
        Of<Excerpt>(e => e.PersonId, Shared<Excerpt>((e, g) => g.StoryId == e.StoryId && g.VersionNumber == e.VersionNumber));
        AuthorOf<Excerpt>(e => e.StoryId);
        Of<Coding>(c => c.PersonId, Shared<Coding>((c, g) => g.StoryId == c.StoryId && g.VersionNumber == c.VersionNumber), c => c.CoderId);
        Of<StoryConsent>(c => c.PersonId, Shared<StoryConsent>((c, g) => g.Id == c.Id), c => c.AudiencePersonId ?? Guid.Empty);
        AuthorOf<Coding>(c => c.StoryId);
        AuthorOf<StoryConsent>(c => c.StoryId);
        Of<ConsentOffer>(o => o.PersonId, o => o.AskedById == ViewerId, o => o.AskedById, o => o.AudiencePersonId ?? Guid.Empty);
        AuthorOf<ConsentOffer>(o => o.StoryId ?? Guid.Empty);
        Of<StageView>(v => v.PersonId, Shared<StageView>((v, g) => g.PersonId == v.PersonId && g.Purpose == SharingPurpose.SupervisionKey));
        Of<PastRelation>(r => r.PersonId, _ => false);
        Of<StageReview>(r => r.PersonId, Both(r => r.ReviewerId == ViewerId, Shared<StageReview>((r, g) => g.PersonId == r.PersonId && g.Purpose == SharingPurpose.SupervisionKey)), r => r.ReviewerId);
        Of<StageReviewStatus>(s => s.PersonId, Both(s => s.ReviewerId == ViewerId, Shared<StageReviewStatus>((s, g) => g.PersonId == s.PersonId && g.Purpose == SharingPurpose.SupervisionKey)), s => s.ReviewerId);
        Of<StageReviewEvidence>(e => e.PersonId, Both(e => e.ReviewerId == ViewerId, Shared<StageReviewEvidence>((e, g) => g.StoryId == e.StoryId && g.Purpose == SharingPurpose.SupervisionKey)), e => e.ReviewerId, e => e.CoderId);
        AuthorOf<StageReviewEvidence>(e => e.StoryId);
        About<CoderTraining>(modelBuilder, t => t.PersonId);

        // What hangs on words by somebody behind a wall is behind it too, whoever made it.
        void AuthorOf<TEntity>(Expression<Func<TEntity, Guid>> story)
            where TEntity : class
        {
            Expression<Func<Guid, bool>> walls = id => SeesEverything || !StoryAuthors.Any(s => s.Id == id && s.AuthorId != ViewerId
                && Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == s.AuthorId && w.LiftedAt == null));
            var entity = modelBuilder.Entity<TEntity>();
            var before = (Expression<Func<TEntity, bool>>)entity.Metadata.FindDeclaredQueryFilter(WallsFilter)!.Expression!;
            entity.HasQueryFilter(WallsFilter, Both(before, Bind(walls, story)));
        }

        void Of<TEntity>(
            Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, bool>> readers, Expression<Func<TEntity, Guid>>? other = null, Expression<Func<TEntity, Guid>>? another = null)
            where TEntity : class
        {
            About(modelBuilder, person, other, another);
            modelBuilder.Entity<TEntity>().HasQueryFilter(ReachFilter, Either(Bind(owner, person), readers));
        }

        Expression<Func<TEntity, bool>> Shared<TEntity>(Expression<Func<TEntity, StoryGrant, bool>> which)
        {
            var grant = which.Parameters[1];
            var both = Expression.AndAlso(which.Body, live.Body.With((live.Parameters[0], grant)));
            var any = Expression.Call(typeof(Queryable), nameof(Queryable.Any), [typeof(StoryGrant)], grants.Body, Expression.Lambda<Func<StoryGrant, bool>>(both, grant));
            return Expression.Lambda<Func<TEntity, bool>>(any, which.Parameters[0]);
        }
    }

    // Others are shown the outcome of a clearance; every word and every step of how it was come by is kept apart. Who decides, hears or supervises
    // is named only to those who may know of them; what is the person's stays theirs, and counts, whoever the officer is.
    private void AboutClearance(ModelBuilder modelBuilder)
    {
        Expression<Func<Guid, bool>> own = person => SeesEverything || person == ViewerId;
        Expression<Func<Guid, bool>> runs = person => SeesEverything || person == ViewerId
            || (Coordinates && Belongings.Any(b => b.PersonId == person && ViewerSchemes.Contains(b.SchemeId)));

        About<Clearance>(modelBuilder, c => c.PersonId);
        About<Crossing>(modelBuilder, c => c.PersonId);
        Only<VettingStanding>(s => s.PersonId, Bind<VettingStanding>(runs, s => s.PersonId));
        Only<SupervisionEpisode>(e => e.PersonId, Either(Bind<SupervisionEpisode>(runs, e => e.PersonId), e => IsOfficer && e.OfficerId == ViewerId));
        Only<OfficerApproval>(a => a.PersonId, Either(Bind<OfficerApproval>(runs, a => a.PersonId), a => IsOfficer && a.OfficerId == ViewerId));
        // One at a time, and only while it is theirs to decide.
        Only<VettingCase>(c => c.PersonId, Either(Bind<VettingCase>(own, c => c.PersonId), c => DecidesClearance
            && ((c.DeciderId == ViewerId && (c.State == VettingState.Opened || c.State == VettingState.AwaitingPerson || c.State == VettingState.Submitted))
                || (c.HearerId == ViewerId && c.State == VettingState.Appeal))));
        Only<VettingWords>(w => w.PersonId, Either(Bind<VettingWords>(own, w => w.PersonId), w => DecidesClearance && w.ReaderId == ViewerId));

        void Only<TEntity>(Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, bool>> who)
            where TEntity : class
        {
            About(modelBuilder, person);
            modelBuilder.Entity<TEntity>().HasQueryFilter(ReachFilter, who);
        }
    }

    // Words about somebody's trust reach further than their record in one way only: whoever granted a step that is open, and whoever was named for an
    // appeal, still reach it. A coordinator reaches those of the schemes they run.
    private void AboutTrust(ModelBuilder modelBuilder)
    {
        About<TrustGrant>(modelBuilder, g => g.PersonId);
        modelBuilder.Entity<TrustGrant>().HasQueryFilter(ReachFilter, Either(g => SeesEverything || g.PersonId == ViewerId
            || (ReachesSchemes && ViewerSchemes.Contains(g.SchemeId))
            || (SponsorsTrust && ((g.GivenById == ViewerId && g.ClosedOn == null) || g.AppealToId == ViewerId)), Supervised<TrustGrant>(g => g.PersonId)));
        About<TrustEntry>(modelBuilder, e => e.PersonId);
        modelBuilder.Entity<TrustEntry>().HasQueryFilter(ReachFilter, Either(e => SeesEverything || e.PersonId == ViewerId
            || Sponsorships.Any(s => s.Id == e.GrantId && ((ReachesSchemes && ViewerSchemes.Contains(s.SchemeId))
                || (SponsorsTrust && ((s.GivenById == ViewerId && s.ClosedOn == null) || s.AppealToId == ViewerId)))), Supervised<TrustEntry>(e => e.PersonId)));
        About<Milestone>(modelBuilder, m => m.PersonId);
        About<KeyCustody>(modelBuilder, c => c.PersonId);
        modelBuilder.Entity<KeyCustody>().HasQueryFilter(ReachFilter, c => SeesEverything || c.PersonId == ViewerId
            || (ReachesSchemes && ViewerSchemes.Contains(c.SchemeId)));
    }

    // An application is its owner's, and of those who run the scheme; a panel member sees the one they were asked about. Until the answer is given the
    // panel's words are between its members and those who decide.
    private void AboutRecruitment(ModelBuilder modelBuilder)
    {
        Reached<Application>(modelBuilder, a => a.PersonId, a => SeesEverything || a.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(a.SchemeId))
            || SeatGrants.Any(s => s.ApplicationId == a.Id && s.MemberId == ViewerId));
        Reached<Conversation>(modelBuilder, c => c.PersonId, c => Applications.Any(a => a.Id == c.ApplicationId), c => c.WithId);
        Reached<PanelSeat>(modelBuilder, s => s.PersonId, s => Applications.Any(a => a.Id == s.ApplicationId), s => s.MemberId);
        Reached<PanelView>(modelBuilder, v => v.PersonId, v => Applications.Any(a => a.Id == v.ApplicationId && (a.PersonId != ViewerId || a.AnsweredOn != null)), v => v.MemberId);
        Reached<Inspiration>(modelBuilder, i => i.PersonId, i => SeesEverything || i.PersonId == ViewerId || i.InspirerId == ViewerId || (Coordinates && ViewerSchemes.Contains(i.SchemeId)),
            i => i.InspirerId ?? i.PersonId);
    }

    // Whoever runs a cohort reaches what belongs to it, and those with a place in it see who runs it. Being on a course for peer workers tells of the
    // past: once somebody's label has set, it is theirs alone to see.
    private void AboutTraining(ModelBuilder modelBuilder)
    {
        About<Facilitation>(modelBuilder, f => f.PersonId, alsoReached: f =>
            PlacesHeld.Any(p => p.CohortId == f.CohortId && p.PersonId == ViewerId)
            || (Facilitates && Facilitating.Any(o => o.CohortId == f.CohortId && o.PersonId == ViewerId && o.To == null)));
        About<SessionLead>(modelBuilder, l => l.PersonId, alsoReached: l =>
            PlacesHeld.Any(p => p.CohortId == l.CohortId && p.PersonId == ViewerId)
            || (Facilitates && Facilitating.Any(o => o.CohortId == l.CohortId && o.PersonId == ViewerId && o.To == null)));
        About<Enrolment>(modelBuilder, e => e.PersonId, alsoReached: e =>
            Facilitates && Facilitating.Any(f => f.CohortId == e.CohortId && f.PersonId == ViewerId && f.To == null));
        About<EnrolmentPlace>(modelBuilder, p => p.PersonId, alsoReached: p =>
            Facilitates && PlacesHeld.Any(h => h.Id == p.EnrolmentId && Facilitating.Any(f => f.CohortId == h.CohortId && f.PersonId == ViewerId && f.To == null)));
        About<Attendance>(modelBuilder, a => a.PersonId, alsoReached: a =>
            Facilitates && PlacesHeld.Any(h => h.Id == a.EnrolmentId && Facilitating.Any(f => f.CohortId == h.CohortId && f.PersonId == ViewerId && f.To == null)));
        About<SignOff>(modelBuilder, s => s.PersonId, alsoReached: s =>
            Facilitates && PlacesHeld.Any(h => h.Id == s.EnrolmentId && Facilitating.Any(f => f.CohortId == h.CohortId && f.PersonId == ViewerId && f.To == null)));
        About<TrainingElsewhere>(modelBuilder, t => t.PersonId);
        About<Certificate>(modelBuilder, c => c.PersonId);
        Covered<Enrolment>(modelBuilder, e => e.PersonId, e => e.TellsOfThePast);
        Covered<TrainingElsewhere>(modelBuilder, t => t.PersonId, t => t.TellsOfThePast);
        Covered<Certificate>(modelBuilder, c => c.PersonId, c => c.TellsOfThePast);
        Covered<EnrolmentPlace>(modelBuilder, p => p.PersonId, _ => true);
        Covered<Attendance>(modelBuilder, a => a.PersonId, _ => true);
        Covered<SignOff>(modelBuilder, s => s.PersonId, _ => true);
    }

    // Whoever runs a session reaches who is expected at it and what was written down there; the officer of a requirement reaches what counts towards it,
    // on its days and no others; a decision is between the officer and the person. Once somebody's label has set, all of it is theirs alone to see.
    private void AboutDelivery(ModelBuilder modelBuilder)
    {
        TheirsAfterSunset<Requirement>(r => r.PersonId, r => SeesEverything || r.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(r.SchemeId))
            || (IsOfficer && r.TellsOfficer && (r.OfficerId == ViewerId || r.DelegateId == ViewerId
                || (r.OfficerId == null && SupervisionEpisodes.Any(o => o.PersonId == r.PersonId && o.SchemeId == r.SchemeId && o.OfficerId == ViewerId
                    && o.Start <= Today && (o.End == null || o.End >= Today))))));
        TheirsAfterSunset<SessionPlace>(p => p.PersonId, Either(p => SeesEverything || p.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(p.SchemeId))
            || (Facilitates && PartsHeld.Any(h => h.SessionId == p.SessionId && h.PersonId == ViewerId && h.EndedOn == null))
            || (IsOfficer && Requirements.Any(r => r.PersonId == p.PersonId && r.SchemeId == p.SchemeId && r.From <= p.On && (r.To == null || r.To >= p.On)
                && (r.EndedOn == null || r.EndedOn >= p.On) && ActivityTypes.Any(t => t.ActivityId == p.ActivityId && t.Code == r.Type))), Supervised<SessionPlace>(p => p.PersonId)));
        TheirsAfterSunset<AttendanceFact>(f => f.PersonId, Either(f => SeesEverything || f.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(f.SchemeId))
            || (Facilitates && PartsHeld.Any(h => h.SessionId == f.SessionId && h.PersonId == ViewerId && h.EndedOn == null))
            || (IsOfficer && Requirements.Any(r => r.PersonId == f.PersonId && r.SchemeId == f.SchemeId && r.From <= f.On && (r.To == null || r.To >= f.On)
                && (r.EndedOn == null || r.EndedOn >= f.On) && ActivityTypes.Any(t => t.ActivityId == f.ActivityId && t.Code == r.Type))), Supervised<AttendanceFact>(f => f.PersonId)));
        TheirsAfterSunset<FactVersion>(v => v.PersonId, v => AttendanceFacts.Any(f => f.Id == v.FactId));
        TheirsAfterSunset<ComplianceDecision>(d => d.PersonId, d => SeesEverything || d.PersonId == ViewerId || (IsOfficer && Requirements.Any(r => r.Id == d.RequirementId)));
        TheirsAfterSunset<DecisionEntry>(e => e.PersonId, e => ComplianceDecisions.Any(d => d.Id == e.DecisionId));
        Reached<SessionPart>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(p.SchemeId))
            || SessionPlacesKept.Any(k => k.SessionId == p.SessionId && k.PersonId == ViewerId)
            || (Facilitates && PartsHeld.Any(h => h.SessionId == p.SessionId && h.PersonId == ViewerId && h.EndedOn == null)));
        Reached<Authorship>(modelBuilder, a => a.PersonId, a => SeesEverything || a.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(a.SchemeId))
            || (a.TakenOutAt == null && WorksAsPeer && AuthorsKept.Any(k => k.VersionId == a.VersionId && k.PersonId == ViewerId && k.TakenOutAt == null))
            || (a.TakenOutAt == null && Facilitates && GroupSessions.Any(s => s.ProgrammeVersionId == a.VersionId
                && PartsHeld.Any(h => h.SessionId == s.Id && h.PersonId == ViewerId && h.EndedOn == null))));
        Reached<ProgrammeStory>(modelBuilder, s => s.PersonId, s => SeesEverything || s.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(s.SchemeId)));
        Reached<ProgrammeView>(modelBuilder, v => v.PersonId, v => SeesEverything || v.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(v.SchemeId)));

        void TheirsAfterSunset<TEntity>(Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, bool>> reach)
            where TEntity : class
        {
            Reached(modelBuilder, person, reach);
            Covered(modelBuilder, person, _ => true);
        }
    }

    // A match is of the two, of whoever supervises the mentor and of those who run the scheme, and of the safeguarding lead while there is a concern about
    // one of the two; what a mentee says of its end never reaches the mentor.
    // What people wish of one another is each one's own. Being a mentor tells of the past: once the mentor's label has set, others than the two see none of it.
    private void AboutMentoring(ModelBuilder modelBuilder)
    {
        Reached<Referral>(modelBuilder, r => r.PersonId, r => SeesEverything || r.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(r.SchemeId)));
        Reached<MatchProfile>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(p.SchemeId)));
        Reached<AccessConstraint>(modelBuilder, c => c.PersonId, c => SeesEverything || c.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(c.SchemeId)));
        Reached<LimitsShown>(modelBuilder, l => l.PersonId, l => SeesEverything || l.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(l.SchemeId))
            || (WorksAsPeer && MatchTies.Any(t => t.PersonId == l.PersonId && t.SchemeId == l.SchemeId && t.MentorId == ViewerId && t.ClosedOn == null)));
        Reached<MatchWish>(modelBuilder, w => w.PersonId, w => SeesEverything || w.PersonId == ViewerId, w => w.OtherId);
        Reached<MatchRun>(modelBuilder, r => r.PersonId, r => SeesEverything || (Coordinates && r.PersonId == ViewerId));
        Reached<MatchProposal>(modelBuilder, p => p.PersonId, p => SeesEverything || (Coordinates && p.RunById == ViewerId && ViewerSchemes.Contains(p.SchemeId)), p => p.MentorId);
        Reached(modelBuilder, m => m.PersonId, Either(m => SeesEverything || m.PersonId == ViewerId || (WorksAsPeer && m.MentorId == ViewerId) || (Coordinates && ViewerSchemes.Contains(m.SchemeId))
            || (LeadsSafeguarding && ViewerSchemes.Contains(m.SchemeId) && ConcernsHeld.Any(c => c.AboutKnown && c.State != SafeguardingState.Closed && c.SchemeId == m.SchemeId
                && c.PersonId != ViewerId && (c.PersonId == m.PersonId || c.PersonId == m.MentorId))), Supervised<Match>(m => m.MentorId)), m => m.MentorId);
        Reached<MatchEntry>(modelBuilder, e => e.PersonId, e => SeesEverything
            || (e.PersonId == ViewerId && (e.Kind != MatchEntryKind.Declined || e.ById == ViewerId) && e.Kind != MatchEntryKind.SafetyNote && e.Kind != MatchEntryKind.SafetyStop)
            || (WorksAsPeer && e.MentorId == ViewerId && (e.Kind == MatchEntryKind.SafetyNote || e.Kind == MatchEntryKind.Decision || e.Kind == MatchEntryKind.Review
                || e.Kind == MatchEntryKind.EndingPlan || e.ById == ViewerId))
            || (Coordinates && e.Kind != MatchEntryKind.SafetyStop && ViewerSchemes.Contains(e.SchemeId))
            || (LeadsSafeguarding && e.Kind == MatchEntryKind.SafetyStop && ViewerSchemes.Contains(e.SchemeId)), e => e.MentorId);
        // What the two answer about how it goes is each one's own, and a coordinator's to read where they said so; never the other's.
        Reached<MatchCheck>(modelBuilder, c => c.PersonId, c => SeesEverything || c.PersonId == ViewerId
            || (Coordinates && c.ForReview && c.OtherId != ViewerId && ViewerSchemes.Contains(c.SchemeId)), c => c.OtherId);
        Reached(modelBuilder, c => c.PersonId, Either(
            c => SeesEverything || c.PersonId == ViewerId || (WorksAsPeer && c.MentorId == ViewerId) || (Coordinates && ViewerSchemes.Contains(c.SchemeId)), Supervised<Contact>(c => c.MentorId)), c => c.MentorId);
        Reached<Goal>(modelBuilder, g => g.PersonId, g => SeesEverything || g.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(g.SchemeId))
            || (WorksAsPeer && MatchTies.Any(t => t.PersonId == g.PersonId && t.SchemeId == g.SchemeId && t.MentorId == ViewerId && t.ClosedOn == null)));
        Reached<GoalStep>(modelBuilder, g => g.PersonId, g => SeesEverything || g.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(g.SchemeId))
            || (WorksAsPeer && MatchTies.Any(t => t.PersonId == g.PersonId && t.SchemeId == g.SchemeId && t.MentorId == ViewerId && t.ClosedOn == null)));
        // What is known of a setback is not shown to the person as a line on their record: those who help know, and may speak with them.
        Reached<Setback>(modelBuilder, s => s.PersonId, s => SeesEverything || (WorksAsPeer && s.MentorId == ViewerId) || (Coordinates && s.PersonId != ViewerId && ViewerSchemes.Contains(s.SchemeId)), s => s.MentorId);
        // Nor is the talk after it: it would tell whom a concern is about that there is one, and who raised it.
        Reached(modelBuilder, d => d.PersonId, Either(d => SeesEverything || d.PersonId == ViewerId, Both(d => d.AboutId != ViewerId, Either(
            d => (Coordinates && ViewerSchemes.Contains(d.SchemeId)) || (LeadsSafeguarding && d.ConcernId != null && ViewerSchemes.Contains(d.SchemeId)),
            Supervised<Debrief>(d => d.PersonId)))), d => d.AboutId);
        Covered<AccessConstraint>(modelBuilder, c => c.PersonId, _ => true);
        Covered<Match>(modelBuilder, m => m.MentorId, m => m.PersonId != ViewerId);
        Covered<MatchProposal>(modelBuilder, p => p.MentorId, _ => true);
        Covered<MatchEntry>(modelBuilder, e => e.MentorId, e => e.PersonId != ViewerId);
        Covered<MatchCheck>(modelBuilder, c => c.MentorId, c => c.PersonId != ViewerId);
        Covered<Contact>(modelBuilder, c => c.MentorId, c => c.PersonId != ViewerId);
        Covered<Setback>(modelBuilder, s => s.MentorId, _ => true);
        // Anybody can raise a concern: a talk after one tells of no role.
        Covered<Debrief>(modelBuilder, d => d.PersonId, d => d.ConcernId == null);
    }

    /// <summary>Applies the walls as <see cref="About"/> does, and a reach of its own in place of the hat's.</summary>
    private void Reached<TEntity>(
        ModelBuilder modelBuilder, Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, bool>> reach, Expression<Func<TEntity, Guid>>? other = null)
        where TEntity : class
    {
        About(modelBuilder, person, other);
        modelBuilder.Entity<TEntity>().HasQueryFilter(ReachFilter, reach);
    }

    // Once the label of the person has set, what tells of the past is theirs alone.
    private void Covered<TEntity>(ModelBuilder modelBuilder, Expression<Func<TEntity, Guid>> person, Expression<Func<TEntity, bool>> tells)
        where TEntity : class
    {
        Expression<Func<Guid, bool>> shown = id => SeesEverything || id == ViewerId || !Sunsets.Any(s => s.Id == id && s.LabelSunset != null && s.LabelSunset <= Today);
        var open = Expression.Lambda<Func<TEntity, bool>>(Expression.Not(tells.Body), tells.Parameters);
        modelBuilder.Entity<TEntity>().HasQueryFilter(LabelFilter, Either(open, Bind(shown, person)));
    }

    // Health goals are between a person and the trainer they are set with; nobody runs them.
    private void AboutHealth(ModelBuilder modelBuilder)
    {
        About<HealthGoal>(modelBuilder, g => g.PersonId);
        modelBuilder.Entity<HealthGoal>().HasQueryFilter(ReachFilter, g => SeesEverything || g.PersonId == ViewerId || (WorksAsPeer && g.TrainerId == ViewerId));
        About<HealthStep>(modelBuilder, s => s.PersonId);
        modelBuilder.Entity<HealthStep>().HasQueryFilter(ReachFilter, s => SeesEverything || s.PersonId == ViewerId || (WorksAsPeer && s.TrainerId == ViewerId));
    }

    // A concern is of whoever raised it (their own words) and, under the hat of a member of staff of its scheme, of whoever has it, whoever has something
    // left to do about it while it is open, and whoever leads on safeguarding; never of whom it is about (INV-135). The rota is everybody's in the scheme:
    // somebody may have to ring. A page is of whoever is paged, and of the case.
    private void AboutSafeguarding(ModelBuilder modelBuilder)
    {
        Reached<SafeguardingConcern>(modelBuilder, c => c.PersonId, c => SeesEverything || c.ReporterId == ViewerId
            || (WorksAsStaff && ViewerSchemes.Contains(c.SchemeId) && (!c.AboutKnown || c.PersonId != ViewerId) && (LeadsSafeguarding || c.OwnerId == ViewerId
                || (c.State != SafeguardingState.Closed && ActionsHeld.Any(a => a.ConcernId == c.Id && a.OwnerId == ViewerId && a.DoneOn == null)))));
        Expression<Func<Guid, bool>> works = id => SeesEverything
            || (WorksAsStaff && ConcernsHeld.Any(c => c.Id == id && ViewerSchemes.Contains(c.SchemeId) && (!c.AboutKnown || c.PersonId != ViewerId)
                && (LeadsSafeguarding || c.OwnerId == ViewerId
                    || (c.State != SafeguardingState.Closed && ActionsHeld.Any(a => a.ConcernId == c.Id && a.OwnerId == ViewerId && a.DoneOn == null)))));
        Reached(modelBuilder, e => e.PersonId, Either(Bind<SafeguardingEntry>(works, e => e.ConcernId), e => e.ById == ViewerId));
        Reached(modelBuilder, a => a.PersonId, Bind<SafeguardingAction>(works, a => a.ConcernId));
        Reached(modelBuilder, s => s.PersonId, Bind<SafeguardingShare>(works, s => s.ConcernId));
        Reached<DutyTurn>(modelBuilder, t => t.PersonId, t => SeesEverything || ViewerSchemes.Contains(t.SchemeId));
        Reached<DutyPage>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || (p.Kind == AlarmKind.Word && p.AboutId == ViewerId)
            || ConcernsHeld.Any(c => c.Id == p.CaseId && (c.ReporterId == ViewerId || (WorksAsStaff && ViewerSchemes.Contains(c.SchemeId) && (!c.AboutKnown || c.PersonId != ViewerId)
                && (LeadsSafeguarding || c.OwnerId == ViewerId)))), p => p.AboutId);
        Reached<WordRequest>(modelBuilder, w => w.PersonId, w => SeesEverything || w.PersonId == ViewerId || PagedFor.Any(p => p.CaseId == w.Id && p.PersonId == ViewerId));
        Own<DutyAlarm>(modelBuilder, a => a.PersonId);
    }

    // How somebody is treated is theirs (INV-101). A message reaches one more reader, whom its owner chose, and only while they supervise them; what
    // staff see in somebody is for that person; and a name stands at a ceremony once its owner has said yes.
    private void AboutRecognition(ModelBuilder modelBuilder)
    {
        Reached(modelBuilder, m => m.PersonId, Either(m => SeesEverything || m.PersonId == ViewerId,
            Both(m => MessageReaders.Any(r => r.MessageId == m.Id && r.WithId == ViewerId), Supervised<ReceivedMessage>(m => m.PersonId, m => m.SchemeId))));
        Reached(modelBuilder, s => s.PersonId, Either(
            s => SeesEverything || s.PersonId == ViewerId, Both(s => s.WithId == ViewerId, Supervised<MessageShare>(s => s.PersonId, s => s.SchemeId))));
        Own<WeeklyPulse>(modelBuilder, p => p.PersonId);
        Own<PulseAnswer>(modelBuilder, a => a.PersonId);
        Own<BlockedOpportunity>(modelBuilder, b => b.PersonId);
        Reached<BeliefStatement>(modelBuilder, b => b.PersonId, b => SeesEverything || b.PersonId == ViewerId, b => b.AuthorId);
        Reached<CeremonyPerson>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || (p.State == ThankedState.Agreed && ViewerSchemes.Contains(p.SchemeId)));
        Reached(modelBuilder, v => v.PersonId, Either(
            v => SeesEverything || v.PersonId == ViewerId || (Coordinates && v.Topic == ViewTopic.Between && ViewerSchemes.Contains(v.SchemeId)),
            Both(v => v.Topic == ViewTopic.Load, Supervised<OwnView>(v => v.PersonId, v => v.SchemeId))));
        Reached<WorkingAlongside>(modelBuilder, w => w.PersonId, w => SeesEverything || w.PersonId == ViewerId);
        Covered<ReceivedMessage>(modelBuilder, m => m.PersonId, _ => true);
        Covered<MessageShare>(modelBuilder, s => s.PersonId, _ => true);
        Covered<CeremonyPerson>(modelBuilder, p => p.PersonId, _ => true);
        Covered<OwnView>(modelBuilder, v => v.PersonId, _ => true);
    }

    // Words of supervision are of the two alone; whoever runs the scheme sees that there was one. A check-in has one more reader while it is shared, and what
    // rests on it has no more. A flag is the person's first, and then of whoever acts on it. A plan for staying well tells of no role, and is of those its owner names.
    private void AboutSupport(ModelBuilder modelBuilder)
    {
        Reached(modelBuilder, s => s.PersonId, Either(
            s => SeesEverything || s.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(s.SchemeId)),
            Both(s => s.SupervisorId == ViewerId, Supervised<Supervision>(s => s.PersonId, s => s.SchemeId))), s => s.SupervisorId);
        Reached(modelBuilder, a => a.PersonId, Either(
            a => SeesEverything || a.PersonId == ViewerId, Both(a => a.SupervisorId == ViewerId, Supervised<AgendaItem>(a => a.PersonId, a => a.SchemeId))), a => a.SupervisorId);
        Reached(modelBuilder, n => n.PersonId, Either(
            n => SeesEverything || n.PersonId == ViewerId, Both(n => n.SupervisorId == ViewerId, Supervised<SupervisionNote>(n => n.PersonId, n => n.SchemeId))), n => n.SupervisorId);
        Reached(modelBuilder, c => c.PersonId, Either(
            c => SeesEverything || c.PersonId == ViewerId, Both(c => c.SharedWithId == ViewerId, Supervised<CheckIn>(c => c.PersonId, c => c.SchemeId))));
        Reached<SupportFlag>(modelBuilder, f => f.PersonId, f => SeesEverything || f.PersonId == ViewerId || (f.OthersFrom <= Today
            && (f.Rule != FlagRule.Stuck || WishesTold.Any(w => w.PersonId == f.PersonId && w.Told))
            && ((ReachesSupervisees && f.Rule != FlagRule.Stuck && Belongings.Any(b => b.PersonId == f.PersonId && b.SupervisorId == ViewerId && b.SchemeId == f.SchemeId && b.To == null)
                    && (f.Rule != FlagRule.Wellbeing || CheckIns.Any(c => c.PersonId == f.PersonId && c.SchemeId == f.SchemeId && c.SharedWithId == ViewerId && c.How == HowAreYou.Struggling)))
                || (HeadsService && f.Owner == Hat.HeadOfService && ViewerSchemes.Contains(f.SchemeId))
                || (Coordinates && ViewerSchemes.Contains(f.SchemeId) && (f.Owner == Hat.Coordinator
                    || (f.Owner == Hat.Supervisor && f.Rule != FlagRule.Wellbeing && !Belongings.Any(b => b.PersonId == f.PersonId && b.SupervisorId != null && b.SchemeId == f.SchemeId && b.To == null
                        && !Walls.Any(w => w.LiftedAt == null && ((w.ViewerId == ViewerId && w.SubjectId == b.SupervisorId) || (w.ViewerId == b.SupervisorId && w.SubjectId == f.PersonId)))
                        // Somebody who supervises nobody any more has it in hand no longer.
                        && Belongings.Any(s => s.PersonId == b.SupervisorId && (s.State == RoleState.Held || (s.State >= RoleState.ActiveSupervised && s.State <= RoleState.Senior))
                            && RoleDefinitions.Any(r => r.Id == s.RoleDefinitionId && r.Hats.Contains(Hat.Supervisor))))))))));
        Reached<FlagStep>(modelBuilder, s => s.PersonId, s => SupportFlags.Any(f => f.Id == s.FlagId));
        Reached<StayWellPlan>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || StayWellReaders.Any(r => r.PersonId == p.PersonId && r.WithId == ViewerId));
        Reached<StayWellShare>(modelBuilder, s => s.PersonId, s => SeesEverything || s.PersonId == ViewerId || s.WithId == ViewerId, s => s.WithId);
        Reached<PausePlan>(modelBuilder, p => p.PersonId, p => SeesEverything || p.PersonId == ViewerId || (p.LooksAfterId == ViewerId && p.ClosedOn == null) || (Coordinates && ViewerSchemes.Contains(p.SchemeId)));
        Covered<Supervision>(modelBuilder, s => s.PersonId, _ => true);
        Covered<AgendaItem>(modelBuilder, a => a.PersonId, _ => true);
        Covered<SupervisionNote>(modelBuilder, n => n.PersonId, _ => true);
        Covered<CheckIn>(modelBuilder, c => c.PersonId, _ => true);
        Covered<SupportFlag>(modelBuilder, f => f.PersonId, _ => true);
        Covered<FlagStep>(modelBuilder, s => s.PersonId, _ => true);
        Covered<PausePlan>(modelBuilder, p => p.PersonId, _ => true);
    }

    // What somebody asks to have paid back is between them and those who run the scheme. Only peer workers ask, so it tells of the role.
    private void AboutExpenses(ModelBuilder modelBuilder)
    {
        Reached<ExpenseClaim>(modelBuilder, c => c.PersonId, c => SeesEverything || c.PersonId == ViewerId || (Coordinates && ViewerSchemes.Contains(c.SchemeId)));
        Covered<ExpenseClaim>(modelBuilder, c => c.PersonId, _ => true);
    }

    // A concern exists for its owner, for the voice leads of its scheme once it is sent, for the head of service while it is late and then for the one who
    // said that it came, and for whoever looks into it while they do and may. Those on its wall are kept out by a filter of its own, whatever their hat. What hangs on it is seen by those who see it.
    private void AboutConcerns(ModelBuilder modelBuilder)
    {
        About<Concern>(modelBuilder, c => c.PersonId);
        modelBuilder.Entity<Concern>().HasQueryFilter(ReachFilter, c => SeesEverything || c.PersonId == ViewerId || (c.HandlerId == ViewerId && HandledNow.Contains(c.Id))
            || (HearsConcerns && c.State >= ConcernState.Submitted && ViewerSchemes.Contains(c.SchemeId))
            || (HeadsService && IsDated && ViewerSchemes.Contains(c.SchemeId) && ((c.State == ConcernState.Submitted && c.AnswerBy < Today)
                || (((c.State >= ConcernState.Acknowledged && c.State <= ConcernState.LookingInto) || c.State == ConcernState.Appealed) && c.OutcomeBy < Today)))
            || (HeadsService && c.AcknowledgedById == ViewerId && ViewerSchemes.Contains(c.SchemeId)));
        modelBuilder.Entity<Concern>().HasQueryFilter(ConcernFilter, c => SeesEverything || c.PersonId == ViewerId || !ConcernBars.Any(b => b.ConcernId == c.Id && b.WalledId == ViewerId));
        About<Concerns.ConcernEntry>(modelBuilder, e => e.PersonId);
        modelBuilder.Entity<Concerns.ConcernEntry>().HasQueryFilter(ReachFilter, e => SeesEverything || e.PersonId == ViewerId || Concerns.Any(c => c.Id == e.ConcernId));
        About<ConcernWall>(modelBuilder, w => w.PersonId);
        modelBuilder.Entity<ConcernWall>().HasQueryFilter(ReachFilter, w => SeesEverything || w.PersonId == ViewerId || Concerns.Any(c => c.Id == w.ConcernId));
        About<SecondLook>(modelBuilder, l => l.PersonId, l => l.AlsoAboutId ?? Guid.Empty);
        modelBuilder.Entity<SecondLook>().HasQueryFilter(ReachFilter, l => SeesEverything || l.AskedById == ViewerId || l.ApproverId == ViewerId);
    }

    private static Expression<Func<TEntity, bool>> Either<TEntity>(Expression<Func<TEntity, bool>> first, Expression<Func<TEntity, bool>> second) =>
        Expression.Lambda<Func<TEntity, bool>>(
            Expression.OrElse(first.Body, second.Body.With((second.Parameters[0], first.Parameters[0]))), first.Parameters);

    private static Expression<Func<TEntity, bool>> Both<TEntity>(Expression<Func<TEntity, bool>> first, Expression<Func<TEntity, bool>> second) =>
        Expression.Lambda<Func<TEntity, bool>>(
            Expression.AndAlso(first.Body, second.Body.With((second.Parameters[0], first.Parameters[0]))), first.Parameters);

    private static Expression<Func<TEntity, bool>> Bind<TEntity>(Expression<Func<Guid, bool>> rule, Expression<Func<TEntity, Guid>> person) =>
        Expression.Lambda<Func<TEntity, bool>>(rule.Body.With((rule.Parameters[0], person.Body)), person.Parameters);

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime, value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

    private sealed class SealedConverter() : ValueConverter<SealedText, byte[]>(value => value.Bytes, value => new SealedText(value));

    private sealed class SealedComparer() : ValueComparer<SealedText>((left, right) => object.Equals(left, right), value => value.GetHashCode(), value => value);
}
