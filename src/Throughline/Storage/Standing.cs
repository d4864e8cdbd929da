using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Caching.Memory;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Trust;

namespace Throughline.Storage;

/// <summary>
/// What a hat may at all, whoever wears it. Hats that may the same share one model of the database, whose filters hold nothing of what the hat
/// rules out: a command says only what is still open, and the system's own holds no filter.
/// </summary>
internal sealed record Standing
{
    // EF Core's own cache holds a thousand queries and then begins to forget them; here is one of each for each standing.
    private static readonly MemoryCache Queries = new(new MemoryCacheOptions { SizeLimit = 200_000 });

    private static readonly ConditionalWeakTable<DbContextOptions, ConcurrentDictionary<Standing, DbContextOptions>> Models = [];
    private static readonly Dictionary<Hat, Standing> Standings = Enum.GetValues<Hat>().ToDictionary(hat => hat, hat => new Standing(new Viewer(Guid.Empty, hat, [])));

    private Standing(Viewer viewer)
    {
        SeesEverything = viewer.Reach == Reach.Everything;
        Coordinates = viewer.Hat == Hat.Coordinator;
        ReachesSchemes = viewer.Reach == Reach.Schemes;
        ReachesSupervisees = viewer.Reach == Reach.Supervisees;
        LeadsDataProtection = viewer.Hat == Hat.DataProtectionLead;
        OpensInEmergency = viewer.OpensInEmergency;
        ReadsSharedStories = SharingPurpose.MayRead(viewer.Hat);
        SponsorsTrust = Sponsorship.MaySponsor(viewer.Hat);
        DecidesClearance = VettingTurn.DeciderHats.Contains(viewer.Hat);
        IsOfficer = viewer.Hat == Hat.ResponsibleOfficer;
        Facilitates = viewer.Hat is Hat.PeerWorker or Hat.StaffColleague or Hat.Supervisor or Hat.Coordinator;
        WorksAsPeer = viewer.Hat == Hat.PeerWorker;
        WorksAsStaff = viewer.WorksAsStaff;
        LeadsSafeguarding = viewer.Hat == Hat.SafeguardingLead;
        HearsConcerns = viewer.Hat == Hat.VoiceLead;
        HeadsService = viewer.Hat == Hat.HeadOfService;
    }

    public bool SeesEverything { get; }

    public bool Coordinates { get; }

    public bool ReachesSchemes { get; }

    public bool ReachesSupervisees { get; }

    public bool LeadsDataProtection { get; }

    public bool OpensInEmergency { get; }

    public bool ReadsSharedStories { get; }

    public bool SponsorsTrust { get; }

    public bool DecidesClearance { get; }

    public bool IsOfficer { get; }

    /// <summary>True under the hats in which people run courses.</summary>
    public bool Facilitates { get; }

    public bool WorksAsPeer { get; }

    public bool WorksAsStaff { get; }

    public bool LeadsSafeguarding { get; }

    public bool HearsConcerns { get; }

    public bool HeadsService { get; }

    public static Standing Of(Hat hat) => Standings[hat];

    /// <summary>The options with the hat's model in them; it is made when a hat is first met.</summary>
    public static DbContextOptions Options(DbContextOptions<ThroughlineContext> options, Hat hat) =>
        Models.GetOrCreateValue(options).GetOrAdd(Of(hat), _ =>
        {
            // The options of another context may have come here: whose model they hold is never this hat's.
            var keyed = new DbContextOptionsBuilder<ThroughlineContext>(options).ReplaceService<IModelCacheKeyFactory, Key>().UseMemoryCache(Queries);
            ((IDbContextOptionsBuilderInfrastructure)keyed).AddOrUpdateExtension((keyed.Options.FindExtension<CoreOptionsExtension>() ?? new CoreOptionsExtension()).WithModel(null));
            using var context = new ThroughlineContext(keyed.Options, hat);
            return new DbContextOptionsBuilder<ThroughlineContext>(keyed.Options).UseModel(context.Model).Options;
        });

    /// <summary>A filter with the standing's answers put in and worked out; a constant where nothing is left to ask.</summary>
    public LambdaExpression Applied(LambdaExpression filter) => (LambdaExpression)new Answers(this).Visit(filter);

    private sealed class Key : IModelCacheKeyFactory
    {
        // The cache is one for the process, and a process may open both databases, as tests do.
        public object Create(DbContext context, bool designTime) => (context.GetType(), context.Database.ProviderName, ((ThroughlineContext)context).Standing, designTime);
    }

    private sealed class Answers(Standing standing) : ExpressionVisitor
    {
        protected override Expression VisitMember(MemberExpression node) =>
            node is { Expression: ConstantExpression { Value: ThroughlineContext }, Member.Name: var name } && typeof(Standing).GetProperty(name, typeof(bool)) is { } property
                ? Expression.Constant(property.GetValue(standing))
                : base.VisitMember(node);

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType is not (ExpressionType.AndAlso or ExpressionType.OrElse))
            {
                return base.VisitBinary(node);
            }

            var (left, right) = (Visit(node.Left), Visit(node.Right));
            var decides = node.NodeType == ExpressionType.OrElse;
            return (Known(left), Known(right)) switch
            {
                ({ } known, _) => known == decides ? left : right,
                (_, { } known) => known == decides ? right : left,
                _ => node.Update(left, null, right),
            };
        }

        protected override Expression VisitUnary(UnaryExpression node) =>
            base.VisitUnary(node) is var visited && visited is UnaryExpression { NodeType: ExpressionType.Not, Operand: var operand } && Known(operand) is { } known
                ? Expression.Constant(!known)
                : visited;

        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node is { Method.Name: nameof(Enumerable.Contains), Arguments: [MemberExpression { Expression: ConstantExpression { Value: ThroughlineContext } context, Member.Name: ThroughlineContext.SchemesOfViewer }, var scheme] }
                // Nearly everybody has one scheme, and to look into a list once for each row is what costs most in a long list.
                ? Expression.OrElse(
                    Expression.Equal(scheme, Expression.Property(context, ThroughlineContext.FirstSchemeOfViewer)),
                    Expression.AndAlso(Expression.Property(context, ThroughlineContext.MoreSchemesOfViewer), node))
            : base.VisitMethodCall(node) is var visited && visited is MethodCallExpression { Method.Name: nameof(Queryable.Any), Arguments: [_, UnaryExpression { Operand: LambdaExpression which }] }
                && Known(which.Body) == false
                ? Expression.Constant(false)
                : visited;

        private static bool? Known(Expression expression) => expression is ConstantExpression { Value: bool known } ? known : null;
    }
}
