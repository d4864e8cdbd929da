using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Storage;

/// <summary>
/// The database as one viewer may see it. Every entity about a person carries the same three named filters, built here from one expression
/// each, so that lists, counts, searches, suggestions and exports obey without remembering:
/// <c>walls</c> (whom the viewer is walled off from does not exist), <c>reach</c> (whose records the hat reaches at all) and
/// <c>arrived</c> (rows of an import that has not finished do not exist yet).
/// </summary>
public sealed class ThroughlineContext(DbContextOptions<ThroughlineContext> options, Viewer viewer) : DbContext(options)
{
    /// <summary>Name of the filter that keeps walled people out. Never to be ignored for a person's page.</summary>
    public const string WallsFilter = "walls";

    /// <summary>Name of the filter that keeps to the people a hat reaches.</summary>
    public const string ReachFilter = "reach";

    /// <summary>Name of the filter that hides an unfinished import.</summary>
    public const string ArrivedFilter = "arrived";

    private bool writing;

    /// <summary>Who is looking.</summary>
    public Viewer Viewer { get; } = viewer;

    /// <summary>People.</summary>
    public DbSet<Person> People => Set<Person>();

    /// <summary>Role holdings, current and past.</summary>
    public DbSet<RoleHolding> RoleHoldings => Set<RoleHolding>();

    /// <summary>The states that role holdings went through.</summary>
    public DbSet<RoleMove> RoleMoves => Set<RoleMove>();

    /// <summary>Role definitions of the schemes.</summary>
    public DbSet<RoleDefinition> RoleDefinitions => Set<RoleDefinition>();

    /// <summary>Schemes.</summary>
    public DbSet<Scheme> Schemes => Set<Scheme>();

    /// <summary>The audit log. A person sees the events about themselves; nobody else's hat opens it.</summary>
    public DbSet<AuditEvent> AuditEvents => Set<AuditEvent>();

    /// <summary>Walls. Only the visibility rule and the use cases that raise and lift them may ask.</summary>
    internal DbSet<Wall> Walls => Set<Wall>();

    /// <summary>Accounts: who may sign in, and how.</summary>
    internal DbSet<Account> Accounts => Set<Account>();

    /// <summary>Sessions.</summary>
    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<PersonTerm> PersonTerms => Set<PersonTerm>();

    internal DbSet<Belonging> Belongings => Set<Belonging>();

    private Guid ViewerId => Viewer.PersonId;

    private bool SeesEverything => Viewer.Reach == Reach.Everything;

    private bool ReachesSchemes => Viewer.Reach == Reach.Schemes;

    private bool ReachesSupervisees => Viewer.Reach == Reach.Supervisees;

    private IReadOnlyList<Guid> ViewerSchemes => Viewer.SchemeIds;

    /// <summary>Always throws: writing goes through <see cref="UnitOfWork"/>, which owes the audit log its events.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new InvalidOperationException("Write through UnitOfWork: a change without its audit event is not possible.");

    /// <inheritdoc cref="SaveChanges(bool)" />
    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => writing
        ? base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken)
        : throw new InvalidOperationException("Write through UnitOfWork: a change without its audit event is not possible.");

    internal async Task SaveFromUnitOfWorkAsync(CancellationToken cancellation)
    {
        writing = true;
        try
        {
            await SaveChangesAsync(cancellation);
        }
        finally
        {
            writing = false;
        }
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ThroughlineContext).Assembly);
        modelBuilder.Entity<DoneOnce>(builder =>
        {
            builder.ToTable("DoneOnce");
            builder.HasKey(d => new { d.Key, d.Act });
            builder.Property(d => d.Act).HasMaxLength(80);
            builder.HasIndex(d => d.At);
        });

        About<Person>(modelBuilder, p => p.Id);
        About<RoleHolding>(modelBuilder, h => h.PersonId);
        About<RoleMove>(modelBuilder, m => m.PersonId);
        About<Account>(modelBuilder, a => a.PersonId);
        About<Session>(modelBuilder, s => s.PersonId);
        modelBuilder.Entity<Person>().HasQueryFilter(ArrivedFilter, p => !p.Arriving);
        modelBuilder.Entity<RoleHolding>().HasQueryFilter(ArrivedFilter, h => !h.Arriving);
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(ReachFilter, e => SeesEverything || e.SubjectId == ViewerId);
        modelBuilder.Entity<AuditEvent>().HasQueryFilter(WallsFilter, e => SeesEverything || e.ActorId == null
            || !Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == e.ActorId && w.LiftedAt == null));
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite cannot order by DateTimeOffset; UTC DateTime works alike on both.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        configurationBuilder.Properties<SealedText>().HaveConversion<SealedConverter, SealedComparer>();
    }

    /// <summary>Applies the walls and the reach to an entity that is about one person.</summary>
    private void About<TEntity>(ModelBuilder modelBuilder, Expression<Func<TEntity, Guid>> person)
        where TEntity : class
    {
        Expression<Func<Guid, bool>> walls = id =>
            SeesEverything || id == ViewerId || !Walls.Any(w => w.ViewerId == ViewerId && w.SubjectId == id && w.LiftedAt == null);
        Expression<Func<Guid, bool>> reach = id =>
            SeesEverything
            || id == ViewerId
            || (ReachesSchemes && Belongings.Any(b => b.PersonId == id && ViewerSchemes.Contains(b.SchemeId)))
            || (ReachesSupervisees && Belongings.Any(b => b.PersonId == id && b.SupervisorId == ViewerId && b.To == null));
        var entity = modelBuilder.Entity<TEntity>();
        entity.HasQueryFilter(WallsFilter, Bind(walls, person));
        entity.HasQueryFilter(ReachFilter, Bind(reach, person));
    }

    private static Expression<Func<TEntity, bool>> Bind<TEntity>(Expression<Func<Guid, bool>> rule, Expression<Func<TEntity, Guid>> person) =>
        Expression.Lambda<Func<TEntity, bool>>(new Replace(rule.Parameters[0], person.Body).Visit(rule.Body), person.Parameters);

    private sealed class Replace(ParameterExpression from, Expression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime, value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

    private sealed class SealedConverter() : ValueConverter<SealedText, byte[]>(value => value.Bytes, value => new SealedText(value));

    private sealed class SealedComparer() : ValueComparer<SealedText>((left, right) => object.Equals(left, right), value => value.GetHashCode(), value => value);
}
