using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Security;
using Throughline.Support;

namespace Throughline.Tests.Fictional;

public sealed class FictionalClimateTests(FilledService filled) : IClassFixture<FilledService>
{
    [Fact]
    public async Task Places_AreOneOfEachWord_AndSupervisionIsCounted()
    {
        var colin = await HeadOfServiceAsync();
        var sites = (await filled.Database.AsAsync<ClimateQueries, IReadOnlyList<SchemeClimate>>(colin, q => q.ListAsync())).SelectMany(s => s.Sites).ToList();
        Word("Sluice House").ShouldBe(PlaceWord.Enabling);
        Word("Weir Street office").ShouldBe(PlaceWord.Mixed);
        sites.Where(s => s.Name.StartsWith("Wharfside", StringComparison.Ordinal)).ShouldAllBe(s => s.Word == PlaceWord.TooFewToShow);
        var figures = await filled.Database.AsAsync<SupervisionQueries, IReadOnlyList<SupervisionFigures>>(colin, q => q.FiguresAsync());
        figures.ShouldContain(f => f.Due > 0 && f.InTime < f.Due);

        PlaceWord Word(string name) => sites.Single(s => s.Name == name).Word;
    }

    private async Task<Viewer> HeadOfServiceAsync()
    {
        await using var context = filled.Everything();
        var person = await context.People.Where(p => p.PreferredName == "Colin").Select(p => p.Id).SingleAsync();
        var hats = await filled.Database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, of => of.OfAsync(person));
        return new Viewer(person, Hat.HeadOfService, hats.Single(h => h.Hat == Hat.HeadOfService).SchemeIds);
    }
}
