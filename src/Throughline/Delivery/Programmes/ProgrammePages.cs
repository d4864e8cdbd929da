using Throughline.People;
using Throughline.Stories;

namespace Throughline.Delivery.Programmes;

/// <summary>The programmes of the schemes that somebody works in.</summary>
/// <param name="Schemes">The schemes in which the viewer can begin one.</param>
/// <param name="Programmes">The programmes, by their newest version's state and title.</param>
public sealed record ProgrammesPage(IReadOnlyList<Named> Schemes, IReadOnlyList<ProgrammeLine> Programmes);

/// <summary>One programme in a list.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Title">Its title.</param>
/// <param name="Aim">What it is for.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="VersionId">Its newest version.</param>
/// <param name="Number">That version's number.</param>
/// <param name="State">Where that version stands.</param>
/// <param name="Sessions">How many sessions that version has.</param>
public sealed record ProgrammeLine(Guid Id, string Title, string Aim, string Scheme, Guid VersionId, int Number, ProgrammeState State, int Sessions);

/// <summary>A programme's page: its versions on a line of time.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Title">Its title.</param>
/// <param name="Aim">What it is for.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="Versions">The versions, the newest first.</param>
public sealed record ProgrammePage(Guid Id, string Title, string Aim, string Scheme, IReadOnlyList<VersionOnLine> Versions);

/// <summary>A version on the line of time of its programme.</summary>
/// <param name="Id">The version.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Changes">What was to change; null for the first.</param>
/// <param name="Differences">What is different from the version before, sentence by sentence.</param>
/// <param name="Steps">The states it went through, the oldest first.</param>
/// <param name="Authors">Its authors, as the viewer may know them.</param>
/// <param name="Deliveries">The sessions that ran on it or are to.</param>
public sealed record VersionOnLine(
    Guid Id, int Number, ProgrammeState State, string? Changes, IReadOnlyList<string> Differences, IReadOnlyList<StepLine> Steps, IReadOnlyList<AuthorLine> Authors, IReadOnlyList<DeliveryLine> Deliveries);

/// <summary>That a version entered a state.</summary>
/// <param name="State">The state.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did; null where the viewer may not know them.</param>
/// <param name="Words">Why.</param>
public sealed record StepLine(ProgrammeState State, DateTimeOffset At, string? By, string? Words);

/// <summary>An author, as the viewer may know them.</summary>
/// <param name="Id">That they are named.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role they held.</param>
/// <param name="Wrote">What they wrote.</param>
public sealed record AuthorLine(Guid Id, string Name, string Role, string Wrote);

/// <summary>A session of a group that ran on a version, or is to.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="Group">The group's name.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="Title">Which session of the programme it is.</param>
/// <param name="HasBegun">Whether it has begun.</param>
/// <param name="TakenOutSince">How many names and passages that were in it then have been taken out or may not be used any more.</param>
public sealed record DeliveryLine(Guid SessionId, string Group, DateTimeOffset StartsAt, string Title, bool HasBegun, int TakenOutSince);

/// <summary>A version's page.</summary>
/// <param name="Id">The version.</param>
/// <param name="ProgrammeId">Its programme.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Title">The programme's title.</param>
/// <param name="Number">Its number.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">The version of the record, for the next change.</param>
/// <param name="MayRun">Whether the viewer coordinates the scheme.</param>
/// <param name="MayApprove">Whether the viewer's hat approves programmes.</param>
/// <param name="MayView">Whether the viewer may be asked what they think of it, as a peer.</param>
/// <param name="Sessions">Its sessions.</param>
/// <param name="Authors">Its authors.</param>
/// <param name="Stories">The passages in it that the viewer may know of.</param>
/// <param name="Views">What peers think of it.</param>
/// <param name="Steps">The states it went through.</param>
public sealed record VersionPage(
    Guid Id, Guid ProgrammeId, Guid SchemeId, string Title, int Number, ProgrammeState State, int Version, bool MayRun, bool MayApprove, bool MayView, IReadOnlyList<PlannedLine> Sessions,
    IReadOnlyList<AuthorLine> Authors, IReadOnlyList<PassageLine> Stories, IReadOnlyList<ViewLine> Views, IReadOnlyList<StepLine> Steps);

/// <summary>A session of a version.</summary>
/// <param name="Number">Its place in the order.</param>
/// <param name="Title">Its title.</param>
/// <param name="Minutes">How long it takes.</param>
/// <param name="Aim">What it is for.</param>
/// <param name="Plan">What is done in it.</param>
public sealed record PlannedLine(int Number, string Title, int Minutes, string Aim, string Plan);

/// <summary>A passage in a version.</summary>
/// <param name="Id">Its place.</param>
/// <param name="SessionNumber">The session it is for.</param>
/// <param name="Owner">Whose story it is; null where the viewer may not know them.</param>
/// <param name="Audience">Whom the owner named; null where no yes holds now.</param>
/// <param name="IsLive">Whether a yes holds now.</param>
public sealed record PassageLine(Guid Id, int SessionNumber, string? Owner, string? Audience, bool IsLive);

/// <summary>What a peer thinks of a version.</summary>
/// <param name="Name">Who.</param>
/// <param name="Words">What they think.</param>
/// <param name="At">When.</param>
/// <param name="Earlier">Whether they read it before it was last changed.</param>
public sealed record ViewLine(string Name, string? Words, DateTimeOffset At, bool Earlier);

/// <summary>A yes by which a story may be used.</summary>
/// <param name="ConsentId">The consent.</param>
/// <param name="Owner">Whose story it is.</param>
/// <param name="Audience">Whom they named.</param>
/// <param name="Until">When it ends.</param>
/// <param name="StoryId">The story.</param>
public sealed record StoryChoice(Guid ConsentId, string Owner, string? Audience, DateTimeOffset Until, Guid StoryId);

/// <summary>What a group runs and could run.</summary>
/// <param name="ActivityId">The group.</param>
/// <param name="Group">Its name.</param>
/// <param name="Current">What its next session runs on; null for nothing.</param>
/// <param name="ToCome">How many sessions are to come.</param>
/// <param name="Choices">The versions it can run.</param>
public sealed record GroupProgramme(Guid ActivityId, string Group, string? Current, int ToCome, IReadOnlyList<VersionChoice> Choices);

/// <summary>A version that can be delivered.</summary>
/// <param name="Id">The version.</param>
/// <param name="Name">The programme and the version's number.</param>
/// <param name="Sessions">How many sessions it has.</param>
public sealed record VersionChoice(Guid Id, string Name, int Sessions);

/// <summary>Everything that whoever runs a session needs, made when it is asked for.</summary>
/// <param name="SessionId">The group's session.</param>
/// <param name="Group">The group's name.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="HasBegun">Whether it has begun.</param>
/// <param name="Programme">The programme; null where the session runs on none.</param>
/// <param name="Number">The version's number.</param>
/// <param name="Session">What is done; null where the session runs on none.</param>
/// <param name="Authors">Who wrote it.</param>
/// <param name="ReadsStories">Whether the viewer may have the passages; whoever only runs the session gets them on paper from a coordinator.</param>
/// <param name="Passages">The passages that may be used at this instant, in this group.</param>
public sealed record SessionPack(
    Guid SessionId, string Group, DateTimeOffset StartsAt, bool HasBegun, string? Programme, int? Number, PlannedLine? Session, IReadOnlyList<AuthorLine> Authors, bool ReadsStories,
    IReadOnlyList<PackPassage> Passages);

/// <summary>A passage in a pack. Whose it is, is not said.</summary>
/// <param name="Words">The passage.</param>
/// <param name="Channel">In what way its owner said it may be met.</param>
public sealed record PackPassage(string Words, ConsentChannel Channel);

/// <summary>What of the viewer is in programmes.</summary>
/// <param name="Wrote">The programmes they wrote for.</param>
/// <param name="Stories">The passages of their stories.</param>
/// <param name="CannotRecall">What has been delivered with their name or words in it, the newest first.</param>
public sealed record MyProgrammesPage(IReadOnlyList<MyAuthorship> Wrote, IReadOnlyList<MyPassage> Stories, IReadOnlyList<CannotCallBack> CannotRecall);

/// <summary>A programme that the viewer wrote for.</summary>
/// <param name="ProgrammeId">The programme.</param>
/// <param name="Title">Its title.</param>
/// <param name="Wrote">What they wrote, in the newest version with them in it.</param>
/// <param name="TakenOutAt">When they asked for their name to be taken out; null while it stands.</param>
public sealed record MyAuthorship(Guid ProgrammeId, string Title, string Wrote, DateTimeOffset? TakenOutAt);

/// <summary>A passage of the viewer's story in a programme.</summary>
/// <param name="Id">Its place.</param>
/// <param name="Title">The programme's title.</param>
/// <param name="Number">The version's number.</param>
/// <param name="StoryId">The story.</param>
/// <param name="IsLive">Whether their yes holds now.</param>
/// <param name="TakenOutAt">When it was taken out; null while it is in.</param>
public sealed record MyPassage(Guid Id, string Title, int Number, Guid StoryId, bool IsLive, DateTimeOffset? TakenOutAt);

/// <summary>A session that has been with the viewer's name or words in it.</summary>
/// <param name="At">When it began.</param>
/// <param name="Title">The programme's title and the session's.</param>
/// <param name="What">What was in it.</param>
public sealed record CannotCallBack(DateTimeOffset At, string Title, string What);
