using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Storage;

public sealed class StandingTests
{
    private static readonly DbContextOptions<ThroughlineContext> Options = new DbContextOptionsBuilder<ThroughlineContext>().UseSqlite("Data Source=:memory:").Options;

    [Fact]
    public void Model_HatsThatMayTheSame_IsShared()
    {
        var alike = Enum.GetValues<Hat>().GroupBy(Standing.Of).ToList();
        alike.ShouldContain(hats => hats.Count() > 1);
        alike.ShouldAllBe(hats => hats.Select(Model).Distinct().Count() == 1);
        alike.Select(hats => Model(hats.First())).Distinct().Count().ShouldBe(alike.Count);
    }

    [Fact]
    public void Model_OfTheSystem_HidesNobodyWhoHasArrived() =>
        Model(Hat.System).FindEntityType(typeof(Person))!.GetDeclaredQueryFilters().Select(f => f.Key).ShouldBe([ThroughlineContext.ArrivedFilter]);

    [Theory]
    [InlineData(Hat.Coordinator)]
    [InlineData(Hat.Mentee)]
    public void Model_OfAPerson_AsksNothingThatTheHatAnswers(Hat hat)
    {
        var filters = string.Concat(Filters(hat));
        filters.ShouldContain(nameof(ThroughlineContext.Viewer));
        typeof(Standing).GetProperties().Select(p => p.Name).Where(name => filters.Contains("." + name, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Options_OfTheSystemsContext_DoNotGiveAPersonItsModel()
    {
        using var system = new ThroughlineContext(Options, Viewer.System);
        var handedOn = (DbContextOptions<ThroughlineContext>)system.GetService<IDbContextOptions>();
        using var person = new ThroughlineContext(handedOn, new Viewer(Guid.Empty, Hat.Mentee, []));
        person.Model.FindEntityType(typeof(Person))!.GetDeclaredQueryFilters().ShouldNotBeEmpty();
    }

    private static Microsoft.EntityFrameworkCore.Metadata.IModel Model(Hat hat)
    {
        using var context = new ThroughlineContext(Options, new Viewer(Guid.Empty, hat, []));
        return context.Model;
    }

    private static IEnumerable<string> Filters(Hat hat) =>
        Model(hat).GetEntityTypes().SelectMany(e => e.GetDeclaredQueryFilters()).Select(f => f.Expression!.ToString());
}
