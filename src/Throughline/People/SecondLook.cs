using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision that goes against somebody, of the kinds for which a second person is asked.</summary>
public enum AdverseAct
{
    /// <summary>End a role.</summary>
    EndRole = 1,

    /// <summary>Pause a role.</summary>
    PauseRole = 2,

    /// <summary>Say not this time to an application.</summary>
    DeclineApplication = 3,

    /// <summary>Take away or hold a step of trust.</summary>
    LowerTrust = 4,

    /// <summary>Ask somebody to stop a course.</summary>
    StopTraining = 5,

    /// <summary>Stop or end a match.</summary>
    StopMatch = 6,

    /// <summary>Take back a certificate or a part that was signed off.</summary>
    TakeBackTraining = 7,

    /// <summary>End a clearance.</summary>
    EndClearance = 8,

    /// <summary>Refuse a clearance, at first or on appeal.</summary>
    RefuseClearance = 9,

    /// <summary>Say not yet to a step of trust that somebody put forward.</summary>
    SayNotYet = 10,

    /// <summary>Close the account of somebody who still holds a role.</summary>
    CloseAccount = 11,
}

/// <summary>What each is called.</summary>
public static class AdverseActs
{
    /// <summary>The decision in plain words.</summary>
    public static string Name(this AdverseAct act) => act switch
    {
        AdverseAct.EndRole => "End a role",
        AdverseAct.PauseRole => "Pause a role",
        AdverseAct.DeclineApplication => "Say not this time to an application",
        AdverseAct.LowerTrust => "Take away a step of trust",
        AdverseAct.StopTraining => "Ask them to stop a course",
        AdverseAct.StopMatch => "Stop a match",
        AdverseAct.TakeBackTraining => "Take back something they passed",
        AdverseAct.EndClearance => "End a clearance",
        AdverseAct.RefuseClearance => "Refuse a clearance",
        AdverseAct.SayNotYet => "Say not yet to a step of trust",
        AdverseAct.CloseAccount => "Close their account",
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "There are eleven kinds."),
    };
}

/// <summary>
/// People about whom the viewer decides without otherwise reaching their record, such as in a case of clearance: a second person can be asked about them too. Found by
/// convention; each slice brings its own.
/// </summary>
public interface IDecidesAbout
{
    /// <summary>Who they are; nobody under a hat that decides nothing of the kind.</summary>
    Task<IReadOnlyList<Guid>> PeopleAsync(ThroughlineContext context, CancellationToken cancellation);
}

/// <summary>A record that a decision is about, such as a role that somebody holds.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
/// <param name="AlsoAboutId">A second person it is about, such as the other of a match; null for none.</param>
public sealed record DecidedRecord(Guid Id, string Name, Guid? AlsoAboutId = null);

/// <summary>The records that decisions of some kinds are about: whoever asks for a second person says which it is. Found by convention; each slice brings its own.</summary>
public interface IDecidedRecords
{
    /// <summary>The kinds.</summary>
    IReadOnlyList<AdverseAct> Decides { get; }

    /// <summary>Those of somebody in a scheme about which the viewer could decide so now.</summary>
    Task<IReadOnlyList<DecidedRecord>> RecordsAsync(ThroughlineContext context, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation);
}

/// <summary>A record, and one of the people it is about.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UnderId">Under whom the audit has what happens to it.</param>
/// <param name="PersonId">The person.</param>
/// <param name="SchemeId">Its scheme.</param>
public sealed record ChangedRecord(Guid Id, Guid UnderId, Guid PersonId, Guid SchemeId);

/// <summary>
/// What can take something from somebody and does not always wait for a second person: a voice lead reads of it afterwards (E05). Found by convention; each slice brings its own.
/// </summary>
public interface IDoneByOne
{
    /// <summary>The acts by their names, each in plain words.</summary>
    IReadOnlyDictionary<string, string> DoneByOne { get; }

    /// <summary>The kind of record that they change, as the audit has it.</summary>
    string Record { get; }

    /// <summary>The records of these people in these schemes, once for each of the people it is about; past the viewer's reach, and only past that.</summary>
    Task<IReadOnlyList<ChangedRecord>> ChangedAsync(ThroughlineContext context, IReadOnlyList<Guid> people, IReadOnlyList<Guid> schemes, CancellationToken cancellation);
}

/// <summary>About whom, and about what of theirs, the viewer could decide against somebody.</summary>
internal static class Deciding
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>The people by name, or one of them alone. One command, and one for each kind of decision that reaches further.</summary>
    public static async Task<IReadOnlyList<Named>> PeopleAsync(ThroughlineContext context, IEnumerable<IDecidesAbout> decides, CancellationToken cancellation, Guid? only = null)
    {
        var viewer = context.Viewer.PersonId;
        List<Guid> further = [];
        foreach (var one in decides)
        {
            further.AddRange(await one.PeopleAsync(context, cancellation));
        }

        var reached = await Lines(context.People).ToListAsync(cancellation);
        var also = further.Count == 0 ? [] : await Lines(context.People.IgnoreQueryFilters(AnyReach).Where(p => further.Contains(p.Id))).ToListAsync(cancellation);
        return [.. reached.Concat(also).DistinctBy(p => p.Id).OrderBy(p => p.Sort, StringComparer.Ordinal).ThenBy(p => p.Id).Select(p => new Named(p.Id, p.Name))];

        IQueryable<NamedLine> Lines(IQueryable<Person> people) => people.AsNoTracking().Where(p => p.Id != viewer && p.ErasedAt == null && (only == null || p.Id == only))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id).Take(300).Select(p => new NamedLine(p.Id, p.SortName, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName));
    }

    /// <summary>The records that a decision about somebody could be about; null where decisions of the kind are about none.</summary>
    public static async Task<IReadOnlyList<DecidedRecord>?> RecordsAsync(
        ThroughlineContext context, IEnumerable<IDecidedRecords> records, Guid personId, Guid schemeId, AdverseAct act, CancellationToken cancellation) =>
        records.FirstOrDefault(r => r.Decides.Contains(act)) is { } slice ? await slice.RecordsAsync(context, personId, schemeId, act, cancellation) : null;

    private sealed record NamedLine(Guid Id, string Sort, string Name);
}

/// <summary>From when a scheme asks for a second person in every decision against somebody, whoever they are and whatever they have said.</summary>
internal sealed class SecondPersonRule
{
    private SecondPersonRule()
    {
    }

    public SecondPersonRule(Guid schemeId, DateOnly from) => (SchemeId, From) = (schemeId, from);

    public Guid SchemeId { get; private init; }

    public DateOnly From { get; private init; }
}

/// <summary>
/// A second person's look at a decision against somebody, before it is made. It is asked for in every such decision alike, and nobody chooses who looks: so it tells
/// nobody whether the person has raised a concern (INV-109).
/// </summary>
public sealed class SecondLook : IAboutPerson
{
    private SecondLook()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whom the decision is about.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>A second person it is about, such as the other of a match; null for none.</summary>
    public Guid? AlsoAboutId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The decision.</summary>
    public AdverseAct Act { get; private init; }

    /// <summary>The record it is about: it fits a decision about no other. Null where decisions of the kind are about none, and from before that was asked; then it fits any.</summary>
    public Guid? RecordId { get; private init; }

    /// <summary>Who wants to decide.</summary>
    public Guid AskedById { get; private init; }

    /// <summary>Why, and what was looked at, sealed.</summary>
    public SealedText Why { get; private init; } = null!;

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt { get; private init; }

    /// <summary>The second person; null while none can be found.</summary>
    public Guid? ApproverId { get; private set; }

    /// <summary>Whether they agree; null while they have not said.</summary>
    public bool? Agreed { get; private set; }

    /// <summary>When they said.</summary>
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>When the decision was made on the strength of it.</summary>
    public DateTimeOffset? UsedAt { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static SecondLook Ask(
        Guid id, Guid personId, Guid schemeId, AdverseAct act, Guid askedById, SealedText why, DateTimeOffset at, Guid? approverId, Guid? recordId = null, Guid? alsoAboutId = null) => new()
    {
        Id = id, PersonId = personId, SchemeId = schemeId, Act = act, AskedById = askedById, Why = why, AskedAt = at, ApproverId = approverId, RecordId = recordId, AlsoAboutId = alsoAboutId,
    };

    internal Refusal? Answer(bool agreed, DateTimeOffset at)
    {
        if (Agreed is not null)
        {
            return new LookAnswered();
        }

        (Agreed, AnsweredAt) = (agreed, at);
        Version++;
        return null;
    }

    internal void GiveTo(Guid? approverId)
    {
        ApproverId = approverId;
        Version++;
    }

    internal void Use(DateTimeOffset at)
    {
        UsedAt = at;
        Version++;
    }
}

/// <summary>A second person has to agree first; it is asked for in every such decision.</summary>
/// <param name="PersonId">About whom to ask.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Act">The decision.</param>
/// <param name="RecordId">The record it is about; null for none.</param>
/// <param name="Both">True where it is about the two of a match: one asking is about both.</param>
public sealed record SecondPersonNeeded(Guid PersonId, Guid SchemeId, AdverseAct Act, Guid? RecordId, bool Both) : Refusal("second-person-needed")
{
    /// <inheritdoc />
    public override string Sentence => Both
        ? "Every decision like this one needs a second person to agree first, about both people of the match. Ask once for the two under Second person, then come back."
        : "Every decision like this one needs a second person to agree first. Ask for that under Second person, then come back.";
}

/// <summary>The same was asked before, and waits or was answered.</summary>
/// <param name="Agreed">The answer; null while it waits.</param>
/// <param name="AgainFrom">The London date from which it can be asked again.</param>
public sealed record AskedBefore(bool? Agreed, DateOnly AgainFrom) : Refusal("asked-before")
{
    /// <inheritdoc />
    public override string Sentence => Agreed switch
    {
        true => "A second person has agreed to this one. You can decide now.",
        false => $"A second person did not agree to this one. You can ask again from {Typed.Day(AgainFrom)}.",
        _ => $"You have asked for this one, and it waits for an answer. You can ask again from {Typed.Day(AgainFrom)}.",
    };
}

/// <summary>It has been answered.</summary>
public sealed record LookAnswered() : Refusal("look-answered")
{
    /// <inheritdoc />
    public override string Sentence => "You have answered this one.";
}

// Who is on the wall of whose concern, for the filters and for finding a second person alone.
internal sealed class ConcernBar
{
    public Guid ConcernId { get; init; }

    public Guid PersonId { get; init; }

    public Guid WalledId { get; init; }

    public bool Stands { get; init; }
}

/// <summary>The rule of the second person, for use inside the use cases that decide against somebody.</summary>
internal static class SecondPerson
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>
    /// Null when the decision may be made: the scheme has no such rule yet, or a second person agreed to this one about this record and the agreement has not been used. Who looks
    /// was outside every wall when they were found. A concern that is sent later changes nothing here: an agreement that stopped counting would tell the decider of it.
    /// </summary>
    public static Task<Refusal?> CheckAsync(Writing writing, Guid personId, Guid schemeId, AdverseAct act, Guid? recordId, CancellationToken cancellation) =>
        CheckAsync(writing, [personId], schemeId, act, recordId, cancellation);

    /// <summary>The same for a decision about more than one person: about each of them other than the decider.</summary>
    public static async Task<Refusal?> CheckAsync(Writing writing, IReadOnlyList<Guid> people, Guid schemeId, AdverseAct act, Guid? recordId, CancellationToken cancellation)
    {
        var (context, today, decider) = (writing.Context, writing.Today, writing.Viewer.PersonId);
        if (people.All(p => p == decider) || !await context.Set<SecondPersonRule>().AnyAsync(r => r.SchemeId == schemeId && r.From <= today, cancellation))
        {
            return null;
        }

        var from = From(today, await DaysAsync(context, schemeId, cancellation));
        HashSet<SecondLook> looks = [];
        foreach (var person in people.Where(p => p != decider))
        {
            // One that names the record comes before one from when none did, which is left for another.
            var look = await context.SecondLooks.OrderBy(l => l.RecordId == null).ThenBy(l => l.AskedAt).ThenBy(l => l.Id).FirstOrDefaultAsync(
                l => (l.PersonId == person || l.AlsoAboutId == person) && l.SchemeId == schemeId && l.Act == act && (l.RecordId == null || l.RecordId == recordId)
                    && l.AskedById == decider && l.Agreed == true && l.UsedAt == null && l.AnsweredAt >= from && l.ApproverId != decider, cancellation);
            if (look is null)
            {
                return new SecondPersonNeeded(person, schemeId, act, recordId, people.Count > 1);
            }

            looks.Add(look);
        }

        foreach (var look in looks)
        {
            look.Use(writing.Now);
        }

        return null;
    }

    /// <summary>The same for a decision that belongs to no scheme: in every scheme with the rule in which the person still holds a role.</summary>
    public static async Task<Refusal?> CheckEverywhereAsync(Writing writing, Guid personId, AdverseAct act, CancellationToken cancellation)
    {
        // Those that the decider can ask in; whoever acts in none of them asks nowhere.
        var mine = writing.Viewer.SchemeIds;
        var schemes = await writing.Context.RoleHoldings.IgnoreQueryFilters(AnyReach)
            .Where(h => h.PersonId == personId && mine.Contains(h.SchemeId) && h.State != RoleState.Ended && h.State != RoleState.NotThisTime).Select(h => h.SchemeId).Distinct().OrderBy(s => s).ToListAsync(cancellation);
        foreach (var scheme in schemes)
        {
            if (await CheckAsync(writing, personId, scheme, act, null, cancellation) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>
    /// Who looks: somebody with one of the hats that stand outside the line, not the decider, none of those it is about, and outside the wall of every concern that these have
    /// sent. Where none of them is left any other member of staff may be. Whose turn it is goes by the id of the asking, so that being passed over tells nothing.
    /// </summary>
    public static async Task<Guid?> FindAsync(Writing writing, Guid decider, Guid personId, Guid? alsoAboutId, Guid schemeId, Guid lookId, CancellationToken cancellation, Guid? but = null)
    {
        var (context, also) = (writing.Context, alsoAboutId ?? personId);
        var people = await (from one in Standing(context, schemeId)
                            where one.PersonId != decider && one.PersonId != personId && one.PersonId != also && one.PersonId != but
                                && !context.ConcernBars.Any(b => b.Stands && (b.PersonId == personId || b.PersonId == also) && b.WalledId == one.PersonId)
                                && !context.Walls.Any(w => w.ViewerId == one.PersonId && (w.SubjectId == personId || w.SubjectId == also) && w.LiftedAt == null)
                            select one).Distinct().ToListAsync(cancellation);
        var first = people.Where(p => p.Outside).Select(p => p.PersonId).Distinct().Order().ToList();
        var turns = first.Count > 0 ? first : [.. people.Select(p => p.PersonId).Distinct().Order()];
        return turns.Count == 0 ? null : turns[lookId.ToByteArray()[^1] % turns.Count];
    }

    /// <summary>Whether somebody does work now for which they can be the second person; without one role of theirs, where that is ending.</summary>
    public static Task<bool> StandsAsync(ThroughlineContext context, Guid who, Guid schemeId, CancellationToken cancellation, Guid? without = null) =>
        Standing(context, schemeId).AnyAsync(one => one.PersonId == who && one.HoldingId != without, cancellation);

    /// <summary>How many days an answer stands in a scheme.</summary>
    public static async Task<int> DaysAsync(ThroughlineContext context, Guid schemeId, CancellationToken cancellation) =>
        (await new SettingQueries(context).ValuesAsync(schemeId, cancellation)).Whole(SettingKeys.SecondPersonDays);

    /// <summary>The first instant of which an answer, or an asking that waits, still stands on a London date.</summary>
    public static DateTimeOffset From(DateOnly today, int days) => today.AddDays(-days).StartInLondon();

    private static IQueryable<Candidate> Standing(ThroughlineContext context, Guid schemeId) =>
        from holding in context.RoleHoldings.IgnoreQueryFilters(AnyReach)
        join role in context.RoleDefinitions on holding.RoleDefinitionId equals role.Id
        let outside = role.Hats.Contains(Hat.VoiceLead) || role.Hats.Contains(Hat.HeadOfService) || role.Hats.Contains(Hat.SafeguardingLead)
        let staff = role.Hats.Contains(Hat.Coordinator) || role.Hats.Contains(Hat.Supervisor) || role.Hats.Contains(Hat.StaffColleague)
        where holding.SchemeId == schemeId && holding.State == RoleState.Held && (outside || staff)
        select new Candidate { HoldingId = holding.Id, PersonId = holding.PersonId, Outside = outside };

    private sealed record Candidate
    {
        public Guid HoldingId { get; init; }

        public Guid PersonId { get; init; }

        public bool Outside { get; init; }
    }
}

/// <summary>
/// What waits for somebody who leaves the work for which they were found goes to another, in the same write. The decider reads nothing of it: who looks, and whether anybody
/// could be found, would tell.
/// </summary>
internal sealed class PassLooksOnWithRole : IRoleFollower
{
    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <inheritdoc />
    public async Task FollowAsync(Writing writing, RoleHolding holding, RoleDefinition role, RoleState from, CancellationToken cancellation)
    {
        if (from != RoleState.Held || holding.State != RoleState.Ended)
        {
            return;
        }

        // The role itself still stands as held in the database until this is saved.
        var context = writing.Context;
        if (await SecondPerson.StandsAsync(context, holding.PersonId, holding.SchemeId, cancellation, without: holding.Id))
        {
            return;
        }

        foreach (var look in await context.SecondLooks.IgnoreQueryFilters(AnyReach).Where(l => l.ApproverId == holding.PersonId && l.SchemeId == holding.SchemeId && l.Agreed == null).OrderBy(l => l.Id).ToListAsync(cancellation))
        {
            look.GiveTo(await SecondPerson.FindAsync(writing, look.AskedById, look.PersonId, look.AlsoAboutId, look.SchemeId, look.Id, cancellation, but: holding.PersonId));
        }
    }
}

internal sealed class SecondLookMapping : IEntityTypeConfiguration<SecondLook>
{
    public void Configure(EntityTypeBuilder<SecondLook> builder)
    {
        builder.ToTable("SecondLooks");
        builder.Property(l => l.Id).ValueGeneratedNever();
        builder.Property(l => l.Version).IsConcurrencyToken();
        builder.HasIndex(l => l.PersonId);
        builder.HasIndex(l => l.AlsoAboutId);
        builder.HasIndex(l => l.AskedById);
        builder.HasIndex(l => l.ApproverId);
        builder.HasOne<Person>().WithMany().HasForeignKey(l => l.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(l => l.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SecondPersonRuleMapping : IEntityTypeConfiguration<SecondPersonRule>
{
    public void Configure(EntityTypeBuilder<SecondPersonRule> builder)
    {
        builder.ToTable("SecondPersonRules");
        builder.HasKey(r => r.SchemeId);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(r => r.SchemeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConcernBarMapping : IEntityTypeConfiguration<ConcernBar>
{
    public void Configure(EntityTypeBuilder<ConcernBar> builder)
    {
        builder.HasNoKey();
        builder.ToView("ConcernWalls");
    }
}
