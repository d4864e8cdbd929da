using System.Globalization;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Throughline.Files;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>What is to be done with one row.</summary>
internal abstract record RowPlan(int Line)
{
    /// <summary>Since when they have waited for a mentor, and for what; null for somebody who has not asked.</summary>
    public (DateOnly Since, string? For)? Wait { get; init; }

    internal sealed record Bad(int Line, string Why) : RowPlan(Line);

    /// <param name="Row">The row, and whom it could be taken for.</param>
    internal sealed record Ask(Namesake Row) : RowPlan(Row.Line);

    /// <param name="Line">The row.</param>
    /// <param name="PersonId">Whose role it is.</param>
    internal sealed record Here(int Line, Guid PersonId) : RowPlan(Line);

    /// <param name="Line">The row.</param>
    /// <param name="PersonId">Whose role it is.</param>
    /// <param name="WasHere">True when they were here before the import began.</param>
    /// <param name="NewPerson">The person to add first; null when they are here, or came with an earlier row.</param>
    /// <param name="ContactNote">How to be in touch with a new person.</param>
    /// <param name="Holding">The role.</param>
    internal sealed record Add(int Line, Guid PersonId, bool WasHere, Person? NewPerson, string? ContactNote, RoleHolding Holding) : RowPlan(Line);
}

/// <summary>The dates of a role that somebody holds or held.</summary>
internal sealed record Spell(Guid RoleId, DateOnly From, DateOnly? To)
{
    /// <summary>True once a row of the file was found to be it: another row that says the same is another person's, or came twice.</summary>
    public bool Met { get; set; }

    /// <summary>True when it is that role on those days.</summary>
    public bool Is(Guid roleId, DateOnly from, DateOnly? to) => RoleId == roleId && From == from && To == to;

    /// <summary>True when it shares a date with another.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => (To is null || from <= To) && (to is null || From <= to);
}

/// <summary>
/// Works out what to do with the rows of a file, chunk by chunk and always in the same way: once to check, once to bring in. Whom the viewer may
/// not see it does not know either. A row without a reference is put on nobody by its name alone: whoever brings the file says whose it is. Only one
/// that is here already, role and both days, is left as it is.
/// </summary>
internal sealed class ImportPlanner(
    ImportRun run, IReadOnlyList<RoleDefinition> roles, IReadOnlyList<Namesake> namesakes, DateOnly today, DateTimeOffset now, Func<Guid> newId)
{
    private const int WaitsForMaxLength = 1000;

    private static readonly Dictionary<string, RoleState> States = Named(Enum.GetValues<RoleState>(), state => state.Name());
    private static readonly Dictionary<string, ExitReason> Reasons = Named(Enum.GetValues<ExitReason>(), reason => reason.Name());

    private readonly Dictionary<string, int> columns = run.Fields.Select((field, index) => (field, index)).Where(c => c.field.Length > 0).ToDictionary(c => c.field, c => c.index);
    private readonly Dictionary<string, RoleDefinition> named = Folded(roles.SelectMany(role => new[] { (role.Title, role), (role.Key, role) }));
    private readonly RoleDefinition? forAll = roles.FirstOrDefault(r => r.Id == run.RoleForAllId);
    private readonly Dictionary<string, Known> byReference = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Known>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Known> here = [];
    private readonly Dictionary<int, Namesake> said = namesakes.Where(n => n.Same is not null).ToDictionary(n => n.Line);
    private readonly HashSet<Guid> madeForOneRow = [.. namesakes.Select(n => n.NewPersonId).OfType<Guid>()];

    /// <summary>Plans one chunk, with at most three queries whatever its size.</summary>
    public async Task<List<RowPlan>> PlanAsync(ThroughlineContext context, IReadOnlyList<StagedRow> rows, CancellationToken cancellation)
    {
        var read = rows.Select(Read).ToList();
        await RecogniseAsync(context, read, cancellation);
        return [.. read.Select(Plan)];
    }

    private RowPlan Plan(ReadRow row) => row.Problem is { } problem ? new RowPlan.Bad(row.Line, problem) : row.Details!.Reference is null ? ByName(row) : ByReference(row);

    private RowPlan ByReference(ReadRow row)
    {
        if (!byReference.TryGetValue(row.Key!, out var person))
        {
            byReference[row.Key!] = person = Known.New(newId(), row);
        }
        else if (NameFolding.SortKey(row.Details!.PreferredName!, row.Details.FamilyName) != NameFolding.SortKey(person.PreferredName, person.FamilyName))
        {
            return new RowPlan.Bad(row.Line, $"The reference “{row.Details.Reference}” belongs to {Name(person.PreferredName, person.FamilyName)}, but this row is about {Name(row.Details)}. Check the reference or the name.");
        }

        return Of(person, row);
    }

    // An answer holds for whom it was given about; where that is somebody else by now, it is asked again.
    private RowPlan ByName(ReadRow row)
    {
        var there = byName[row.Key!];
        var first = there.Find(p => !madeForOneRow.Contains(p.Id));
        var answer = said.GetValueOrDefault(row.Line);
        if (first is not null && answer is not null && (answer.PersonId is { } id ? id != first.Id : answer.OtherLine != first.Line))
        {
            answer = null;
        }

        var person = answer switch
        {
            { Same: false, NewPersonId: { } other } => there.Find(p => p.Id == other) ?? Added(other),
            { Same: true } when first is not null => first,
            _ => there.Find(p => !madeForOneRow.Contains(p.Id) && p.Spells.Exists(s => !s.Met && s.Is(row.Role!.Id, row.From, row.To))),
        };
        if (person is null && first is not null)
        {
            var who = $"{Name(row.Details!)}, {row.Role!.Title} from {row.From:d MMMM yyyy}{(row.To is { } to ? $" to {to:d MMMM yyyy}" : "")}";
            return new RowPlan.Ask(new Namesake(row.Line, who, first.WasHere ? first.Id : null, first.WasHere ? null : first.Line));
        }

        person ??= Added(newId());
        person.Line ??= row.Line;
        return Of(person, row);

        Known Added(Guid newcomer)
        {
            var added = Known.New(newcomer, row);
            there.Add(added);
            return added;
        }
    }

    private RowPlan Of(Known person, ReadRow row)
    {
        var same = person.Spells.FindAll(spell => spell.RoleId == row.Role!.Id);
        if (same.Find(spell => spell.Is(row.Role!.Id, row.From, row.To)) is { } there)
        {
            there.Met = true;
            return new RowPlan.Here(row.Line, person.Id) { Wait = row.Wait };
        }

        if (same.FirstOrDefault(spell => spell.Overlaps(row.From, row.To)) is { } other)
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
        if (person is { WasHere: false, Added: false })
        {
            added = Person.Add(person.Id, row.Details!, now).Value;
            person.Added = true;
        }

        person.Spells.Add(new Spell(row.Role!.Id, row.From, row.To) { Met = true });
        return new RowPlan.Add(row.Line, person.Id, person.WasHere, added, added is null ? null : row.ContactNote, made.Value) { Wait = row.Wait };
    }

    private async Task RecogniseAsync(ThroughlineContext context, List<ReadRow> rows, CancellationToken cancellation)
    {
        var references = New(named: false, byReference.ContainsKey);
        var names = New(named: true, byName.ContainsKey);
        names.ForEach(name => byName[name] = []);
        var referred = await FindAsync(references, p => EF.Parameter(references).Contains(p.Reference!));
        var called = await FindAsync(names, p => p.ErasedAt == null && EF.Parameter(names).Contains(p.SortName));
        var found = referred.Concat(called).DistinctBy(p => p.Id).Where(p => !here.ContainsKey(p.Id)).ToList();
        if (found.Count > 0)
        {
            var ids = found.ConvertAll(p => p.Id);
            var spells = (await context.RoleHoldings.AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.PersonId))
                .Select(h => new { h.PersonId, Spell = new Spell(h.RoleDefinitionId, h.From, h.To) }).ToListAsync(cancellation)).ToLookup(h => h.PersonId, h => h.Spell);
            foreach (var person in found)
            {
                here[person.Id] = new Known(person.Id, person.PreferredName, person.FamilyName, WasHere: true);
                here[person.Id].Spells.AddRange(spells[person.Id]);
            }
        }

        referred.ForEach(p => byReference[p.Reference!] = here[p.Id]);
        called.ForEach(p => byName[p.SortName].Add(here[p.Id]));

        List<string> New(bool named, Func<string, bool> isKnown) =>
            [.. rows.Where(r => r.Problem is null && (r.Details!.Reference is null) == named).Select(r => r.Key!).Where(key => !isKnown(key)).Distinct(StringComparer.Ordinal)];

        async Task<List<Found>> FindAsync(List<string> wanted, Expression<Func<Person, bool>> match) => wanted.Count == 0 ? [] : await context.People.AsNoTracking()
            .Where(match).OrderBy(p => p.Id).Select(p => new Found(p.Id, p.Reference, p.SortName, p.PreferredName, p.FamilyName)).ToListAsync(cancellation);
    }

    // A row is read to its end: whoever puts it right is told everything that is wrong with it at once.
    private ReadRow Read(StagedRow row)
    {
        if (row.Problem is { } unreadable)
        {
            return new ReadRow(row.Line, unreadable);
        }

        List<string> wrong = [];
        var details = Details(row);
        if (details.Check() is { } unnamed)
        {
            wrong.Add(unnamed.Sentence + ".");
        }

        var role = ReadRole(row, wrong);
        var (from, to) = ReadDays(row, wrong);
        var ended = Cell(row, ImportField.To) is not null;
        var state = role is null ? null : ReadState(row, role, ended, wrong);
        var reason = ReadExitReason(row, ended, wrong);
        var hours = ReadHours(row, wrong);
        var note = Cell(row, ImportField.ContactNote);
        if (note?.Length > Person.ContactNoteMaxLength)
        {
            wrong.Add($"How to be in touch must be {Person.ContactNoteMaxLength} characters or fewer.");
        }

        var wait = ReadWait(row, role, ended, wrong);
        if (wrong.Count > 0)
        {
            return new ReadRow(row.Line, string.Join(' ', wrong));
        }

        var key = details.Reference?.Trim() ?? NameFolding.SortKey(details.PreferredName!, details.FamilyName);
        return new ReadRow(row.Line, null) { Key = key, Details = details, Role = role, State = state, From = from, To = to, ExitReason = reason, Hours = hours, ContactNote = note, Wait = wait };
    }

    private RoleDefinition? ReadRole(StagedRow row, List<string> wrong)
    {
        if (!columns.ContainsKey(ImportField.Role) && forAll is not null)
        {
            return forAll;
        }

        var title = Cell(row, ImportField.Role);
        var role = title is null ? null : named.GetValueOrDefault(NameFolding.Fold(title));
        if (role is null)
        {
            wrong.Add(title is null ? "There is no role in this row." : $"“{title}” is not a role of this scheme. Its roles are {string.Join(", ", roles.Select(r => r.Title))}.");
        }

        return role;
    }

    private (DateOnly From, DateOnly? To) ReadDays(StagedRow row, List<string> wrong)
    {
        if (!UkDate.TryRead(Cell(row, ImportField.From), out var from, out var noFrom))
        {
            wrong.Add($"First day: {noFrom.Sentence}");
        }
        else if (from > today)
        {
            wrong.Add($"The first day, {from:d MMMM yyyy}, has not come yet.");
        }

        if (Cell(row, ImportField.To) is not { } last)
        {
            return (from, null);
        }

        if (!UkDate.TryRead(last, out var to, out var noTo))
        {
            wrong.Add($"Last day: {noTo.Sentence}");
        }
        else if (noFrom is null && to < from)
        {
            wrong.Add($"The last day, {to:d MMMM yyyy}, is before the first day, {from:d MMMM yyyy}.");
        }
        else if (to > today)
        {
            wrong.Add($"The last day, {to:d MMMM yyyy}, has not come yet. Leave it empty while the role goes on.");
        }

        return (from, to);
    }

    private RoleState? ReadState(StagedRow row, RoleDefinition role, bool ended, List<string> wrong)
    {
        if (Cell(row, ImportField.State) is not { } stands)
        {
            if (role.OnLadder && !ended)
            {
                wrong.Add($"Say where they stand as {role.Title}: {Steps}.");
            }

            return null;
        }

        if (!States.TryGetValue(NameFolding.Fold(stands), out var state) || state == RoleState.Paused || (state.IsOver() && !ended) || (!state.IsOver() && (state == RoleState.Held) == role.OnLadder))
        {
            wrong.Add($"“{stands}” is not where somebody can stand as {role.Title}. {(role.OnLadder ? $"Use one of: {Steps}." : "Leave it empty.")}");
            return null;
        }

        return state.IsOver() ? null : state;
    }

    private ExitReason? ReadExitReason(StagedRow row, bool ended, List<string> wrong)
    {
        if (Cell(row, ImportField.ExitReason) is not { } why)
        {
            return null;
        }

        if (!Reasons.TryGetValue(NameFolding.Fold(why), out var reason))
        {
            wrong.Add($"“{why}” is not one of the reasons for ending. Use one of the scheme's reasons, or leave it empty.");
            return null;
        }

        if (!ended)
        {
            wrong.Add("There is a reason for ending but no last day.");
        }

        return reason;
    }

    private decimal? ReadHours(StagedRow row, List<string> wrong)
    {
        if (Cell(row, ImportField.Hours) is not { } typed)
        {
            return null;
        }

        if (!decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours) || hours is < 0 or > 60)
        {
            wrong.Add($"“{typed}” is not a number of hours from 0 to 60.");
            return null;
        }

        return Math.Round(hours, 2);
    }

    private (DateOnly Since, string? For)? ReadWait(StagedRow row, RoleDefinition? role, bool ended, List<string> wrong)
    {
        var wanted = Cell(row, ImportField.WaitsFor);
        if (wanted?.Length > WaitsForMaxLength)
        {
            wrong.Add($"What they would like a mentor for must be {WaitsForMaxLength:N0} characters or fewer.");
        }

        if (Cell(row, ImportField.WaitsSince) is not { } waits)
        {
            if (wanted is not null)
            {
                wrong.Add("It says what they would like a mentor for, and not since when they have waited.");
            }

            return null;
        }

        if (!UkDate.TryRead(waits, out var since, out var noSince))
        {
            wrong.Add($"Waits for a mentor since: {noSince.Sentence}");
        }
        else if (since > today)
        {
            wrong.Add($"The day since when they have waited for a mentor, {since:d MMMM yyyy}, has not come yet.");
        }

        if (role is not null && (!role.Hats.Contains(Hat.Mentee) || ended))
        {
            wrong.Add($"Only somebody who is worked with now can wait for a mentor, and this row is about {role.Title}{(ended ? ", which has ended" : "")}. Leave the day since when they have waited empty.");
        }

        return (since, wanted);
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

    // Each value under its own name and under the one in the code; the first to have a name keeps it.
    private static Dictionary<string, T> Named<T>(IEnumerable<T> values, Func<T, string> name)
        where T : struct, Enum => Folded(values.SelectMany(value => new[] { (name(value), value), (Enum.GetName(value)!, value) }));

    private static Dictionary<string, T> Folded<T>(IEnumerable<(string Name, T Value)> all)
    {
        var folded = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var (name, value) in all)
        {
            folded.TryAdd(NameFolding.Fold(name), value);
        }

        return folded;
    }

    private static string Name(PersonDetails details) => Name(details.PreferredName!, details.FamilyName);

    private static string Name(string preferredName, string? familyName) => familyName is null ? preferredName : $"{preferredName} {familyName}";

    private sealed record Found(Guid Id, string? Reference, string SortName, string PreferredName, string? FamilyName);

    private sealed record Known(Guid Id, string PreferredName, string? FamilyName, bool WasHere)
    {
        public bool Added { get; set; }

        /// <summary>The first row without a reference that is theirs.</summary>
        public int? Line { get; set; }

        public List<Spell> Spells { get; } = new(1);

        public static Known New(Guid id, ReadRow row) => new(id, row.Details!.PreferredName!, row.Details.FamilyName, WasHere: false);
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

        public (DateOnly Since, string? For)? Wait { get; init; }
    }
}
