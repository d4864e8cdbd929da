using System.Reflection;
using NetArchTest.Rules;
using Throughline.Storage;

namespace Throughline.Tests.Architecture;

/// <summary>Who may depend on whom. Each rule has a twin that shows it can fail.</summary>
public sealed class DependencyTests
{
    private static readonly Assembly Core = typeof(UnitOfWork).Assembly;

    // A slice may use what its row names, and itself. The kernel (Storage, Audit, Security) knows every entity, because it filters them.
    private static readonly Dictionary<string, string[]> Slices = new(StringComparer.Ordinal)
    {
        ["Files"] = [],
        ["Stories.Stages"] = ["People"],
        ["Throughlines"] = ["Stories", "Training", "People", "Schemes", "Trust", "Mentoring", "Delivery", "Recognition"],
        ["People"] = ["Schemes", "Files"],
        ["Schemes"] = ["People"],
        ["Stories"] = ["People", "Schemes", "Files"],
        ["Importing"] = ["People", "Schemes", "Files"],
        ["Recruitment"] = ["People", "Schemes"],
        ["Training"] = ["People", "Schemes", "Recruitment"],
        ["Trust"] = ["People", "Schemes", "Recruitment", "Training"],
        ["Mentoring.Matching"] = [],
        ["Mentoring"] = ["People", "Schemes", "Recruitment", "Surveys", "Importing"],
        ["Delivery"] = ["People", "Schemes", "Recruitment", "Training", "Delivery.Programmes", "Stories"],
        ["Delivery.Programmes"] = ["Delivery", "People", "Schemes", "Recruitment", "Training", "Stories"],
        ["Surveys"] = ["People", "Schemes"],
        ["Concerns"] = ["People", "Schemes", "Mentoring"],
        ["Expenses"] = ["People", "Schemes"],
        ["HealthGoals"] = ["People", "Schemes"],
        ["Recognition"] = ["People", "Schemes", "Surveys", "Trust", "Recruitment", "Support", "Expenses"],
        ["Support"] = ["People", "Schemes", "Mentoring", "Delivery", "Trust", "Recognition"],
        ["Calendar"] = ["People", "Schemes", "Recruitment", "Training", "Trust", "Mentoring", "Delivery"],
        ["Safeguarding"] = ["People", "Schemes", "Mentoring", "Reminders"],
        ["Reminders"] = ["Importing", "Concerns", "People", "Schemes", "Recruitment", "Training", "Trust", "Mentoring", "Delivery", "Safeguarding", "Recognition", "Surveys", "Support", "Expenses"],
        ["Rights"] = ["Importing", "Reminders", "Calendar", "People", "Stories", "Recruitment", "Training", "Trust", "Mentoring", "Delivery", "HealthGoals", "Safeguarding", "Recognition", "Support", "Concerns", "Expenses"],
        ["Fictional"] = ["People", "Schemes", "Stories", "Training", "Rights", "Recruitment", "Trust", "Mentoring", "Delivery", "Surveys", "HealthGoals", "Safeguarding", "Recognition", "Support", "Concerns", "Expenses"],
    };

    private static readonly string[] Kernel = ["Storage", "Audit", "Security"];

    public static IEnumerable<object[]> SliceNames => Slices.Keys.Select(name => new object[] { name });

    [Fact]
    public void Core_UsesNoWebAndNoDatabaseProvider() =>
        Core.GetReferencedAssemblies().Select(a => a.Name!).Where(Forbidden).ShouldBeEmpty();

    [Fact]
    public void Core_Twin_AProviderWouldBeFound() =>
        typeof(SqliteEngine).Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(Forbidden).ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(SliceNames))]
    public void Slice_UsesOnlyWhatItsRowNames(string slice)
    {
        var mayUse = Slices[slice].Concat(Kernel).Append(slice).ToList();
        var mayNot = Slices.Keys.Where(other => !mayUse.Any(may => other == may || other.StartsWith(may + ".", StringComparison.Ordinal) || slice.StartsWith(other + ".", StringComparison.Ordinal)))
            .Select(other => $"Throughline.{other}").ToArray();
        Trespassers($"Throughline.{slice}", mayNot).ShouldBeEmpty();
    }

    [Fact]
    public void Slice_Twin_StorageUsingPeopleWouldBeFound() => Trespassers("Throughline.Storage", ["Throughline.People"]).ShouldNotBeEmpty();

    [Fact]
    public void EverySlice_HasARow()
    {
        var silent = Core.GetTypes()
            .Select(type => type.Namespace)
            .OfType<string>()
            .Where(name => name.StartsWith("Throughline.", StringComparison.Ordinal))
            .Select(name => name.Split('.')[1])
            .Distinct()
            .Where(name => !Slices.ContainsKey(name) && !Kernel.Contains(name))
            .ToList();
        silent.ShouldBeEmpty();
    }

    [Fact]
    public void Entities_AreSealedAndChangeOnlyByTheirVerbs()
    {
        var open = Entities().Where(type => !type.IsSealed).Select(type => type.Name)
            .Concat(Entities().SelectMany(type => type.GetProperties().Where(p => p.SetMethod is { IsPublic: true } set && !IsInit(set)).Select(p => $"{type.Name}.{p.Name}")))
            .ToList();
        open.ShouldBeEmpty();
    }

    [Fact]
    public void Entities_Twin_APublicSetterWouldBeFound() => IsInit(typeof(Open).GetProperty(nameof(Open.Name))!.SetMethod!).ShouldBeFalse();

    [Fact]
    public void UseCases_WriteOnlyThroughTheUnitOfWork()
    {
        // Whoever takes the engine itself could write without an audit event. Queries only read; failed sign-ins are counted as events; the
        // fictional service is filled in one transaction around the units of work.
        string[] allowed = ["UnitOfWork", "ReadTraces", "VerifyChain", "CountSignInFailure", "FictionalHistory", "FillFictionalService", "OneTransaction"];
        Core.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && !allowed.Contains(type.Name) && !type.Name.EndsWith("Queries", StringComparison.Ordinal))
            .Where(type => type.GetConstructors().Any(c => c.GetParameters().Any(p => p.ParameterType == typeof(IDatabaseEngine))))
            .Select(type => type.FullName)
            .ShouldBeEmpty();
    }

    private static IEnumerable<Type> Entities()
    {
        using var context = new ThroughlineContext(
            Microsoft.EntityFrameworkCore.SqliteDbContextOptionsBuilderExtensions.UseSqlite(
                new Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<ThroughlineContext>(), "Data Source=:memory:").Options,
            Throughline.Security.Viewer.System);
        return [.. context.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.Assembly == Core)];
    }

    private static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));

    private static bool Forbidden(string assembly) =>
        assembly.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || assembly.Contains("Sqlite", StringComparison.OrdinalIgnoreCase) || assembly.StartsWith("Npgsql", StringComparison.Ordinal);

    private static IEnumerable<string> Trespassers(string slice, string[] mayNot) => mayNot.Length == 0 ? [] :
        Types.InAssembly(Core).That().ResideInNamespace(slice).ShouldNot().HaveDependencyOnAny(mayNot).GetResult().FailingTypeNames ?? [];

    private sealed class Open
    {
        public string Name { get; set; } = "";
    }
}
