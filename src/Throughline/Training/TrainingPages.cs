using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Training;

/// <summary>A cohort in a list.</summary>
/// <param name="Id">The cohort.</param>
/// <param name="Name">Its name.</param>
/// <param name="Programme">The programme it does.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="Site">Where it meets.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="LastOn">The day of its last session; null for one without sessions.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Places">How many places it has.</param>
/// <param name="Taken">How many are taken, as the viewer may know it.</param>
/// <param name="NeedsPeer">Whether a coordinator has to name somebody who is or was a peer worker before it can open.</param>
/// <param name="RegistersOpen">Sessions that have been and whose register is not filled in.</param>
public sealed record CohortLine(
    Guid Id, string Name, string Programme, string Scheme, string Site, DateOnly StartsOn, DateOnly? LastOn, CohortState State, int Places, int Taken, bool NeedsPeer, int RegistersOpen);

/// <summary>What the training page shows.</summary>
/// <param name="Schemes">The schemes the viewer runs.</param>
/// <param name="Cohorts">The cohorts of those schemes, or those the viewer helps to run: running and planned ones first.</param>
/// <param name="Supervisees">For a supervisor, the people they supervise who are on a programme.</param>
/// <param name="Waiting">For a coordinator, people who go on later and wait for a place, or are in training without one.</param>
public sealed record TrainingIndex(IReadOnlyList<Named> Schemes, IReadOnlyList<CohortLine> Cohorts, IReadOnlyList<EnrolmentLine> Supervisees, IReadOnlyList<WaitingLine> Waiting);

/// <summary>Somebody who waits for a place.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="EnrolmentId">The enrolment that waits; null for somebody in training who has none.</param>
public sealed record WaitingLine(Guid PersonId, string Name, Guid? EnrolmentId);

/// <summary>Somebody on a programme, in a list.</summary>
/// <param name="Id">The enrolment.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Programme">The programme.</param>
/// <param name="Cohort">The cohort; null while they wait for one.</param>
/// <param name="State">Where they stand.</param>
/// <param name="Progress">How far they are.</param>
public sealed record EnrolmentLine(Guid Id, Guid PersonId, string Name, string Programme, string? Cohort, EnrolmentState State, TrainingProgress Progress)
{
    /// <summary>Whether all that it takes is there, so that somebody can write down that they have finished.</summary>
    public bool CanFinish => State == EnrolmentState.Attending && Progress.IsComplete;
}

/// <summary>Somebody who runs a cohort.</summary>
/// <param name="Id">The facilitation.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role they held when they were named, as shown.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when; null while they do.</param>
public sealed record FacilitatorLine(Guid Id, Guid PersonId, string Name, string Role, DateOnly From, DateOnly? To);

/// <summary>A session on a cohort's page.</summary>
/// <param name="Id">The session.</param>
/// <param name="Number">Its place in the programme.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Topics">What it covers.</param>
/// <param name="On">Its London date.</param>
/// <param name="From">When it begins by London's clocks.</param>
/// <param name="To">When it ends.</param>
/// <param name="HasBeen">Whether its day has come.</param>
/// <param name="Expected">How many people had a place on that day and are still on the course.</param>
/// <param name="Marked">For how many of them the register says something.</param>
/// <param name="LedBy">Who led it, with the role they held that day.</param>
public sealed record SessionLine(
    Guid Id, int Number, string Title, IReadOnlyList<string> Topics, DateOnly On, TimeOnly From, TimeOnly To, bool HasBeen, int Expected, int Marked, IReadOnlyList<string> LedBy);

/// <summary>A cohort's page, for its coordinators and for those who run it.</summary>
/// <param name="Id">The cohort.</param>
/// <param name="SchemeId">Its scheme.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Name">Its name.</param>
/// <param name="Site">Where it meets.</param>
/// <param name="ProgrammeKey">The programme.</param>
/// <param name="ProgrammeVersion">The version of the programme that it copied.</param>
/// <param name="NewestVersion">The newest version of the programme.</param>
/// <param name="Outline">The programme as it was copied.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Places">How many places it has.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="WithoutPeerReason">Why it goes ahead without a peer facilitator; null where there is or was one.</param>
/// <param name="WithoutPeerBy">Who decided that, where the viewer may know it.</param>
/// <param name="NeedsPeer">Whether a coordinator has to name somebody who is or was a peer worker.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme.</param>
/// <param name="Version">The version for forms.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="Facilitators">Who runs it, those who do now first.</param>
/// <param name="People">Who has or had a place, those still on it first.</param>
public sealed record CohortPage(
    Guid Id, Guid SchemeId, string Scheme, string Name, string Site, string ProgrammeKey, int ProgrammeVersion, int NewestVersion, ProgrammeOutline Outline, CohortState State, int Places,
    DateOnly StartsOn, string? WithoutPeerReason, string? WithoutPeerBy, bool NeedsPeer, bool MayRun, int Version,
    IReadOnlyList<SessionLine> Sessions, IReadOnlyList<FacilitatorLine> Facilitators, IReadOnlyList<EnrolmentLine> People);

/// <summary>One line of a register.</summary>
/// <param name="EnrolmentId">The enrolment.</param>
/// <param name="Name">Their name.</param>
/// <param name="Came">What is written down; null for nothing yet.</param>
/// <param name="WhoSaid">Who said why.</param>
/// <param name="HasWords">Whether a note is kept. It is opened on their own page, not here.</param>
/// <param name="JoinedLater">Whether they got their place after this session.</param>
public sealed record RegisterLine(Guid EnrolmentId, string Name, Came? Came, WhoSaid WhoSaid, bool HasWords, bool JoinedLater);

/// <summary>Somebody who may have led a session.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="Led">Whether it is written down that they did.</param>
public sealed record LeadChoice(Guid PersonId, string Name, bool Led);

/// <summary>The register of a session.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="CohortId">The cohort.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="CohortVersion">The cohort's version, for moving the session.</param>
/// <param name="State">Where the cohort stands.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme.</param>
/// <param name="Number">The session's place in the programme.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Topics">What it covers.</param>
/// <param name="On">Its London date.</param>
/// <param name="From">When it begins by London's clocks.</param>
/// <param name="To">When it ends.</param>
/// <param name="HasBeen">Whether its day has come.</param>
/// <param name="Lines">Who stands in it, by name.</param>
/// <param name="Leads">Who may have led it.</param>
public sealed record RegisterPage(
    Guid SessionId, Guid CohortId, string Cohort, int CohortVersion, CohortState State, bool MayRun, int Number, string Title, IReadOnlyList<string> Topics,
    DateOnly On, TimeOnly From, TimeOnly To, bool HasBeen, IReadOnlyList<RegisterLine> Lines, IReadOnlyList<LeadChoice> Leads)
{
    /// <summary>Whether it can be filled in now.</summary>
    public bool CanBeKept => HasBeen && State is CohortState.Open or CohortState.Finished;
}

/// <summary>One session on the page of somebody's course.</summary>
/// <param name="Id">The session.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Topics">What it covers.</param>
/// <param name="On">Its London date.</param>
/// <param name="From">When it begins.</param>
/// <param name="To">When it ends.</param>
/// <param name="HasBeen">Whether its day has come.</param>
/// <param name="Came">What is written down; null for nothing yet.</param>
/// <param name="WhoSaid">Who said why.</param>
/// <param name="Words">What was said, or how they caught up.</param>
public sealed record CourseSession(
    Guid Id, string Title, IReadOnlyList<string> Topics, DateOnly On, TimeOnly From, TimeOnly To, bool HasBeen, Came? Came, WhoSaid WhoSaid, string? Words);

/// <summary>One part of a portfolio on the page of somebody's course.</summary>
/// <param name="Part">What to show.</param>
/// <param name="SignOffId">The sign-off; null while there is none.</param>
/// <param name="SeenOn">When it was seen.</param>
/// <param name="SignedBy">Who signed; "Somebody" where the viewer may not know.</param>
/// <param name="WhatTheySaw">What they saw.</param>
public sealed record CoursePart(ProgrammeCompetency Part, Guid? SignOffId, DateOnly? SeenOn, string? SignedBy, string? WhatTheySaw);

/// <summary>A place that somebody had or has.</summary>
/// <param name="Cohort">The cohort.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
public sealed record PlaceLine(string Cohort, DateOnly From, DateOnly? To);

/// <summary>The page of somebody's course.</summary>
/// <param name="Id">The enrolment.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOwn">Whether it is the viewer's own.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme, and it is not their own.</param>
/// <param name="MaySign">Whether the viewer may sign parts off.</param>
/// <param name="State">Where they stand.</param>
/// <param name="EnrolledOn">Since when.</param>
/// <param name="EndedOn">When it ended.</param>
/// <param name="EndedBy">Who ended it, where somebody else did and the viewer may know.</param>
/// <param name="Note">Why they go on later, or why they were asked to stop.</param>
/// <param name="Version">The version for forms.</param>
/// <param name="CohortId">The cohort; null while they wait for one.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="CohortState">Where the cohort stands.</param>
/// <param name="WithoutPeerReason">Why the cohort goes ahead without a peer facilitator.</param>
/// <param name="Progress">How far they are.</param>
/// <param name="Sessions">The sessions of the cohorts they were in, in the order of their days.</param>
/// <param name="Parts">The parts of the portfolio.</param>
/// <param name="Places">The cohorts they had or have a place in.</param>
/// <param name="Facilitators">Who runs the cohort, as shown.</param>
/// <param name="Certificate">The certificate, where there is one.</param>
public sealed record CoursePage(
    Guid Id, Guid PersonId, string Name, bool IsOwn, bool MayRun, bool MaySign, EnrolmentState State, DateOnly EnrolledOn, DateOnly? EndedOn, string? EndedBy, string? Note, int Version,
    Guid? CohortId, string? Cohort, CohortState? CohortState, string? WithoutPeerReason, TrainingProgress Progress,
    IReadOnlyList<CourseSession> Sessions, IReadOnlyList<CoursePart> Parts, IReadOnlyList<PlaceLine> Places, IReadOnlyList<FacilitatorLine> Facilitators, CertificateLine? Certificate)
{
    /// <summary>Sessions still to come.</summary>
    public IEnumerable<CourseSession> ToCome => Sessions.Where(s => !s.HasBeen);

    /// <summary>
    /// Sessions that have been, that they missed, and that would bring them nearer to the end: those that cover a topic still missing, and any at all
    /// while sessions are missing.
    /// </summary>
    public IEnumerable<CourseSession> ToCatchUp => Sessions.Where(s => s.HasBeen && s.Came is null or Training.Came.DidNotCome
        && (Progress.SessionsMissing > 0 || s.Topics.Any(t => Progress.TopicsMissing.Contains(t, ProgrammeOutline.Same)))
        && !Sessions.Any(o => o.Came is Training.Came.Came or Training.Came.CaughtUp && ProgrammeOutline.Same.Equals(o.Title, s.Title)));
}

/// <summary>A certificate in a list.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="Number">Its number.</param>
/// <param name="Course">What the course is called on it.</param>
/// <param name="On">When the holder finished.</param>
/// <param name="TakenBack">Whether it was taken back.</param>
public sealed record CertificateLine(Guid Id, string Number, string Course, DateOnly On, bool TakenBack);

/// <summary>Training done elsewhere, as it is shown.</summary>
/// <param name="Programme">What it counts as.</param>
/// <param name="On">When it was finished.</param>
/// <param name="Words">What it was.</param>
/// <param name="By">Who recorded it, where the viewer may know.</param>
public sealed record ElsewhereLine(string Programme, DateOnly On, string? Words, string? By);

/// <summary>A cohort that somebody helped to run.</summary>
/// <param name="CohortId">The cohort.</param>
/// <param name="Cohort">Its name.</param>
/// <param name="Role">The role they held when they were named, as shown.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Led">How many sessions they led.</param>
/// <param name="Now">Whether the cohort is planned or running and they still help.</param>
public sealed record RanLine(Guid CohortId, string Cohort, string Role, DateOnly From, DateOnly? To, int Led, bool Now);

/// <summary>All the training of one person.</summary>
/// <param name="PersonId">Who.</param>
/// <param name="Name">Their name.</param>
/// <param name="IsOwn">Whether it is the viewer's own.</param>
/// <param name="LabelHasSet">On one's own page, whether nobody else is shown it because one's label has set.</param>
/// <param name="Courses">The courses, those still open first.</param>
/// <param name="Elsewhere">Training done elsewhere.</param>
/// <param name="Certificates">The certificates.</param>
/// <param name="Ran">The cohorts they helped to run.</param>
public sealed record PersonTraining(
    Guid PersonId, string Name, bool IsOwn, bool LabelHasSet, IReadOnlyList<EnrolmentLine> Courses, IReadOnlyList<ElsewhereLine> Elsewhere, IReadOnlyList<CertificateLine> Certificates, IReadOnlyList<RanLine> Ran);

/// <summary>Somebody who can be given a place.</summary>
/// <param name="HoldingId">The role.</param>
/// <param name="Name">Their name.</param>
/// <param name="State">Where they stand.</param>
public sealed record EnrolChoice(Guid HoldingId, string Name, RoleState State);

/// <summary>Somebody who can be asked to run a cohort.</summary>
/// <param name="HoldingId">The role they would be named by.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role, as shown.</param>
/// <param name="Once">Whether they held it once and hold none now.</param>
/// <param name="Cleared">Whether they are cleared for groups today.</param>
public sealed record FacilitatorOption(Guid HoldingId, string Name, string Role, bool Once, bool Cleared);

/// <summary>What a form for a new cohort offers.</summary>
/// <param name="Head">The scheme.</param>
/// <param name="Programmes">Its programmes, by key.</param>
/// <param name="Sites">Its sites in use.</param>
public sealed record CohortForm(SchemeHead Head, IReadOnlyList<(string Key, ProgrammeOutline Outline)> Programmes, IReadOnlyList<Named> Sites);

/// <summary>A programme in a list.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Outline">What it is now, with the scheme's settings.</param>
/// <param name="Version">Its newest version.</param>
/// <param name="FromScheme">Whether the scheme's template brings it.</param>
/// <param name="NeededBy">The roles that ask for it.</param>
/// <param name="Cohorts">How many cohorts do it now or are planned to.</param>
public sealed record ProgrammeLine(string Key, ProgrammeOutline Outline, int Version, bool FromScheme, IReadOnlyList<string> NeededBy, int Cohorts);

/// <summary>The programmes of a scheme.</summary>
/// <param name="Head">The scheme.</param>
/// <param name="Programmes">Those the template brings first, then by title.</param>
public sealed record ProgrammesPage(SchemeHead Head, IReadOnlyList<ProgrammeLine> Programmes);

/// <summary>An earlier or the present version of a programme.</summary>
/// <param name="Number">Which.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="By">Who made it: their name, or only their hat where the viewer may not know more.</param>
/// <param name="At">When, in UTC.</param>
public sealed record ProgrammeVersionLine(int Number, string Reason, string By, DateTimeOffset At);

/// <summary>One programme.</summary>
/// <param name="Head">The scheme.</param>
/// <param name="Line">The programme.</param>
/// <param name="Length">How many sessions the scheme's own course has by its setting; null for any other.</param>
/// <param name="Versions">Its versions, newest first.</param>
public sealed record ProgrammePage(SchemeHead Head, ProgrammeLine Line, int? Length, IReadOnlyList<ProgrammeVersionLine> Versions);

/// <summary>A certificate, to show or to print.</summary>
/// <param name="Id">The certificate.</param>
/// <param name="PersonId">The holder.</param>
/// <param name="IsOwn">Whether it is the viewer's own.</param>
/// <param name="MayTakeBack">Whether the viewer may take it back.</param>
/// <param name="Number">Its number.</param>
/// <param name="Code">Its code in groups of four.</param>
/// <param name="Course">What the course is called on it.</param>
/// <param name="On">When the holder finished.</param>
/// <param name="HolderName">The name to print.</param>
/// <param name="TakenBackOn">When it was taken back; null while it is good.</param>
/// <param name="TakenBackWhy">Why.</param>
/// <param name="Version">The version for forms.</param>
public sealed record CertificatePage(
    Guid Id, Guid PersonId, bool IsOwn, bool MayTakeBack, string Number, string Code, string Course, DateOnly On, string? HolderName, DateOnly? TakenBackOn, string? TakenBackWhy, int Version);

/// <summary>What somebody who types a certificate's code is told (INV-034): that it is genuine, when it was finished, and the name as the holder prints it.</summary>
/// <param name="On">When the holder finished.</param>
/// <param name="Name">The name as the holder chose to print it.</param>
public sealed record GenuineCertificate(DateOnly On, string Name);

/// <summary>What the training slice has waiting for a coordinator.</summary>
/// <param name="CannotOpen">Cohorts that begin within four weeks, or should have begun, and have nobody who is or was a peer worker running them.</param>
/// <param name="ToOpen">Cohorts whose first day has come and that are not open, though they could be.</param>
/// <param name="Registers">Sessions whose register is not filled in.</param>
/// <param name="CanFinish">People who have done all it takes.</param>
/// <param name="Waiting">People who wait for a place.</param>
public sealed record TrainingWaits(int CannotOpen, int ToOpen, int Registers, int CanFinish, int Waiting)
{
    /// <summary>Whether nothing waits.</summary>
    public bool IsEmpty => CannotOpen + ToOpen + Registers + CanFinish + Waiting == 0;
}

/// <summary>The viewer's own training, on the home page.</summary>
/// <param name="Course">The course that is open, with what is left; null for none.</param>
/// <param name="Next">The next session.</param>
/// <param name="CatchUp">Titles of sessions to catch up on, at most three.</param>
/// <param name="Helps">The cohorts they help to run.</param>
public sealed record MyTrainingHome(EnrolmentLine? Course, CourseSession? Next, IReadOnlyList<string> CatchUp, IReadOnlyList<CohortLine> Helps);
