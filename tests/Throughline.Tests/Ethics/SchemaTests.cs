using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Audit;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Ethics;

/// <summary>Ethics rules that hold by what the database cannot store: E01, E13, E15, E16, E17, E20, E25.</summary>
public sealed partial class SchemaTests
{
    // What may be plain text about a person: names, codes and a sign-in address (254 is the longest there is). Anything longer is free text and must be sealed.
    private const int LongestPlainText = 254;

    private static readonly IModel Model = BuildModel(Hat.PeerWorker);

    [Fact]
    public void Names_PredictionsScoresInformingAndGames_AreNowhere() => Names(Model).Where(name => Forbidden().IsMatch(name)).ShouldBeEmpty();

    [Theory]
    [InlineData("Person.RiskScore")]
    [InlineData("RoleHolding.ReoffendingLikelihood")]
    [InlineData("Person.DrugTestResult")]
    [InlineData("Contact.OffenceDetails")]
    [InlineData("Person.AaMembership")]
    [InlineData("Person.PointsEarned")]
    public void Forbidden_NameThatMustNotBe_IsFound(string name) => Forbidden().IsMatch(name).ShouldBeTrue();

    [Fact]
    public void TextAboutPeople_IsShortOrSealed()
    {
        var unsealed = Model.GetEntityTypes()
            .Where(entity => typeof(IAboutPerson).IsAssignableFrom(entity.ClrType) && entity.GetTableName() is not null)
            .SelectMany(entity => entity.GetProperties().Where(p => p.ClrType == typeof(string) && p.GetValueConverter() is null)
                .Where(p => !Writing.SecretFields.Contains(p.Name) && (p.GetMaxLength() ?? int.MaxValue) > LongestPlainText)
                .Select(p => $"{entity.ClrType.Name}.{p.Name}"))
            .ToList();
        unsealed.ShouldBeEmpty("free text about a person is stored as SealedText, and a short code or name says its length");
    }

    public static TheoryData<Hat> PeoplesHats => [.. Enum.GetValues<Hat>().Where(hat => hat != Hat.System)];

    [Theory, MemberData(nameof(PeoplesHats))]
    public void EveryEntityAboutAPerson_HasWallsAndReach(Hat hat)
    {
        var open = BuildModel(hat).GetEntityTypes()
            .Where(entity => typeof(IAboutPerson).IsAssignableFrom(entity.ClrType) || entity.ClrType == typeof(AuditEvent))
            // The walls themselves: the rule is written over them, and no page reads them.
            .Where(entity => entity.ClrType != typeof(Throughline.People.Wall))
            .Where(entity =>
            {
                var names = entity.GetDeclaredQueryFilters().Select(f => f.Key).ToList();
                return !names.Contains(ThroughlineContext.OwnFilter)
                    && (!names.Contains(ThroughlineContext.WallsFilter) || !names.Contains(ThroughlineContext.ReachFilter));
            })
            .Select(entity => entity.ClrType.Name)
            .ToList();
        // Who leads on data protection reaches every erasure: a model holds no filter that lets everything through.
        open.ShouldBe(hat == Hat.DataProtectionLead ? ["Erasure"] : []);
    }

    [Fact]
    public void EveryEntityWithAPersonId_SaysThatItIsAboutAPerson()
    {
        // Rows of the system's own working, which no page lists to anybody but their owner, say so by INotAudited.
        string[] keptApart = ["Wall", "Belonging", "StoryGrant", "ClearedSpan", "Facilitating", "PlaceHeld", "MatchTie", "PartHeld", "PlaceKept", "AuthorKept", "ConcernHeld", "PagedFor", "StayWellReader", "ConcernBar", "WishTold"];
        var silent = Model.GetEntityTypes()
            .Where(entity => entity.FindProperty("PersonId") is not null)
            .Where(entity => !typeof(IAboutPerson).IsAssignableFrom(entity.ClrType) && !typeof(INotAudited).IsAssignableFrom(entity.ClrType))
            .Select(entity => entity.ClrType.Name)
            .Except(keptApart)
            .ToList();
        silent.ShouldBeEmpty();
    }

    /// <summary>E17, INV-024: what a person writes about the past for one decision is in one table, each row under one person's key, and no query gives more than one person's.</summary>
    [Fact]
    public void WordsAboutThePast_AreOneSealedColumnThatNoListReads()
    {
        var column = Model.FindEntityType(typeof(VettingWords))!.GetProperties().Where(p => p.ClrType == typeof(SealedText)).ShouldHaveSingleItem();
        column.IsNullable.ShouldBeTrue("so that it can be destroyed");
        typeof(ThroughlineContext).GetProperties().Where(p => p.PropertyType == typeof(DbSet<VettingWords>) && p.GetMethod!.IsPublic).ShouldBeEmpty("pages cannot reach it past the queries");

        var readers = typeof(ThroughlineContext).Assembly.GetExportedTypes().Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods().Where(m => m.DeclaringType == t)).Where(m => Mentions(m.ReturnType, t => OfThePast.Contains(t))).ToList();
        readers.Select(m => $"{m.DeclaringType!.Name}.{m.Name}").Order(StringComparer.Ordinal).ShouldBe(["MyClearanceQueries.WordsAsync", "VettingQueries.WordsAsync"]);
        readers.ShouldAllBe(m => m.ReturnType.GetGenericTypeDefinition() == typeof(Task<>) && OfThePast.Contains(m.ReturnType.GetGenericArguments()[0]), "one person's, never a list");
        readers.ShouldAllBe(m => m.GetParameters()[0].ParameterType == typeof(Guid));
    }

    [Fact]
    public void Mentions_AListOfThem_WouldBeFound() => Mentions(typeof(Task<IReadOnlyList<WordsToDecide>>), t => OfThePast.Contains(t)).ShouldBeTrue();

    private static readonly Type[] OfThePast = [typeof(WordsToDecide), typeof(MyWords), typeof(VettingWords)];

    // Looks into the arguments of generic types and the properties of records, two deep.
    private static bool Mentions(Type type, Func<Type, bool> wanted, int depth = 4) => depth > 0 && (wanted(type)
        || type.GetGenericArguments().Any(a => Mentions(a, wanted, depth - 1))
        || (type.Namespace?.StartsWith("Throughline", StringComparison.Ordinal) == true && type.GetProperties().Any(p => p.PropertyType != type && Mentions(p.PropertyType, wanted, depth - 1))));

    private static IEnumerable<string> Names(IModel model) => model.GetEntityTypes()
        .SelectMany(entity => entity.GetProperties().Select(p => $"{entity.ClrType.Name}.{p.Name}").Append(entity.ClrType.Name + ".").Append(entity.GetTableName() + "."));

    private static IModel BuildModel(Hat hat)
    {
        using var context = new ThroughlineContext(
            new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite("Data Source=:memory:").Options, new Viewer(Guid.Empty, hat, []));
        return context.Model;
    }

    [GeneratedRegex(
        @"Risk(Score|Level|Rating|Band)|Reoffen|Recidiv|Predict|Likelihood|Ogrs|Dangerous|DrugTest|TestResult|Offence|Conviction(s|Text|Detail)?$|MutualAid|Na(Membership|Member)\b|Aa(Membership|Member)\b|AaMembership|Faith|Intelligence|Informant|Points|Badge|Streak|Leaderboard|Rank(ing)?\b|Gps|Latitude|Longitude|Keystroke|Screenshot",
        RegexOptions.NonBacktracking)]
    private static partial Regex Forbidden();
}
