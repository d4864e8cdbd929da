using System.Net;
using System.Text.RegularExpressions;
using Throughline.Rights;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Training;

namespace Throughline.Web.Tests.Training;

/// <summary>INV-034: the public page says that a certificate is genuine, when, and the name its holder chose; for any other code the same page says that there is none.</summary>
public sealed partial class CertificatePageTests
{
    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Check_GenuineUnknownTakenBackOrErased_IsTheSamePageButForTheFact(string provider)
    {
        await using var school = await School.OpenAsync(provider);
        var scene = school.Scene;
        var (_, _, id) = await scene.FinishAsync(scene.Ann);
        var (_, _, second) = await scene.FinishAsync(scene.Bo, "Other course");
        var visitor = school.App.Anonymous();
        var code = Certificate.Grouped(scene.Certificate(id).Code);

        var genuine = await ReadAsync(visitor, code);
        genuine.ShouldContain("This certificate is genuine. <strong>Ann Birch</strong> finished a course on 2 March 2026.");
        foreach (var telling in new[] { "Riverside", "Harbour", "Probation Trust", "peer", "probation", "recovery", "mentor", "Quay Street", "course of twelve", scene.Certificate(id).Number })
        {
            genuine.ShouldNotContain(telling, Case.Insensitive);
        }

        var unknown = await ReadAsync(visitor, "0000-0000-0000-0000");
        unknown.ShouldContain("There is no certificate with this code.");
        Shape(genuine).ShouldBe(Shape(unknown));
        Shape(await ReadAsync(visitor, "nonsense")).ShouldBe(Shape(unknown));

        TrainingScene.Must(await scene.AsAsync(scene.Coordinator, (RevokeCertificate revoke) => revoke.RunAsync(new CertificateRevocation(id, 1, TestData.Decision))));
        Neutral(await ReadAsync(visitor, code)).ShouldBe(Neutral(unknown));
        var erased = Certificate.Grouped(scene.Certificate(second).Code);
        TrainingScene.Must(await scene.AsAsync(Viewer.System, (ErasePerson erase) => erase.RunAsync(scene.Bo.PersonId, "He asked us to erase what we hold.")));
        Neutral(await ReadAsync(visitor, erased)).ShouldBe(Neutral(unknown));
    }

    [Fact]
    public async Task Check_TypedIn_LeadsToItsAddress()
    {
        await using var school = await School.OpenAsync();
        var (_, _, id) = await school.Scene.FinishAsync(school.Scene.Ann);
        var code = school.Scene.Certificate(id).Code;
        var visitor = school.App.Anonymous();
        var form = await visitor.GetPageAsync("/certificates");
        (await visitor.SubmitAsync(form, "form#check")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var answer = await visitor.SubmitAsync(form, "form#check", ("Code", $" {code.ToLowerInvariant()} "));
        answer.Headers.Location!.OriginalString.ShouldBe($"/certificates/{Certificate.Grouped(code)}");
        (await visitor.SubmitAsync(form, "form#check", ("Code", "../../people"))).Headers.Location!.OriginalString.ShouldBe("/certificates/people");
        (await visitor.GetPageAsync(answer.Headers.Location.OriginalString)).QuerySelector("#answer")!.TextContent.ShouldContain("Ann Birch");
    }

    [Fact]
    public async Task Check_ManyGuesses_HaveToWaitAndTheRestOfTheSiteDoesNot()
    {
        await using var school = await School.OpenAsync();
        var visitor = school.App.Anonymous();
        List<HttpStatusCode> answers = [];
        for (var i = 0; i < 60 && answers.LastOrDefault() != HttpStatusCode.TooManyRequests; i++)
        {
            answers.Add((await visitor.GetAsync($"/certificates/0000-0000-0000-{i:0000}")).StatusCode);
        }

        answers[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        answers.Count.ShouldBeGreaterThan(5);
        (await visitor.GetAsync("/certificates")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await visitor.SubmitAsync(await visitor.GetPageAsync("/sign-in"), "form#sign-in", ("SignInName", "x"), ("Password", "y"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<string> ReadAsync(HttpClient visitor, string code)
    {
        using var answer = await visitor.GetAsync($"/certificates/{code}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        return await answer.Content.ReadAsStringAsync();
    }

    // What differs on every page, and what was typed.
    private static string Neutral(string page) => Typed().Replace(Tokens().Replace(page, "value=\"\""), "$1");

    private static string Shape(string page) => Answer().Replace(Neutral(page), "<p>");

    [GeneratedRegex("(?<=name=\"(Once|__RequestVerificationToken)\"[^>]*)value=\"[^\"]*\"")]
    private static partial Regex Tokens();

    [GeneratedRegex("(<input[^>]*name=\"Code\"[^>]*?) value=\"[^\"]*\"")]
    private static partial Regex Typed();

    [GeneratedRegex("<p class=\"govuk-body\">(This certificate is genuine|There is no certificate)[^\\n]*</p>")]
    private static partial Regex Answer();
}
