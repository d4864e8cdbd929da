using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Throughline.Audit;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>What is being done, for the audit log.</summary>
/// <param name="Name">A short name in kebab case: <c>role-ended</c>.</param>
/// <param name="Reason">Why, in the actor's words, where the act asks for it.</param>
/// <param name="Kind">What sort of event it is.</param>
public sealed record Act(string Name, string? Reason = null, AuditKind Kind = AuditKind.Write);

/// <summary>
/// The one way to write. Runs a use case in a transaction and works out from what changed which audit events are owed; the engine appends them to the
/// chain in the same transaction and commits both or neither. No change, no event. A refusal undoes everything.
/// </summary>
public sealed class UnitOfWork(IDatabaseEngine engine, CurrentViewer current, Keyring keyring, TimeProvider clock)
{
    /// <summary>Whether the next slice of a batch is to be a small one: see <see cref="IDatabaseEngine.PeopleWait"/>.</summary>
    public bool PeopleWait => engine.PeopleWait;

    /// <summary>
    /// Runs a write on behalf of the current viewer. A repeat with the same idempotency key returns the first answer and does nothing; but the key
    /// is of the whole job, so the slices of a long one, which take a batch's turn, are not held to it and must themselves bear repeating.
    /// </summary>
    /// <typeparam name="T">The answer; must survive a JSON round trip.</typeparam>
    public Task<Outcome<T>> RunAsync<T>(Act act, Func<Writing, Task<Outcome<T>>> work, CancellationToken cancellation = default, WriteTurn turn = WriteTurn.Person) =>
        RunAsync(current.Viewer, turn == WriteTurn.Batch ? null : current.Once, act, work, cancellation, turn);

    /// <summary>
    /// Runs a write on behalf of somebody who is not the current viewer: who signs in or accepts an invitation, or the system about its own working.
    /// Its answer may be a secret, so it is never kept for a repeat.
    /// </summary>
    internal Task<Outcome<T>> RunAsAsync<T>(
        Viewer viewer, Act act, Func<Writing, Task<Outcome<T>>> work, CancellationToken cancellation = default, WriteTurn turn = WriteTurn.Person) =>
        RunAsync(viewer, null, act, work, cancellation, turn);

    private async Task<Outcome<T>> RunAsync<T>(
        Viewer viewer, Guid? once, Act act, Func<Writing, Task<Outcome<T>>> work, CancellationToken cancellation, WriteTurn turn)
    {
        Outcome<T> outcome = default;
        await engine.WriteAsync(turn, viewer, async context =>
        {
            var writing = new Writing(engine, context, viewer, keyring, clock);
            // The key's row is taken first: whoever sends the same form at the same time waits here, and then finds the first one's answer.
            var own = once;
            if (once is { } key && !await context.InsertOnceAsync(
                new DoneOnce { Key = key, ActorId = viewer.PersonId, Act = act.Name, At = writing.Now }, cancellation, nameof(DoneOnce.Key), nameof(DoneOnce.Act)))
            {
                if (await FindEarlierAsync<T>(context, key, viewer, act, cancellation) is { } earlier)
                {
                    outcome = earlier;
                    return false;
                }

                // Somebody else's key is no key of this one's.
                own = null;
            }

            outcome = await work(writing);
            if (!outcome.Succeeded)
            {
                return false;
            }

            if (own is { } first)
            {
                var answer = JsonSerializer.Serialize(outcome.Value);
                await context.Set<DoneOnce>().Where(d => d.Key == first && d.Act == act.Name).ExecuteUpdateAsync(set => set.SetProperty(d => d.Answer, answer), cancellation);
            }

            context.ChangeTracker.DetectChanges();
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            context.Owed = Drafts(context, act, viewer, writing);
            await context.SaveFromUnitOfWorkAsync(cancellation);
            return true;
        }, cancellation);
        return outcome;
    }

    private static async Task<Outcome<T>?> FindEarlierAsync<T>(ThroughlineContext context, Guid key, Viewer viewer, Act act, CancellationToken cancellation)
    {
        var earlier = await context.Set<DoneOnce>().AsNoTracking()
            .Where(d => d.Key == key && d.ActorId == viewer.PersonId && d.Act == act.Name)
            .Select(d => d.Answer)
            .FirstOrDefaultAsync(cancellation);
        return earlier is null ? default(Outcome<T>?) : (Outcome<T>)JsonSerializer.Deserialize<T>(earlier)!;
    }

    private static List<AuditDraft> Drafts(ThroughlineContext context, Act act, Viewer viewer, Writing writing)
    {
        var changes = context.ChangeTracker.Entries()
            .Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && e.Entity is not (DoneOnce or INotAudited))
            .Select(e => (Subject: Subject(e), Change: Describe(e)))
            .Where(c => c.Change.Fields.Count > 0 || c.Change.What != nameof(EntityState.Modified))
            .Concat(writing.Notes)
            .ToList();
        var actor = viewer.PersonId == Guid.Empty ? (Guid?)null : viewer.PersonId;
        return [.. changes
            .GroupBy(c => c.Subject)
            .Select(group => new AuditDraft(
                writing.Now, actor, viewer.Hat, act.Kind, act.Name, group.Key,
                group.First().Change.Record, Guid.TryParse(group.First().Change.Id, out var id) ? id : group.First().Change.WholeId ?? Guid.Empty,
                JsonSerializer.Serialize(new AuditDetails(act.Reason, [.. group.Select(c => c.Change)]))))];
    }

    private static Guid? Subject(EntityEntry entry) => entry.Entity switch
    {
        IAboutPerson about => about.PersonId,
        _ => null,
    };

    private static RecordChange Describe(EntityEntry entry)
    {
        var key = string.Join('/', entry.Metadata.FindPrimaryKey()!.Properties.Select(p => Text(entry.Property(p.Name).CurrentValue)));
        var fields = entry.Properties
            .Where(p => !p.Metadata.IsPrimaryKey() && p.Metadata.Name != "Version")
            .Select(p => new FieldChange(
                p.Metadata.Name,
                entry.State == EntityState.Added ? null : Text(p.OriginalValue, p.Metadata.Name),
                entry.State == EntityState.Deleted ? null : Text(p.CurrentValue, p.Metadata.Name)))
            .Where((change, index) => change.Old != change.New)
            .Concat(entry.State == EntityState.Modified
                ? entry.Properties.Where(p => p.IsModified && p.CurrentValue is SealedText or byte[]).Select(p => new FieldChange(p.Metadata.Name, "(sealed)", "(sealed)"))
                : [])
            .ToList();
        return new RecordChange(entry.Metadata.ClrType.Name, key, entry.State.ToString(), fields) { WholeId = (entry.Entity as IPartOf)?.WholeId };
    }

    private static string? Text(object? value, string name = "") => value switch
    {
        null => null,
        _ when Writing.SecretFields.Contains(name) => "(secret)",
        SealedText or byte[] => "(sealed)",
        DateTimeOffset instant => instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        System.Collections.IEnumerable list and not string => JsonSerializer.Serialize(list),
        _ => value.ToString(),
    };
}

/// <summary>What a use case works with while it writes: the context, the viewer, one instant for all of it, and the keys.</summary>
public sealed class Writing
{
    internal static readonly HashSet<string> SecretFields = new(StringComparer.Ordinal)
    {
        "PasswordHash", "SecurityStamp", "AuthenticatorKey", "RecoveryCodes", "TokenHash",
    };

    private readonly IDatabaseEngine engine;
    private readonly Keyring keyring;
    private readonly TimeProvider clock;

    internal Writing(IDatabaseEngine engine, ThroughlineContext context, Viewer viewer, Keyring keyring, TimeProvider clock)
    {
        this.engine = engine;
        Context = context;
        Viewer = viewer;
        this.keyring = keyring;
        this.clock = clock;
        Now = context.Now = clock.Now();
    }

    /// <summary>The writing context. Filtered for the viewer like every other: what they may not see they cannot change.</summary>
    public ThroughlineContext Context { get; }

    /// <summary>Who is acting.</summary>
    public Viewer Viewer { get; }

    /// <summary>The instant of the write, the same for everything in it.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>The London date of the write.</summary>
    public DateOnly Today => Now.LondonDate();

    internal List<(Guid? Subject, RecordChange Change)> Notes { get; } = [];

    /// <summary>True once this write has taken the turn of those who add or declare names.</summary>
    internal bool HoldsNames { get; set; }

    /// <summary>A new id.</summary>
    public Guid NewId() => clock.NewId();

    /// <summary>Seals free text under a person's key.</summary>
    public SealedText Seal(Guid subjectId, string text) => Vault.Seal(keyring, subjectId, text);

    /// <summary>Seals free text that may be absent: blank becomes null.</summary>
    public SealedText? SealOptional(Guid subjectId, string? text) => string.IsNullOrWhiteSpace(text) ? null : Seal(subjectId, text);

    /// <summary>
    /// Seals free text under a person's key and, within, under a key of its own: destroying that one ends this text everywhere, backups included,
    /// while the person's other words stay.
    /// </summary>
    /// <param name="subjectId">The person.</param>
    /// <param name="ownKeyId">A new id that names the text's own key.</param>
    /// <param name="text">The text.</param>
    public SealedText SealTwice(Guid subjectId, Guid ownKeyId, string text) => Vault.SealTwice(keyring, subjectId, ownKeyId, text);

    /// <summary>Opens sealed text for use inside this write, which is itself audited; null when the key has been destroyed.</summary>
    public string? Open(Guid subjectId, SealedText? text) => text is null ? null : Vault.OpenInsideWrite(keyring, subjectId, text);

    /// <summary>Owes the audit log a change made by a statement that the change tracker does not see.</summary>
    public void Note(Guid? subjectId, string record, Guid id, params FieldChange[] fields) =>
        Notes.Add((subjectId, new RecordChange(record, id.ToString(), "Modified", fields)));

    /// <summary>Owes the audit log the loss of a record that a statement took out without the change tracker.</summary>
    internal void NoteDeleted(Guid? subjectId, string record, Guid id) =>
        Notes.Add((subjectId, new RecordChange(record, id.ToString(), nameof(EntityState.Deleted), [])));

    /// <summary>
    /// Puts many new entities in by the database's fastest way, past the change tracker. The audit log is owed that each was added, but not its
    /// values: those are in the row, and each later change writes down what was there before it.
    /// </summary>
    internal async Task InsertAsync<T>(IReadOnlyCollection<T> entities, CancellationToken cancellation)
        where T : class
    {
        var rows = BulkRows.For<T>(Context);
        await rows.InsertAsync(engine, Context, entities, cancellation);
        Notes.AddRange(entities.OfType<IAboutPerson>().Where(e => e is not INotAudited).Select(e => ((Guid?)e.PersonId, new RecordChange(typeof(T).Name, rows.KeyOf(e), nameof(EntityState.Added), []))));
    }
}

/// <summary>An entity that is about one person: its audit events are sealed under that person's key and the walls apply to it.</summary>
public interface IAboutPerson
{
    /// <summary>The person.</summary>
    Guid PersonId { get; }
}

/// <summary>An entity kept under another's id and a number, where who is shown its audit events depends on that other: they name it.</summary>
public interface IPartOf
{
    /// <summary>The other's id.</summary>
    Guid WholeId { get; }
}

/// <summary>An entity whose rows are themselves records of the system's own working and owe no audit event: sessions, drafts.</summary>
public interface INotAudited;

/// <summary>The answer of a use case that was asked for with an idempotency key.</summary>
internal sealed class DoneOnce
{
    public Guid Key { get; init; }

    public Guid ActorId { get; init; }

    public string Act { get; init; } = "";

    public string Answer { get; init; } = "";

    public DateTimeOffset At { get; init; }
}
