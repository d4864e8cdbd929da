using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Ethics;

/// <summary>Ethics rules that hold by what the database cannot store: E01, E13, E15, E16, E17, E20, E25.</summary>
public sealed partial class SchemaTests
{
    // What may be plain text about a person: names, codes and a sign-in address (254 is the longest there is). Anything longer is free text and must be sealed.
    private const int LongestPlainText = 254;

    private static readonly IModel Model = BuildModel();

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

    [Fact]
    public void EveryEntityAboutAPerson_HasWallsAndReach()
    {
        var open = Model.GetEntityTypes()
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
        open.ShouldBeEmpty();
    }

    [Fact]
    public void EveryEntityWithAPersonId_SaysThatItIsAboutAPerson()
    {
        // Rows of the system's own working, which no page lists to anybody but their owner, say so by INotAudited.
        string[] keptApart = ["Wall", "Belonging", "StoryGrant", "ClearedSpan"];
        var silent = Model.GetEntityTypes()
            .Where(entity => entity.FindProperty("PersonId") is not null)
            .Where(entity => !typeof(IAboutPerson).IsAssignableFrom(entity.ClrType) && !typeof(INotAudited).IsAssignableFrom(entity.ClrType))
            .Select(entity => entity.ClrType.Name)
            .Except(keptApart)
            .ToList();
        silent.ShouldBeEmpty();
    }

    private static IEnumerable<string> Names(IModel model) => model.GetEntityTypes()
        .SelectMany(entity => entity.GetProperties().Select(p => $"{entity.ClrType.Name}.{p.Name}").Append(entity.ClrType.Name + ".").Append(entity.GetTableName() + "."));

    private static IModel BuildModel()
    {
        using var context = new ThroughlineContext(
            new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite("Data Source=:memory:").Options, Viewer.System);
        return context.Model;
    }

    [GeneratedRegex(
        @"Risk(Score|Level|Rating|Band)|Reoffen|Recidiv|Predict|Likelihood|Ogrs|Dangerous|DrugTest|TestResult|Offence|Conviction(s|Text|Detail)?$|MutualAid|Na(Membership|Member)\b|Aa(Membership|Member)\b|AaMembership|Faith|Intelligence|Informant|Points|Badge|Streak|Leaderboard|Rank(ing)?\b|Gps|Latitude|Longitude|Keystroke|Screenshot",
        RegexOptions.NonBacktracking)]
    private static partial Regex Forbidden();
}
