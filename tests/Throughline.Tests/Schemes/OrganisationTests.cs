using Throughline.Schemes;
using Throughline.Testing;

namespace Throughline.Tests.Schemes;

public sealed class OrganisationTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [InlineData("2010-01-01", "Harbour Probation Trust")]
    [InlineData("2012-04-01", "Harbour Probation Trust")]
    [InlineData("2014-05-31", "Harbour Probation Trust")]
    [InlineData("2014-06-01", "Estuary Rehabilitation Company")]
    [InlineData("2017-01-01", "Estuary and Coast Rehabilitation Company")]
    [InlineData("2021-06-25", "Estuary and Coast Rehabilitation Company")]
    [InlineData("2021-06-26", "Harbour Probation Service")]
    [InlineData("2026-03-02", "Harbour Probation Service")]
    public void At_TrustBecomesCompanyBecomesService_IsTheNameOfTheDate(string date, string name)
    {
        var organisation = Organisation.Found(Guid.CreateVersion7(), "Harbour Probation Trust", OrganisationKind.Trust, new(2012, 4, 1)).Value;
        organisation.SucceedBy(Guid.CreateVersion7(), "Estuary Rehabilitation Company", OrganisationKind.Company, new(2014, 6, 1), Today).ShouldBeNull();
        organisation.Rename(Guid.CreateVersion7(), "Estuary and Coast Rehabilitation Company", new(2017, 1, 1), Today).ShouldBeNull();
        organisation.SucceedBy(Guid.CreateVersion7(), "Harbour Probation Service", OrganisationKind.Service, new(2021, 6, 26), Today).ShouldBeNull();

        organisation.At(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture)).Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("2012-04-01")]
    [InlineData("2012-03-31")]
    public void Rename_OnOrBeforeTheNewestChange_IsRefused(string date)
    {
        var organisation = Organisation.Found(Guid.CreateVersion7(), "Harbour Probation Trust", OrganisationKind.Trust, new(2012, 4, 1)).Value;

        var refusal = organisation.Rename(Guid.CreateVersion7(), "Another", DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), Today);

        refusal.ShouldBeOfType<ChangeBeforeHistory>().Sentence.ShouldBe("The date must be after 1 April 2012, when the name Harbour Probation Trust began");
        organisation.Spells.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", 2020, "Name")]
    [InlineData("Harbour Probation Trust", 2020, "Name")]
    [InlineData("Harbour Service", 2029, "From")]
    public void Rename_NotGood_NamesTheField(string name, int year, string field)
    {
        var organisation = Organisation.Found(Guid.CreateVersion7(), "Harbour Probation Trust", OrganisationKind.Trust, new(2012, 4, 1)).Value;

        organisation.Rename(Guid.CreateVersion7(), name, new(year, 1, 1), Today).ShouldNotBeNull().Field.ShouldBe(field);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_SucceedThenRename_KeepsEveryName(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();

        var succeeded = await database.AsAsync<SucceedOrganisation, Outcome<Done>>(scheme.Coordinator, use =>
            use.RunAsync(new OrganisationEdit("Estuary Rehabilitation Company", OrganisationKind.Company, new(2025, 6, 1), 1)));
        var renamed = await database.AsAsync<RenameOrganisation, Outcome<Done>>(scheme.Coordinator, use =>
            use.RunAsync(new OrganisationEdit("Estuary Company", OrganisationKind.Other, new(2026, 1, 1), 2)));

        succeeded.Succeeded.ShouldBeTrue();
        renamed.Succeeded.ShouldBeTrue();
        var page = (await database.AsAsync<SchemeQueries, OrganisationPage?>(scheme.Coordinator, q => q.OrganisationAsync()))!;
        page.Organisation.History.Select(s => (s.Name, s.Kind, s.How)).ShouldBe(
        [
            ("Harbour Probation Trust", OrganisationKind.Trust, OrganisationChange.Founded),
            ("Estuary Rehabilitation Company", OrganisationKind.Company, OrganisationChange.Succeeded),
            ("Estuary Company", OrganisationKind.Company, OrganisationChange.Renamed),
        ]);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task RunAsync_TenAtOnceWithTheSameForm_OneIsTakenAndTheOthersAreTold(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(1, 10).Select(n => database.AsAsync<RenameOrganisation, Outcome<Done>>(scheme.Coordinator, use =>
            use.RunAsync(new OrganisationEdit($"Name {n}", OrganisationKind.Trust, new(2025, n, 1), 1)))));

        outcomes.Count(o => o.Succeeded).ShouldBe(1);
        outcomes.Where(o => !o.Succeeded).ShouldAllBe(o => o.Refusal is Stale);
    }
}
