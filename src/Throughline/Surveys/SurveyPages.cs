using Throughline.People;

namespace Throughline.Surveys;

/// <summary>A wave in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Enough">Whether there are as many answers as are ever shown. How many there are is not said while it is open.</param>
public sealed record WaveLine(Guid Id, string Name, DateOnly From, DateOnly To, SurveyWaveState State, bool Enough);

/// <summary>A scheme with its waves.</summary>
/// <param name="Id">The scheme.</param>
/// <param name="Name">Its name.</param>
/// <param name="MayRun">Whether the viewer runs it.</param>
/// <param name="Smallest">Fewest answers that are ever shown.</param>
/// <param name="Waves">The newest first.</param>
public sealed record SchemeSurveys(Guid Id, string Name, bool MayRun, int Smallest, IReadOnlyList<WaveLine> Waves);

/// <summary>One version of a survey, as it is shown.</summary>
/// <param name="Number">Which.</param>
/// <param name="Reason">Why it was made.</param>
/// <param name="By">Who made it, or only their hat.</param>
/// <param name="At">When.</param>
public sealed record SurveyVersionLine(int Number, string Reason, string By, DateTimeOffset At);

/// <summary>What a scheme asks.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Version">The newest version.</param>
/// <param name="Sheet">What it asks.</param>
/// <param name="Versions">Every version, newest first; empty for the one that ships.</param>
public sealed record SurveyPage(Guid SchemeId, string Scheme, int Version, SurveySheet Sheet, IReadOnlyList<SurveyVersionLine> Versions);

/// <summary>What is needed to open a wave.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Scheme">Its name.</param>
/// <param name="Sites">Where it can be asked.</param>
/// <param name="Smallest">Fewest answers that are ever shown.</param>
/// <param name="Questions">How many questions there are.</param>
public sealed record WaveForm(Guid SchemeId, string Scheme, IReadOnlyList<Named> Sites, int Smallest, int Questions);

/// <summary>A way in.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Site">Its name.</param>
/// <param name="Code">The code in its address.</param>
public sealed record DoorLine(Guid SiteId, string Site, string Code);

/// <summary>A share of answers.</summary>
/// <param name="Hits">How many.</param>
/// <param name="Of">Of how many.</param>
public sealed record Share(int Hits, int Of)
{
    /// <summary>Whether a share in per cent says anything: with fewer answers only the counts do.</summary>
    public bool HasPercent => Of >= SmallNumbers.SmallestForPercent;

    /// <summary>Wilson's interval, where it is given.</summary>
    public (double Low, double High)? Interval => HasPercent && Of < SmallNumbers.LargestForInterval ? SmallNumbers.Wilson(Hits, Of) : null;
}

/// <summary>What was said to one question.</summary>
/// <param name="Question">The question.</param>
/// <param name="Answered">How many answered it; null for too few to be shown.</param>
/// <param name="Groups">The answers, some counted together; null where even that would tell of a few people.</param>
/// <param name="Good">How many said 4 or 5, or yes; null where the groups are.</param>
/// <param name="ByPlace">The same by place; empty where it is not shown.</param>
/// <param name="Before">The same the time before; null where the two may not be compared.</param>
public sealed record QuestionResult(SurveyQuestion Question, int? Answered, IReadOnlyList<AnswerGroup>? Groups, Share? Good, IReadOnlyList<PlaceShare> ByPlace, Share? Before);

/// <summary>What a wave said.</summary>
/// <param name="Answers">How many sheets there are.</param>
/// <param name="Response">How many of those who could have answered did.</param>
/// <param name="Places">How many by place; empty where it is not shown.</param>
/// <param name="Questions">Question by question.</param>
/// <param name="Words">The answers in words that somebody has checked, in the order of the alphabet.</param>
/// <param name="Waiting">How many wait to be checked.</param>
/// <param name="Before">The wave that it is compared with; null for none.</param>
public sealed record WaveResults(
    int Answers, Share Response, IReadOnlyList<PlaceShare> Places, IReadOnlyList<QuestionResult> Questions, IReadOnlyList<string> Words, int Waiting, WaveLine? Before);

/// <summary>One wave.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Scheme">Its scheme's name.</param>
/// <param name="MayRun">Whether the viewer runs the scheme.</param>
/// <param name="Smallest">Fewest answers that are ever shown.</param>
/// <param name="Doors">The ways in, by site.</param>
/// <param name="Enough">Whether there are as many answers.</param>
/// <param name="Results">What it said; null while it is open and where there are too few answers.</param>
public sealed record WavePage(SurveyWave Wave, string Scheme, bool MayRun, int Smallest, IReadOnlyList<DoorLine> Doors, bool Enough, WaveResults? Results);

/// <summary>The answers in words of a wave, for whoever checks them.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Version">The version of the words.</param>
/// <param name="Words">All of them, in the order of the alphabet; the place in it is what a decision names.</param>
public sealed record SurveyWordsPage(Guid WaveId, string Name, int Version, IReadOnlyList<SaidWords> Words);

/// <summary>A wave that can be handed out.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="Audience">Who is asked.</param>
public sealed record OpenWaveLine(Guid Id, string Name, string Scheme, string Audience);

/// <summary>The page on which somebody answers.</summary>
/// <param name="Code">The code in its address.</param>
/// <param name="Sheet">What it asks.</param>
/// <param name="IsOpen">Whether it takes answers today.</param>
/// <param name="NeedsCode">Whether a printed code is asked for.</param>
/// <param name="Number">A new random number for the page, so that it counts once.</param>
public sealed record DoorPage(string Code, SurveySheet Sheet, bool IsOpen, bool NeedsCode, string Number);
