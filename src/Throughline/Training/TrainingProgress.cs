namespace Throughline.Training;

/// <summary>A session that somebody came to, or has caught up on.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Topics">What it covered.</param>
public sealed record SessionDone(string Title, IReadOnlyList<string> Topics);

/// <summary>How far somebody is with a programme, by its rule (INV-032). It counts sessions, topics and parts; it says nothing of the person.</summary>
/// <param name="Outline">The programme as their cohort has it.</param>
/// <param name="Done">Different sessions they came to or caught up on, at most as many as there are.</param>
/// <param name="TopicsMissing">Topics that everybody must cover and they have not yet.</param>
/// <param name="PartsMissing">Parts not signed off yet.</param>
public sealed record TrainingProgress(ProgrammeOutline Outline, int Done, IReadOnlyList<string> TopicsMissing, IReadOnlyList<string> PartsMissing)
{
    /// <summary>Works it out.</summary>
    /// <param name="outline">The programme as their cohort has it.</param>
    /// <param name="sessions">The sessions they came to or caught up on, in any cohort of the programme.</param>
    /// <param name="signedOff">The parts that were signed off.</param>
    public static TrainingProgress Of(ProgrammeOutline outline, IEnumerable<SessionDone> sessions, IEnumerable<string> signedOff)
    {
        var done = sessions.ToList();
        var topics = done.SelectMany(s => s.Topics).ToHashSet(ProgrammeOutline.Same);
        var parts = signedOff.ToHashSet(ProgrammeOutline.Same);
        return new TrainingProgress(
            outline,
            Math.Min(done.Select(s => s.Title).Distinct(ProgrammeOutline.Same).Count(), outline.Sessions.Count),
            [.. outline.MandatoryTopics.Where(t => !topics.Contains(t))],
            [.. outline.Competencies.Select(c => c.Title).Where(t => !parts.Contains(t))]);
    }

    /// <summary>Sessions still to come to.</summary>
    public int SessionsMissing => Math.Max(0, Outline.SessionsToComplete - Done);

    /// <summary>True when everything that it takes is there.</summary>
    public bool IsComplete => SessionsMissing == 0 && TopicsMissing.Count == 0 && PartsMissing.Count == 0;

    /// <summary>How many parts are signed off.</summary>
    public int PartsDone => Outline.Competencies.Count - PartsMissing.Count;

    /// <summary>The numbers in one sentence.</summary>
    public string Numbers => Outline.Shape == ProgrammeShape.Portfolio
        ? $"{PartsDone} of {ProgrammeOutline.Count(Outline.Competencies.Count, "part", "parts")} signed off."
        : $"{Done} of {ProgrammeOutline.Count(Outline.Sessions.Count, "session", "sessions")}, and {Outline.SessionsToComplete} are needed."
            + (Outline.MandatoryTopics.Count == 0 ? "" : $" {Outline.MandatoryTopics.Count - TopicsMissing.Count} of {ProgrammeOutline.Count(Outline.MandatoryTopics.Count, "topic", "topics")} that everybody does.");

    /// <summary>What is missing, each in a few words; empty when nothing is.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. SessionsMissing > 0 ? [ProgrammeOutline.Count(SessionsMissing, "more session", "more sessions")] : Array.Empty<string>(),
        .. TopicsMissing.Select(t => $"the topic “{t}”"),
        .. PartsMissing.Select(p => $"the part “{p}”"),
    ];
}

/// <summary>What it takes to finish is not all there yet (INV-032, INV-033).</summary>
/// <param name="Programme">The programme.</param>
/// <param name="Missing">What is missing, each in a few words.</param>
public sealed record TrainingNotFinished(string Programme, IReadOnlyList<string> Missing) : Refusal("training-not-finished")
{
    /// <inheritdoc />
    public override string Sentence => Missing.Count == 0
        ? $"“{Programme}” comes first. They have not begun it here, and nothing is written down of the same training elsewhere."
        : $"“{Programme}” comes first. Still missing: {string.Join(", ", Missing)}.";
}
