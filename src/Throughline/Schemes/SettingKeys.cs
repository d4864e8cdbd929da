namespace Throughline.Schemes;

/// <summary>The keys of the settings that every scheme has. Values, bounds and reasons stand in the template files; read a scheme's present value by key.</summary>
public static class SettingKeys
{
    /// <summary>Time to talk with somebody who applied, in days (1 to 28).</summary>
    public const string RecruitmentTalkDays = "recruitment.talk-days";

    /// <summary>Time until somebody who applied has their answer, in days (7 to 84).</summary>
    public const string RecruitmentAnswerDays = "recruitment.answer-days";

    /// <summary>Time to think about an offer, in days (7 to 84).</summary>
    public const string RecruitmentOfferDays = "recruitment.offer-days";

    /// <summary>Fewest people on a panel, in people (1 to 6).</summary>
    public const string RecruitmentPanelMembers = "recruitment.panel-members";

    /// <summary>Weekly training sessions, in sessions (6 to 40).</summary>
    public const string TrainingSessions = "training.sessions";

    /// <summary>Sessions a person must come to, in sessions (4 to 40).</summary>
    public const string TrainingSessionsToComplete = "training.sessions-to-complete";

    /// <summary>Time between reviews of a person's own throughline, in days (28 to 182).</summary>
    public const string ReviewsCycleDays = "reviews.cycle-days";

    /// <summary>Most hours an unpaid mentor spends with people each week, in hours a week (1 to 16).</summary>
    public const string HoursContactCapVolunteer = "hours.contact-cap-volunteer";

    /// <summary>Hours on site in a week before we ask about them, in hours a week (4 to 40).</summary>
    public const string HoursPromptPresence = "hours.prompt-presence";

    /// <summary>How many times the planned hours before we ask about them, in times (1 to 10).</summary>
    public const string HoursPromptTimesRostered = "hours.prompt-times-rostered";

    /// <summary>Weeks in a row before we ask about hours, in weeks (2 to 7).</summary>
    public const string HoursPromptWeeks = "hours.prompt-weeks";

    /// <summary>Pay rate used to show what unpaid hours would have cost, in pounds an hour (5 to 60).</summary>
    public const string HoursLivingWage = "hours.living-wage";

    /// <summary>Longest single stay on site, in hours (4 to 14).</summary>
    public const string HoursLongestPresence = "hours.longest-presence";

    /// <summary>Matches while still in training, in people (0 to 1).</summary>
    public const string MatchesCapInTraining = "matches.cap-in-training";

    /// <summary>Matches while working with someone alongside, in people (0 to 3).</summary>
    public const string MatchesCapSupervised = "matches.cap-supervised";

    /// <summary>Matches when working on their own, in people (1 to 5).</summary>
    public const string MatchesCapSolo = "matches.cap-solo";

    /// <summary>Matches for a senior mentor, in people (1 to 8).</summary>
    public const string MatchesCapSenior = "matches.cap-senior";

    /// <summary>Matches for someone who is paid, in people (1 to 20).</summary>
    public const string MatchesCapPaid = "matches.cap-paid";

    /// <summary>Length of the trial after two people meet, in weeks (2 to 12).</summary>
    public const string MatchesTrialWeeks = "matches.trial-weeks";

    /// <summary>Time between looks at how a match is going, in weeks (2 to 12).</summary>
    public const string MatchesReviewWeeks = "matches.review-weeks";

    /// <summary>How long a match above the limit may last, in days (7 to 28).</summary>
    public const string MatchesOverCapDays = "matches.over-cap-days";

    /// <summary>How long the two read on their pages that their match was stopped, in days (7 to 56).</summary>
    public const string MatchesStoppedShownDays = "matches.stopped-shown-days";

    /// <summary>Time to look at each match when a mentor moves to a paid post, in days (1 to 28).</summary>
    public const string MatchesPaidMoveReviewDays = "matches.paid-move-review-days";

    /// <summary>Weight of what somebody asked for.</summary>
    public const string MatchesWeightPreferences = "matches.weight-preferences";

    /// <summary>Weight of what both like.</summary>
    public const string MatchesWeightInterests = "matches.weight-interests";

    /// <summary>Weight of when both can meet.</summary>
    public const string MatchesWeightAvailability = "matches.weight-availability";

    /// <summary>Weight of places that are easy for both.</summary>
    public const string MatchesWeightTravel = "matches.weight-travel";

    /// <summary>Weight of the room that a mentor has.</summary>
    public const string MatchesWeightBalance = "matches.weight-balance";

    /// <summary>Most options put before a coordinator for one person.</summary>
    public const string MatchesOptions = "matches.options";

    /// <summary>Minutes a week for somebody who did not say.</summary>
    public const string MatchesMinutes = "matches.minutes";

    /// <summary>How long new people get supervision more often, in weeks (4 to 52).</summary>
    public const string SupervisionEarlyWeeks = "supervision.early-weeks";

    /// <summary>Time between supervision in the first weeks, in days (7 to 28).</summary>
    public const string SupervisionEarlyIntervalDays = "supervision.early-interval-days";

    /// <summary>Time between supervision after that, in days (7 to 56).</summary>
    public const string SupervisionLaterIntervalDays = "supervision.later-interval-days";

    /// <summary>How far back the figures about supervision look, in days (28 to 364).</summary>
    public const string SupervisionFigureDays = "supervision.figure-days";

    /// <summary>Time between group supervision, in days (7 to 84).</summary>
    public const string SupervisionGroupIntervalDays = "supervision.group-interval-days";

    /// <summary>Weeks in a peer role before someone may supervise, in weeks (12 to 104).</summary>
    public const string SupervisionPeerSupervisorWeeks = "supervision.peer-supervisor-weeks";

    /// <summary>Time to offer a talk after something hard, in hours (1 to 24).</summary>
    public const string DebriefOfferHours = "debrief.offer-hours";

    /// <summary>Time by which the talk has happened, in hours (4 to 168).</summary>
    public const string DebriefHeldHours = "debrief.held-hours";

    /// <summary>How long before its time a talk that nobody has offered is offered by the system, in hours (1 to 12).</summary>
    public const string DebriefAheadHours = "debrief.ahead-hours";

    /// <summary>Time to answer "I need a word", in working hours (1 to 4).</summary>
    public const string SupportWordAnswerHours = "support.word-answer-hours";

    /// <summary>Hour at which a working day begins, on London's clocks (6 to 11).</summary>
    public const string SupportOpensHour = "support.opens-hour";

    /// <summary>Hour at which a working day ends, on London's clocks (13 to 21).</summary>
    public const string SupportClosesHour = "support.closes-hour";

    /// <summary>Burnout answer that counts as high, in points of 100 (40 to 75).</summary>
    public const string SupportBurnoutScore = "support.burnout-score";

    /// <summary>Days around a big change when support is offered, in days (7 to 84).</summary>
    public const string SupportCrossingDays = "support.crossing-days";

    /// <summary>Working days to make a plan after a family or friend tie is declared, in working days (1 to 5).</summary>
    public const string SupportPlanWorkingDays = "support.plan-working-days";

    /// <summary>Longest time between looks at a wall, in days (28 to 90).</summary>
    public const string SupportWallReviewDays = "support.wall-review-days";

    /// <summary>Hours that one crisis counts for, in hours (0 to 10).</summary>
    public const string LoadCrisisWeight = "load.crisis-weight";

    /// <summary>Hours that one setback of a mentee counts for, in hours (0 to 10).</summary>
    public const string LoadSetbackWeight = "load.setback-weight";

    /// <summary>Hours that telling your own story in public counts for, in hours (0 to 10).</summary>
    public const string LoadTellingWeight = "load.telling-weight";

    /// <summary>Hours that a message which hurt counts for, in hours (0 to 10).</summary>
    public const string LoadUnderminingWeight = "load.undermining-weight";

    /// <summary>Hours that a clash with family ties counts for, in hours (0 to 10).</summary>
    public const string LoadFamilyWeight = "load.family-weight";

    /// <summary>First full weeks used to learn what is usual for a person, in weeks (4 to 26).</summary>
    public const string LoadBaselineWeeks = "load.baseline-weeks";

    /// <summary>How far above usual before we check, in times (1.1 to 3).</summary>
    public const string LoadRiseTimes = "load.rise-times";

    /// <summary>Lowest weekly load at which a rise counts, in hours (1 to 20).</summary>
    public const string LoadRiseLeast = "load.rise-least";

    /// <summary>Load in one week that always counts, in hours (4 to 40).</summary>
    public const string LoadAnyWeek = "load.any-week";

    /// <summary>How many of the last whole weeks are looked at together, in weeks (2 to 8).</summary>
    public const string LoadRecentWeeks = "load.recent-weeks";

    /// <summary>How long a message that hurt has to stay before it counts, in points of the person's own answer (1 to 3).</summary>
    public const string LoadHurtLeast = "load.hurt-least";

    /// <summary>How long only the person sees a flag about their work, in days (0 to 7).</summary>
    public const string FlagOwnDays = "flags.own-days";

    /// <summary>How often somebody tells their supervisor that they are struggling before a flag is raised, in times (1 to 5).</summary>
    public const string FlagStrugglingTimes = "flags.struggling-times";

    /// <summary>Within how many days that has to be, in days (7 to 56).</summary>
    public const string FlagStrugglingDays = "flags.struggling-days";

    /// <summary>Setbacks of people somebody mentors before a flag is raised, in setbacks (1 to 5).</summary>
    public const string FlagSetbacks = "flags.setbacks";

    /// <summary>Within how many days those have to be, in days (7 to 84).</summary>
    public const string FlagSetbackDays = "flags.setback-days";

    /// <summary>Days without a day on site and without a session, before it is asked whether somebody is on their own (14 to 84).</summary>
    public const string FlagAloneDays = "flags.alone-days";

    /// <summary>How long others see a flag that was closed, in days (28 to 364).</summary>
    public const string FlagShownDays = "flags.shown-days";

    /// <summary>How many days ahead a supervision that nobody has planned is told (3 to 14).</summary>
    public const string SupervisionAheadDays = "supervision.ahead-days";

    /// <summary>For how many days something that was shared or raised is told (7 to 28).</summary>
    public const string SupportToldDays = "support.told-days";

    /// <summary>Time for the duty person to answer when someone is in danger now, in minutes (1 to 15).</summary>
    public const string DutyImmediateMinutes = "duty.immediate-minutes";

    /// <summary>Time for the duty person to answer anything else, in hours (1 to 24).</summary>
    public const string DutyOtherHours = "duty.other-hours";

    /// <summary>How far ahead a turn with nobody on duty is told to the lead, in days (2 to 28).</summary>
    public const string DutyGapDays = "duty.gap-days";

    /// <summary>Longest time for which telling somebody of a concern is held back before it is looked at again, in days (7 to 28).</summary>
    public const string SafetyTellingDays = "safety.telling-days";

    /// <summary>Longest time before a concern that is watched is looked at again, in days (14 to 90).</summary>
    public const string SafetyWatchDays = "safety.watch-days";

    /// <summary>How long an open concern may lie with no day to look at it and nothing to do before the lead is told, in days (1 to 28).</summary>
    public const string SafetyQuietDays = "safety.quiet-days";

    /// <summary>Longest time before a step of trust is looked at again, in days (14 to 84).</summary>
    public const string TrustReviewDays = "trust.review-days";

    /// <summary>Longest time a step of trust may be on hold, in days (1 to 28).</summary>
    public const string TrustSuspensionDays = "trust.suspension-days";

    /// <summary>Time one person may hold a step of trust before a second agrees, in hours (1 to 24).</summary>
    public const string TrustHoldHours = "trust.hold-hours";

    /// <summary>Days late before a missed review is raised with the sponsor, in days (1 to 28).</summary>
    public const string TrustLateReviewDays = "trust.late-review-days";

    /// <summary>Time for both people to confirm a key has changed hands, in hours (1 to 72).</summary>
    public const string TrustKeyHandoverHours = "trust.key-handover-hours";

    /// <summary>Notice before the peer room is used for something else, in days (7 to 28).</summary>
    public const string SpacesDisplacementNoticeDays = "spaces.displacement-notice-days";

    /// <summary>Period that message summaries look back over, in days (28 to 182).</summary>
    public const string MessagesWindowDays = "messages.window-days";

    /// <summary>Time between weekly questions, in days (7 to 28).</summary>
    public const string MessagesPulseDays = "messages.pulse-days";

    /// <summary>Weekly answers from which on those are read in place of single messages, in weekly answers (3 to 12).</summary>
    public const string MessagesFewestPulses = "messages.fewest-pulses";

    /// <summary>Fewest messages before a summary is shown, in messages (5 to 20).</summary>
    public const string MessagesLeastCount = "messages.least-count";

    /// <summary>End of the message scale, on each side of zero, in points (2 to 2).</summary>
    public const string MessagesScaleEnd = "messages.scale-end";

    /// <summary>"Strongly mixed" when the rarer kind is at least one in, in messages (2 to 4).</summary>
    public const string MessagesStronglyMixedOneIn = "messages.strongly-mixed-one-in";

    /// <summary>"Mixed" when the rarer kind is at least one in, in messages (3 to 10).</summary>
    public const string MessagesMixedOneIn = "messages.mixed-one-in";

    /// <summary>Undermining messages before the person is offered something that may help, in messages (2 to 10).</summary>
    public const string MessagesUnderminingCount = "messages.undermining-count";

    /// <summary>Days in which those messages fall, in days (7 to 84).</summary>
    public const string MessagesUnderminingDays = "messages.undermining-days";

    /// <summary>Time for a new person to hear what staff see in them, in days (1 to 28).</summary>
    public const string MessagesBeliefDays = "messages.belief-days";

    /// <summary>Fewest people behind a climate figure, in people (5 to 20).</summary>
    public const string ClimateLeastOwners = "climate.least-owners";

    /// <summary>Largest share of a climate figure from one person, in percent (20 to 50).</summary>
    public const string ClimateMostShare = "climate.most-share";

    /// <summary>Time after a period ends before it is counted, in days (3 to 28).</summary>
    public const string ClimateWaitDays = "climate.wait-days";

    /// <summary>Time for which an answer about a place stands, in days (28 to 365).</summary>
    public const string ClimateAnswerDays = "climate.answer-days";

    /// <summary>Period in which the peer room was not taken for other uses, in days (28 to 182).</summary>
    public const string ClimateSpaceDays = "climate.space-days";

    /// <summary>Period in which a senior sponsor met the peer team, in days (7 to 84).</summary>
    public const string ClimateSponsorDays = "climate.sponsor-days";

    /// <summary>Share of staff who have learned about working with peers, in percent (50 to 100).</summary>
    public const string ClimateStaffTrainedPercent = "climate.staff-trained-percent";

    /// <summary>Time for which the course about working with peers counts, in months (12 to 60).</summary>
    public const string ClimateAlongsideMonths = "climate.alongside-months";

    /// <summary>Share of supervision held on time, in percent (50 to 100).</summary>
    public const string ClimateSupervisionPercent = "climate.supervision-percent";

    /// <summary>Time to pay expenses back, in days (1 to 28).</summary>
    public const string ClimateExpensesDays = "climate.expenses-days";

    /// <summary>Period in which a paid step up was open or filled, in months (6 to 36).</summary>
    public const string ClimatePostMonths = "climate.post-months";

    /// <summary>Period in which the work was publicly thanked, in days (28 to 182).</summary>
    public const string ClimateRecognitionDays = "climate.recognition-days";

    /// <summary>Conditions met for a place to be called enabling, in of 12 conditions (7 to 12).</summary>
    public const string ClimateEnablingLeast = "climate.enabling-least";

    /// <summary>Conditions met, at most, for a place to be called holding people back, in of 12 conditions (0 to 5).</summary>
    public const string ClimateEntrappingMost = "climate.entrapping-most";

    /// <summary>Most that somebody can ask back at once, in pounds (20 to 2000).</summary>
    public const string ExpensesMostPounds = "expenses.most-pounds";

    /// <summary>Signs of being in between that lead to an offer of support, in of 8 signs (2 to 8).</summary>
    public const string BetweenPromptCount = "between.prompt-count";

    /// <summary>The same, when messages are mixed or undermining, in of 8 signs (1 to 8).</summary>
    public const string BetweenPromptCountMixed = "between.prompt-count-mixed";

    /// <summary>Own answer, from 0 to 4, that leads to an offer by itself, in points (1 to 4).</summary>
    public const string BetweenFeltLeast = "between.felt-least";

    /// <summary>Months since someone used the same service themselves, in months (3 to 24).</summary>
    public const string BetweenRecentUserMonths = "between.recent-user-months";

    /// <summary>Days waiting for clearance while already helping, in days (7 to 84).</summary>
    public const string BetweenClearanceDays = "between.clearance-days";

    /// <summary>Weeks in the same step before we ask about moving on, in weeks (26 to 260).</summary>
    public const string ProgressStuckWeeks = "progress.stuck-weeks";

    /// <summary>Weeks since the person said they want to move on, in weeks (4 to 104).</summary>
    public const string ProgressAspirationWeeks = "progress.aspiration-weeks";

    /// <summary>Extra support after moving into a paid post, in weeks (4 to 52).</summary>
    public const string ProgressPaidCrossingWeeks = "progress.paid-crossing-weeks";

    /// <summary>Period in which we count moves to roles open to anyone, in months (6 to 60).</summary>
    public const string ProgressStatusExitMonths = "progress.status-exit-months";

    /// <summary>Period of evidence a stage looks back over, in days (84 to 730).</summary>
    public const string StagesWindowDays = "stages.window-days";

    /// <summary>Occasions needed for "steady", in occasions (2 to 10).</summary>
    public const string StagesSteadyOccasions = "stages.steady-occasions";

    /// <summary>Days between the first and last of them, in days (7 to 182).</summary>
    public const string StagesSteadySpanDays = "stages.steady-span-days";

    /// <summary>Occasions needed for "growing", in occasions (2 to 10).</summary>
    public const string StagesGrowingOccasions = "stages.growing-occasions";

    /// <summary>"Pulling both ways" when this many times the contrary occasions reaches the supporting ones, in times (1 to 4).</summary>
    public const string StagesContestedTimes = "stages.contested-times";

    /// <summary>Agreement between coders below which we warn, in alpha (0.667 to 1).</summary>
    public const string CodingAgreementWarn = "coding.agreement-warn";

    /// <summary>Agreement below which codings do not count as agreed, in alpha (0.5 to 1).</summary>
    public const string CodingAgreementBlock = "coding.agreement-block";

    /// <summary>Time for attendance to reach the officer, in working days (0 to 3).</summary>
    public const string AttendanceOfficerWorkingDays = "attendance.officer-working-days";

    /// <summary>Time for a person to show why they missed a session, in days (3 to 28).</summary>
    public const string AttendanceEvidenceDays = "attendance.evidence-days";

    /// <summary>Period in which a second breach must be referred on, in months (12 to 12).</summary>
    public const string AttendanceWarningMonths = "attendance.warning-months";

    /// <summary>Smallest number shown inside the service, in people (5 to 20).</summary>
    public const string ReportsSuppressInternal = "reports.suppress-internal";

    /// <summary>Smallest number shown outside the service, in people (10 to 50).</summary>
    public const string ReportsSuppressExternal = "reports.suppress-external";

    /// <summary>First hello after someone leaves, in months (1 to 6).</summary>
    public const string LeavingFollowUpFirstMonths = "leaving.follow-up-first-months";

    /// <summary>Second hello after someone leaves, in months (2 to 12).</summary>
    public const string LeavingFollowUpSecondMonths = "leaving.follow-up-second-months";

    /// <summary>Third hello after someone leaves, in months (3 to 24).</summary>
    public const string LeavingFollowUpThirdMonths = "leaving.follow-up-third-months";

    /// <summary>Time to say a concern was received, in working days (1 to 5).</summary>
    public const string ConcernsAnswerWorkingDays = "concerns.answer-working-days";

    /// <summary>Time to offer an outcome, in days (7 to 84).</summary>
    public const string ConcernsOutcomeDays = "concerns.outcome-days";

    /// <summary>How long a person who spoke up is protected, in days (180 to 730).</summary>
    public const string ConcernsGuardDays = "concerns.guard-days";

    /// <summary>Time to say what one makes of an answer to a concern, in days (14 to 84).</summary>
    public const string ConcernsReplyDays = "concerns.reply-days";

    /// <summary>How long a second person's answer stands, in days (7 to 56).</summary>
    public const string SecondPersonDays = "second-person.days";

    /// <summary>First reminder before clearance runs out, in days (14 to 180).</summary>
    public const string ClearanceFirstReminderDays = "clearance.first-reminder-days";

    /// <summary>Second reminder before clearance runs out, in days (7 to 90).</summary>
    public const string ClearanceSecondReminderDays = "clearance.second-reminder-days";

    /// <summary>Time to appeal when clearance is refused, in days (14 to 90).</summary>
    public const string ClearanceAppealDays = "clearance.appeal-days";

    /// <summary>Ask people for their own words about convictions, in "0 for no, 1 for yes" (0 to 1).</summary>
    public const string ClearanceConvictionText = "clearance.conviction-text";

    /// <summary>How long a yes to sharing a story lasts, in months (1 to 24).</summary>
    public const string StoriesConsentMonths = "stories.consent-months";

    /// <summary>Days that a question for a story stays open before it goes away by itself, in days (7 to 84).</summary>
    public const string StoriesOfferDays = "stories.offer-days";

    /// <summary>Days before the same person may ask for the same again, in days (28 to 365).</summary>
    public const string StoriesOfferAgainDays = "stories.offer-again-days";

    /// <summary>Peers who say what they think of a programme before it is finalised, in people (1 to 5).</summary>
    public const string ProgrammesPeerViews = "programmes.peer-views";

    /// <summary>Most times a person is asked to take part in a study, in times (1 to 3).</summary>
    public const string ResearchMostAttempts = "research.most-attempts";

    /// <summary>Keep a role record after it ends, in years (1 to 10).</summary>
    public const string KeepRoleYears = "keep.role-years";

    /// <summary>Keep a mentee's record after it closes, in years (1 to 10).</summary>
    public const string KeepMenteeYears = "keep.mentee-years";

    /// <summary>Keep an application that did not lead to a role, in months (1 to 12).</summary>
    public const string KeepApplicantMonths = "keep.applicant-months";

    /// <summary>Keep conviction text after the decision, for an appeal, in days (0 to 90).</summary>
    public const string KeepConvictionDays = "keep.conviction-days";

    /// <summary>Keep private messages, in months (3 to 36).</summary>
    public const string KeepMessageMonths = "keep.message-months";

    /// <summary>Keep who was on site and when, in months (3 to 36).</summary>
    public const string KeepPresenceMonths = "keep.presence-months";

    /// <summary>Keep concerns, in years (1 to 10).</summary>
    public const string KeepConcernYears = "keep.concern-years";

    /// <summary>Keep safeguarding records, in years (6 to 80).</summary>
    public const string KeepSafeguardingYears = "keep.safeguarding-years";

    /// <summary>Keep the record of who looked and who changed, in years (6 to 12).</summary>
    public const string KeepAuditYears = "keep.audit-years";

    /// <summary>Keep a spreadsheet that nobody comes back for, in days (1 to 28).</summary>
    public const string ImportKeepDays = "import.keep-days";

    /// <summary>Lock a shared hub computer after no use, in minutes (1 to 5).</summary>
    public const string SignInIdleHubMinutes = "sign-in.idle-hub-minutes";

    /// <summary>Lock any other computer after no use, in minutes (5 to 30).</summary>
    public const string SignInIdleOtherMinutes = "sign-in.idle-other-minutes";

    /// <summary>How long emergency access lasts, in minutes (5 to 60).</summary>
    public const string SignInEmergencyMinutes = "sign-in.emergency-minutes";

    /// <summary>Time to tell a person that emergency access was used, in days (1 to 30).</summary>
    public const string SignInEmergencyTellDays = "sign-in.emergency-tell-days";

    /// <summary>The hour from which the day's message goes, on a 24-hour clock in London (7 to 20).</summary>
    public const string RemindersHour = "reminders.hour";
}
