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

    [Fact]
    public async Task WhatStaffLearnedAndExpenses_AreCountedWhereEnoughPeopleAre_AndAnsweredElsewhere()
    {
        var colin = await HeadOfServiceAsync();
        var sites = (await filled.Database.AsAsync<ClimateQueries, IReadOnlyList<SchemeClimate>>(colin, q => q.ListAsync())).SelectMany(s => s.Sites).ToList();
        foreach (var (name, counted) in new[] { ("Sluice House", true), ("Weir Street office", false) })
        {
            var id = sites.Single(s => s.Name == name).Id;
            var page = (await filled.Database.AsAsync<ClimateQueries, SitePage?>(colin, q => q.SiteAsync(id)))!;
            foreach (var condition in new[] { EnablingCondition.StaffLearned, EnablingCondition.ExpensesPaid })
            {
                var line = page.Conditions.Single(c => c.Condition == condition);
                (line.Counted, line.Met).ShouldBe((counted, counted), $"{name}, {condition}: {line.Basis}");
            }
        }
    }

    private async Task<Viewer> HeadOfServiceAsync()
    {
        await using var context = filled.Everything();
        var person = await context.People.Where(p => p.PreferredName == "Colin").Select(p => p.Id).SingleAsync();
        var hats = await filled.Database.AsAsync<HatQueries, IReadOnlyList<HeldHat>>(Viewer.System, of => of.OfAsync(person));
        return new Viewer(person, Hat.HeadOfService, hats.Single(h => h.Hat == Hat.HeadOfService).SchemeIds);
    }
}
