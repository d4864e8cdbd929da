namespace Throughline.Stories.Stages;

/// <summary>A coder's mark on a passage, as the rule of agreement needs it.</summary>
/// <param name="CodingId">The coding.</param>
/// <param name="CoderId">Who made it.</param>
/// <param name="SourceVersionId">The exact version of the text that was marked.</param>
/// <param name="Start">First UTF-16 character of the passage, from 0.</param>
/// <param name="End">The character after the last; greater than <paramref name="Start"/>.</param>
/// <param name="Stage">What it was marked as.</param>
/// <param name="Polarity">Which way.</param>
public sealed record CodingMark(Guid CodingId, Guid CoderId, Guid SourceVersionId, int Start, int End, Stage Stage, Polarity Polarity)
{
    /// <summary>The coder had finished the training for this codebook when the mark was made.</summary>
    public bool CoderTrained { get; init; }

    /// <summary>The coder could not see anybody else's marks on this text until both had handed theirs in.</summary>
    public bool MadeBlind { get; init; }

    /// <summary>Whether two marks share at least one character of the same version. Passages that only touch do not.</summary>
    /// <param name="other">The other mark.</param>
    public bool Overlaps(CodingMark other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SourceVersionId == other.SourceVersionId && Math.Max(Start, other.Start) < Math.Min(End, other.End);
    }
}

/// <summary>What the owner of the words says about a mark on them.</summary>
public enum OwnerAnswer
{
    /// <summary>Not asked yet, or asked and silent. Silence is not agreement.</summary>
    NotYetGiven,

    /// <summary>“Yes, that's right.”</summary>
    ThatsRight,

    /// <summary>“No, that's not it.”</summary>
    ThatsNotIt,
}

/// <summary>The decision of a third person where two coders differed.</summary>
/// <param name="CodingId">The mark decided on.</param>
/// <param name="AdjudicatorId">Who decided; never the mark's own coder.</param>
/// <param name="Accepted">Whether the mark stands.</param>
public sealed record Adjudication(Guid CodingId, Guid AdjudicatorId, bool Accepted);

/// <summary>
/// Which codings count as agreed. Everyday work and research have different rules and different stores, and neither reads the
/// other's (INV-155, E12).
/// </summary>
public static class Agreement
{
    /// <summary>
    /// Everyday work: one trained coder, who is not the owner, and the owner's “yes, that's right”. When the owner takes the yes back, the
    /// coding stops counting.
    /// </summary>
    /// <param name="mark">The coder's mark.</param>
    /// <param name="ownerId">Whose words they are.</param>
    /// <param name="answer">What the owner says.</param>
    public static bool Operational(CodingMark mark, Guid ownerId, OwnerAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(mark);
        return mark.CoderTrained && mark.CoderId != ownerId && answer == OwnerAnswer.ThatsRight;
    }

    /// <summary>
    /// Research: two coders, blind to each other, gave the same stage and polarity to overlapping text, or a third person accepted the
    /// mark. A mark that a third person did not accept never counts.
    /// </summary>
    /// <param name="marks">All marks on the material, in any order.</param>
    /// <param name="adjudications">Decisions on some of them; the last one for a mark holds.</param>
    /// <returns>The marks that are agreed, in the order given. Both partners of a pair are in it: they are one occasion.</returns>
    /// <exception cref="ArgumentException">A coder decided on their own mark.</exception>
    public static IReadOnlyList<CodingMark> Research(IReadOnlyList<CodingMark> marks, IReadOnlyList<Adjudication> adjudications)
    {
        ArgumentNullException.ThrowIfNull(marks);
        ArgumentNullException.ThrowIfNull(adjudications);

        var decided = new Dictionary<Guid, bool>();
        foreach (var decision in adjudications)
        {
            if (marks.Any(mark => mark.CodingId == decision.CodingId && mark.CoderId == decision.AdjudicatorId))
            {
                throw new ArgumentException("Nobody settles a difference about their own mark.", nameof(adjudications));
            }

            decided[decision.CodingId] = decision.Accepted;
        }

        var groups = marks.ToLookup(mark => (mark.SourceVersionId, mark.Stage, mark.Polarity));
        return
        [
            .. marks.Where(mark => decided.TryGetValue(mark.CodingId, out var accepted)
                ? accepted
                : mark.MadeBlind && groups[(mark.SourceVersionId, mark.Stage, mark.Polarity)].Any(other =>
                    other.CoderId != mark.CoderId && other.MadeBlind && other.Overlaps(mark)
                    && decided.GetValueOrDefault(other.CodingId, true))),
        ];
    }
}
