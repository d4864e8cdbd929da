using Throughline.Stories.Stages;

namespace Throughline.Throughlines;

/// <summary>The picture's content as tables, for those who would rather read than look. Each mark of the picture has a row.</summary>
public static class ThroughlineTable
{
    /// <summary>The id of the element around the tables: groups of marks on one date lead there.</summary>
    public const string Anchor = "throughline-table";

    /// <summary>One table for each lane that has something in the period, top to bottom as in the picture.</summary>
    /// <param name="model">What the picture draws.</param>
    public static IReadOnlyList<TableSection> Of(ThroughlineModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var sections = new List<TableSection>();
        Add(sections, "milestones", "Milestones", model.MilestonesInPeriod.Select(mark => new TableRow(mark.On, DateWords.Long(mark.On), mark.Label, mark.Href)));
        Add(sections, "roles", "Roles", model.RolesInPeriod.Select(role => new TableRow(
            role.From, role.To is { } to ? DateWords.Range(role.From, to) : $"Since {DateWords.Long(role.From)}", role.What, role.Href)));
        if (model.ShowsWords)
        {
            foreach (var lane in model.Words.OrderBy(lane => lane.Stage))
            {
                var name = WordsLayout.Sentence(model.ShowFieldTerms ? lane.Stage.PlainNameWithTerm() : lane.Stage.PlainName());
                var reviews = Changes(lane).Where(row => row.On >= model.From && row.On <= model.To);
                var marks = model.InPeriod(lane.Marks).Select(mark => new TableRow(mark.On, DateWords.Long(mark.On), WordsLayout.Sentence(mark.What), mark.Href));
                sections.Add(new TableSection(
                    $"words-{WordsLayout.Key(lane.Stage)}", $"Words and deeds: {name}", [.. marks.Concat(reviews).OrderBy(row => row.On)],
                    new TableStanding(WordsLayout.Sentence(lane.Status.PlainWords()), lane.Basis, lane.OwnViewWords, lane.EvidenceHref)));
            }
        }

        foreach (var lane in model.LanesInPeriod)
        {
            Add(sections, $"lane-{lane.Key}", lane.Heading, model.InPeriod(lane.Marks).Select(mark => new TableRow(
                mark.On, DateWords.Long(mark.On), WordsLayout.Sentence(mark.What), mark.Href)));
        }

        return sections;
    }

    // A review that found the same again has no row, as it has no mark in the picture.
    private static IEnumerable<TableRow> Changes(StageLane lane)
    {
        StageStatus? before = null;
        foreach (var step in lane.Steps.OrderBy(step => step.On))
        {
            if (step.Status != before)
            {
                var words = before is { } earlier ? $"{earlier.PlainWords()} → {step.Status.PlainWords()}" : step.Status.PlainWords();
                yield return new TableRow(step.On, DateWords.Long(step.On), $"Review: {words}", step.Href);
            }

            before = step.Status;
        }
    }

    private static void Add(List<TableSection> sections, string key, string caption, IEnumerable<TableRow> rows)
    {
        var all = rows.ToArray();
        if (all.Length > 0)
        {
            sections.Add(new TableSection(key, caption, all, null));
        }
    }
}

/// <summary>The rows of one lane.</summary>
/// <param name="Key">The lane's key in the picture.</param>
/// <param name="Caption">What the table is called.</param>
/// <param name="Rows">Oldest first; none when a stage has nothing in the period.</param>
/// <param name="Standing">For a stage, how it stands now; otherwise null.</param>
public sealed record TableSection(string Key, string Caption, IReadOnlyList<TableRow> Rows, TableStanding? Standing);

/// <summary>How a stage stands, with what must be shown beside it.</summary>
/// <param name="Status">The status in plain words.</param>
/// <param name="Basis">Whose accounts it rests on, or that the record has a gap.</param>
/// <param name="OwnView">The owner's view, or that it has not been given.</param>
/// <param name="Href">The page that lists the evidence.</param>
public sealed record TableStanding(string Status, string Basis, string OwnView, string Href);

/// <summary>One thing.</summary>
/// <param name="On">Its first London date, to sort by.</param>
/// <param name="When">Its date or dates in words.</param>
/// <param name="What">What it is.</param>
/// <param name="Href">The page behind it.</param>
public sealed record TableRow(DateOnly On, string When, string What, string Href);
