using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Importing;

/// <summary>Where an import stands.</summary>
public enum ImportState
{
    /// <summary>The file has been read; its columns are to be named.</summary>
    Columns = 1,

    /// <summary>Every row is being checked.</summary>
    Checking = 2,

    /// <summary>Checked: ready to bring in, or with rows to put right.</summary>
    Checked = 3,

    /// <summary>Rows are going in; nobody sees them yet.</summary>
    Arriving = 4,

    /// <summary>Done: everything of the file became visible at one moment.</summary>
    Done = 5,

    /// <summary>Given up; nothing of the file was kept.</summary>
    Discarded = 6,
}

/// <summary>
/// One spreadsheet being brought in, by one coordinator into one scheme, all or nothing. It is theirs alone to see: its rows and its counts may
/// speak of people whom others here may not know of.
/// </summary>
public sealed class ImportRun : IAboutPerson
{
    /// <summary>Longest file name kept, in characters.</summary>
    public const int FileNameMaxLength = 200;

    /// <summary>Rows in one chunk: one write turn.</summary>
    public const int ChunkRows = 500;

    private ImportRun()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who brings it in.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>Into which scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What the file was called.</summary>
    public string FileName { get; private init; } = "";

    /// <summary>SHA-256 of the file, in hexadecimal: by it a repeat is known.</summary>
    public string FileHash { get; private init; } = "";

    /// <summary>The file's headings, in order.</summary>
    public IReadOnlyList<string> Headers { get; private init; } = [];

    /// <summary>What each column means, in the order of the headings; null for a column that is left out.</summary>
    public IReadOnlyList<string> Fields { get; private set; } = [];

    /// <summary>The role of every row, where the file has no column for it.</summary>
    public Guid? RoleForAllId { get; private set; }

    /// <summary>What the reader had to assume, in a sentence; null for nothing.</summary>
    public string? FileNote { get; private init; }

    /// <summary>Where it stands.</summary>
    public ImportState State { get; private set; }

    /// <summary>How many rows the file has.</summary>
    public int Rows { get; private set; }

    /// <summary>How many rows the present step has done.</summary>
    public int RowsDone { get; private set; }

    /// <summary>How many rows cannot go in as they are.</summary>
    public int BadRows { get; private set; }

    /// <summary>How many people are new.</summary>
    public int NewPeople { get; private set; }

    /// <summary>How many roles are new, those of new people included.</summary>
    public int NewRoles { get; private set; }

    /// <summary>How many rows are here already, and are left as they are.</summary>
    public int AlreadyHere { get; private set; }

    /// <summary>How many people it asks to be put on the list for a mentor. Those who wait or have a match already are left as they are.</summary>
    public int Waiting { get; private set; }

    /// <summary>Why it stopped half-way, in a sentence that says the row and never whose it is; null when it did not.</summary>
    public string? Stopped { get; private set; }

    /// <summary>When the file was read.</summary>
    public DateTimeOffset StartedAt { get; private init; }

    /// <summary>When somebody last did something with it, or a step of it ended: one that nobody comes back for is thrown away.</summary>
    public DateTimeOffset TouchedAt { get; private set; }

    /// <summary>When it was done or discarded.</summary>
    public DateTimeOffset? FinishedAt { get; private set; }

    /// <summary>Which worker has it in hand; null for none.</summary>
    public Guid? LeaseId { get; private set; }

    /// <summary>Until when no other worker may take it; a lease that runs out (its process died) is free again.</summary>
    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>True while a background step is at work.</summary>
    public bool IsWorking => State is ImportState.Checking or ImportState.Arriving;

    /// <summary>Whoever brings it in: as whom its rows are checked and go in.</summary>
    public Viewer BroughtBy => new(PersonId, Hat.Coordinator, [SchemeId]);

    /// <summary>True once nothing more can happen to it.</summary>
    public bool IsOver => State is ImportState.Done or ImportState.Discarded;

    internal static ImportRun Begin(Guid id, Guid personId, Guid schemeId, ImportFile file, DateTimeOffset now) => new()
    {
        Id = id,
        PersonId = personId,
        SchemeId = schemeId,
        FileName = file.Name.Length <= FileNameMaxLength ? file.Name : file.Name[^FileNameMaxLength..],
        FileHash = file.Hash,
        Headers = file.Headers,
        Fields = [.. file.Headers.Select(_ => "")],
        FileNote = file.Note is { Length: > 200 } ? file.Note[..199] + "…" : file.Note,
        Rows = file.Rows,
        State = ImportState.Columns,
        StartedAt = now,
        TouchedAt = now,
    };

    internal Refusal? NameColumns(IReadOnlyList<string> fields, Guid? roleForAll, DateTimeOffset now)
    {
        if (State is not (ImportState.Columns or ImportState.Checked))
        {
            return new ImportMoved(State);
        }

        (Fields, RoleForAllId) = (fields, roleForAll);
        Check(now);
        return null;
    }

    internal Refusal? CheckAgain(DateTimeOffset now)
    {
        if (State != ImportState.Checked)
        {
            return new ImportMoved(State);
        }

        Check(now);
        return null;
    }

    // Its counts leave out the rows of which it was not said whose they are, so once all are said it is checked again.
    internal Refusal? TellApart(bool all, DateTimeOffset now)
    {
        if (State != ImportState.Checked)
        {
            return new ImportMoved(State);
        }

        if (all)
        {
            Check(now);
            return null;
        }

        TouchedAt = now;
        Version++;
        return null;
    }

    internal void FinishChecking(int badRows, int newPeople, int newRoles, int alreadyHere, int waiting, DateTimeOffset now)
    {
        (State, RowsDone, BadRows, NewPeople, NewRoles, AlreadyHere, Waiting, TouchedAt) = (ImportState.Checked, Rows, badRows, newPeople, newRoles, alreadyHere, waiting, now);
        Version++;
    }

    internal Refusal? BringIn(int rowsToTellApart, DateTimeOffset now)
    {
        if (State != ImportState.Checked)
        {
            return new ImportMoved(State);
        }

        if (BadRows > 0)
        {
            return new RowsToPutRight(BadRows);
        }

        if (rowsToTellApart > 0)
        {
            return new RowsToTellApart(rowsToTellApart);
        }

        if (NewRoles == 0 && Waiting == 0)
        {
            return new NothingNew();
        }

        (State, RowsDone, Stopped, TouchedAt) = (ImportState.Arriving, 0, null, now);
        Version++;
        return null;
    }

    internal void Finish(DateTimeOffset now)
    {
        (State, RowsDone, FinishedAt) = (ImportState.Done, Rows, now);
        Version++;
    }

    internal void Stop(string why, DateTimeOffset now)
    {
        (State, RowsDone, Stopped, TouchedAt) = (ImportState.Checked, 0, why, now);
        Version++;
    }

    internal Refusal? Discard(DateTimeOffset now)
    {
        if (State is not (ImportState.Columns or ImportState.Checked))
        {
            return new ImportMoved(State);
        }

        (State, FinishedAt) = (ImportState.Discarded, now);
        Version++;
        return null;
    }

    private void Check(DateTimeOffset now)
    {
        (State, RowsDone, Stopped, TouchedAt) = (ImportState.Checking, 0, null, now);
        (BadRows, NewPeople, NewRoles, AlreadyHere, Waiting) = (0, 0, 0, 0, 0);
        Version++;
    }
}

/// <summary>500 rows of a file on their way in, sealed under the key of whoever brings them; gone once the import is over.</summary>
internal sealed class ImportChunk : INotAudited
{
    public Guid RunId { get; init; }

    public int Number { get; init; }

    public SealedText Rows { get; init; } = null!;

    public SealedText? Problems { get; internal set; }

    public SealedText? Namesakes { get; internal set; }
}

/// <summary>What a heading meant the last time a file was brought into a scheme.</summary>
internal sealed class ImportMemory : INotAudited
{
    public Guid SchemeId { get; init; }

    public string Header { get; init; } = "";

    public string Field { get; internal set; } = "";
}

/// <summary>The import has moved on since the page was opened.</summary>
/// <param name="State">Where it stands.</param>
public sealed record ImportMoved(ImportState State) : Refusal("import-moved")
{
    /// <inheritdoc />
    public override string Sentence => "This import has moved on since you opened the page. Look at where it stands now.";
}

/// <summary>Some rows cannot go in, and a file goes in whole or not at all.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsToPutRight(int Rows) : Refusal("rows-to-put-right")
{
    /// <inheritdoc />
    public override string Sentence => Rows == 1
        ? "One row must be put right first. A file goes in whole, or not at all."
        : $"{Rows:N0} rows must be put right first. A file goes in whole, or not at all.";
}

/// <summary>Some rows have nothing but a name to say whose they are, and it is a name that is here already.</summary>
/// <param name="Rows">How many.</param>
public sealed record RowsToTellApart(int Rows) : Refusal("rows-to-tell-apart")
{
    /// <inheritdoc />
    public override string Sentence => Rows == 1
        ? "One row has the name of somebody who is here or in an earlier row. Say first whether it is the same person."
        : $"{Rows:N0} rows have the names of people who are here or in earlier rows. Say first whether they are the same people.";
}

/// <summary>Everything in the file is here already.</summary>
public sealed record NothingNew() : Refusal("nothing-new")
{
    /// <inheritdoc />
    public override string Sentence => "Everything in this file is here already. There is nothing to bring in.";
}

/// <summary>The state of an import without any filter, for the rule that hides rows which have not arrived. Nothing else may use it.</summary>
internal sealed class Arrival
{
    public Guid Id { get; init; }

    public ImportState State { get; init; }
}
