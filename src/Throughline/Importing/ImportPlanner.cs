using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Files;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>What is to be done with one row.</summary>
internal abstract record RowPlan(int Line)
{
    internal sealed record Bad(int Line, string Why) : RowPlan(Line);

    internal sealed record Here(int Line) : RowPlan(Line);

    internal sealed record Add(int Line, Person? NewPerson, Guid PersonId, string? ContactNote, RoleHolding Holding) : RowPlan(Line);
}

/// <summary>
/// Works out what to do with the rows of a file, chunk by chunk and always in the same way: once to check, once to bring in. Whom the viewer may
/// not see it does not know either.
/// </summary>
internal sealed class ImportPlanner(ImportRun run, IReadOnlyList<RoleDefinition> roles, DateOnly today, DateTimeOffset now, Func<Guid> newId)
{
    private readonly Dictionary<string, int> columns = run.Fields.Select((field, index) => (field, index)).Where(c => c.field.Length > 0).ToDictionary(c => c.field, c => c.index);
    private readonly Dictionary<string, Known> known = new(StringComparer.Ordinal);

    /// <summary>Plans one chunk, with two queries whatever its size.</summary>
    public async Task<List<RowPlan>> PlanAsync(ThroughlineContext context, IReadOnlyList<StagedRow> rows, CancellationToken cancellation)
    {
        var read = rows.Select(Read).ToList();
        await RecogniseAsync(context, [.. read.Where(r => r.Problem is null).Select(r => r.Key!).Where(key => !known.ContainsKey(key)).Distinct()], cancellation);
        return [.. read.Select(Plan)];
    }

    private RowPlan Plan(ReadRow row)
    {
        if (row.Problem is { } problem)
        {
            return new RowPlan.Bad(row.Line, problem);
        }

        if (!known.TryGetValue(row.Key!, out var person))
        {
            known[row.Key!] = person = new Known(newId(), row.Details!, IsNew: true);
        }
        else if (row.Details!.Reference is not null && NameFolding.SortKey(row.Details.PreferredName!, row.Details.FamilyName) != NameFolding.SortKey(person.Details.PreferredName!, person.Details.FamilyName))
        {
            return new RowPlan.Bad(row.Line, $"The reference “{row.Details.Reference}” belongs to {Name(person.Details)}, but this row is about {Name(row.Details)}. Check the reference or the name.");
        }

        var same = person.Holdings.Where(h => h.RoleDefinitionId == row.Role!.Id).ToList();
        if (same.Any(h => h.From == row.From && h.To == row.To))
        {
            return new RowPlan.Here(row.Line);
        }

        if (same.FirstOrDefault(h => h.Overlaps(row.From, row.To)) is { } other)
        {
            var until = other.To is { } to ? $"to {to:d MMMM yyyy}" : "and goes on";
            return new RowPlan.Bad(row.Line, $"{Name(row.Details!)} already has the role {row.Role!.Title} from {other.From:d MMMM yyyy} {until}. The same role cannot overlap itself.");
        }

        var made = RoleHolding.FromHistory(newId(), person.Id, row.Role!, row.State, row.From, row.To, row.ExitReason, row.Hours);
        if (made.Refusal is { } refusal)
        {
            return new RowPlan.Bad(row.Line, refusal.Sentence);
        }

        Person? added = null;
        if (person is { IsNew: true, Added: false })
        {
            added = Person.Add(person.Id, person.Details, now).Value;
            person.Added = true;
        }

        person.Holdings.Add(made.Value);
        return new RowPlan.Add(row.Line, added, person.Id, added is null ? null : row.ContactNote, made.Value);
    }

    private async Task RecogniseAsync(ThroughlineContext context, IReadOnlyList<string> keys, CancellationToken cancellation)
    {
        var references = keys.Where(k => k.StartsWith("r:", StringComparison.Ordinal)).Select(k => k[2..]).ToList();
        var names = keys.Where(k => k.StartsWith("n:", StringComparison.Ordinal)).Select(k => k[2..]).ToList();
        var found = await context.People.AsNoTracking()
            .Where(p => (p.Reference != null && references.Contains(p.Reference)) || (p.Reference == null && names.Contains(p.SortName)))
            .OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.Reference, p.SortName, p.PreferredName, p.FamilyName })
            .ToListAsync(cancellation);
        if (found.Count == 0)
        {
            return;
        }

        var ids = found.Select(p => p.Id).ToList();
        var holdings = (await context.RoleHoldings.AsNoTracking().Where(h => ids.Contains(h.PersonId)).ToListAsync(cancellation)).ToLookup(h => h.PersonId);
        foreach (var person in found)
        {
            var key = person.Reference is { } reference ? $"r:{reference}" : $"n:{person.SortName}";
            var details = new PersonDetails(person.PreferredName, person.FamilyName, Reference: person.Reference);
            if (known.TryAdd(key, new Known(person.Id, details, IsNew: false)))
            {
                known[key].Holdings.AddRange(holdings[person.Id]);
            }
        }
    }

    private ReadRow Read(StagedRow row)
    {
        if (row.Problem is { } unreadable)
        {
            return new ReadRow(row.Line, unreadable);
        }

        var details = Details(row);
        if (details.Check() is { } wrong)
        {
            return new ReadRow(row.Line, wrong.Sentence + ".");
        }

        var title = Cell(row, ImportField.Role);
        var role = columns.ContainsKey(ImportField.Role)
            ? roles.FirstOrDefault(r => Same(r.Title, title) || Same(r.Key, title))
            : roles.FirstOrDefault(r => r.Id == run.RoleForAllId);
        if (role is null)
        {
            return new ReadRow(row.Line, title is null ? "There is no role in this row." : $"“{title}” is not a role of this scheme. Its roles are {string.Join(", ", roles.Select(r => r.Title))}.");
        }

        if (!UkDate.TryRead(Cell(row, ImportField.From), out var from, out var noFrom))
        {
            return new ReadRow(row.Line, $"First day: {noFrom.Sentence}");
        }

        DateOnly? to = null;
        if (Cell(row, ImportField.To) is { } last)
        {
            if (!UkDate.TryRead(last, out var end, out var noTo))
            {
                return new ReadRow(row.Line, $"Last day: {noTo.Sentence}");
            }

            to = end;
        }

        if (from > today)
        {
            return new ReadRow(row.Line, $"The first day, {from:d MMMM yyyy}, has not come yet.");
        }

        if (to < from)
        {
            return new ReadRow(row.Line, $"The last day, {to:d MMMM yyyy}, is before the first day, {from:d MMMM yyyy}.");
        }

        if (to > today)
        {
            return new ReadRow(row.Line, $"The last day, {to:d MMMM yyyy}, has not come yet. Leave it empty while the role goes on.");
        }

        RoleState? state = null;
        if (Cell(row, ImportField.State) is { } stands)
        {
            var match = Enum.GetValues<RoleState>().Where(s => Same(s.Name(), stands) || Same(Enum.GetName(s)!, stands)).Cast<RoleState?>().FirstOrDefault();
            if (match is null || match == RoleState.Paused || (match.Value.IsOver() && to is null) || (!match.Value.IsOver() && (match == RoleState.Held) == role.OnLadder))
            {
                return new ReadRow(row.Line, $"“{stands}” is not where somebody can stand as {role.Title}. {(role.OnLadder ? $"Use one of: {Steps}." : "Leave it empty.")}");
            }

            state = match.Value.IsOver() ? null : match;
        }
        else if (role.OnLadder && to is null)
        {
            return new ReadRow(row.Line, $"Say where they stand as {role.Title}: {Steps}.");
        }

        ExitReason? reason = null;
        if (Cell(row, ImportField.ExitReason) is { } why)
        {
            reason = Enum.GetValues<ExitReason>().Where(r => Same(r.Name(), why) || Same(Enum.GetName(r)!, why)).Cast<ExitReason?>().FirstOrDefault();
            if (reason is null)
            {
                return new ReadRow(row.Line, $"“{why}” is not one of the reasons for ending. Use one of the scheme's reasons, or leave it empty.");
            }

            if (to is null)
            {
                return new ReadRow(row.Line, "There is a reason for ending but no last day.");
            }
        }

        decimal? hours = null;
        if (Cell(row, ImportField.Hours) is { } typed)
        {
            if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) || number is < 0 or > 60)
            {
                return new ReadRow(row.Line, $"“{typed}” is not a number of hours from 0 to 60.");
            }

            hours = Math.Round(number, 2);
        }

        var note = Cell(row, ImportField.ContactNote);
        if (note?.Length > Person.ContactNoteMaxLength)
        {
            return new ReadRow(row.Line, $"How to be in touch must be {Person.ContactNoteMaxLength} characters or fewer.");
        }

        var key = details.Reference is { } reference ? $"r:{reference.Trim()}" : $"n:{NameFolding.SortKey(details.PreferredName!, details.FamilyName)}";
        return new ReadRow(row.Line, null) { Key = key, Details = details, Role = role, State = state, From = from, To = to, ExitReason = reason, Hours = hours, ContactNote = note };
    }

    private static string Steps { get; } = string.Join(", ", new[]
    {
        RoleState.Interested, RoleState.Applied, RoleState.Offered, RoleState.InTraining, RoleState.TrainedAwaitingClearance, RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior,
    }.Select(s => s.Name()));

    private PersonDetails Details(StagedRow row)
    {
        var reference = Cell(row, ImportField.Reference);
        var pronouns = Cell(row, ImportField.Pronouns);
        if (Cell(row, ImportField.FullName) is not { } whole)
        {
            return new PersonDetails(Cell(row, ImportField.PreferredName), Cell(row, ImportField.FamilyName), pronouns, reference);
        }

        var words = whole.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length < 2 ? new PersonDetails(whole, null, pronouns, reference) : new PersonDetails(string.Join(' ', words[..^1]), words[^1], pronouns, reference);
    }

    private string? Cell(StagedRow row, string field) =>
        columns.TryGetValue(field, out var index) && index < row.Cells.Length && !string.IsNullOrWhiteSpace(row.Cells[index]) ? row.Cells[index] : null;

    private static bool Same(string text, string? typed) => typed is not null && NameFolding.Fold(text) == NameFolding.Fold(typed);

    private static string Name(PersonDetails details) => details.FamilyName is null ? details.PreferredName! : $"{details.PreferredName} {details.FamilyName}";

    private sealed record Known(Guid Id, PersonDetails Details, bool IsNew)
    {
        public bool Added { get; set; }

        public List<RoleHolding> Holdings { get; } = [];
    }

    private sealed record ReadRow(int Line, string? Problem)
    {
        public string? Key { get; init; }

        public PersonDetails? Details { get; init; }

        public RoleDefinition? Role { get; init; }

        public RoleState? State { get; init; }

        public DateOnly From { get; init; }

        public DateOnly? To { get; init; }

        public ExitReason? ExitReason { get; init; }

        public decimal? Hours { get; init; }

        public string? ContactNote { get; init; }
    }
}
