using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A scheme set up from a shipped template through the product's own use case, with a coordinator, Moira Finch.</summary>
    public static async Task<RunScheme> SetUpSchemeAsync(
        this TestDatabase database, string name = "Riverside", string template = "drugs-team-peer-mentoring", string organisation = "Harbour Probation Trust")
    {
        var made = await database.AsAsync<SetUpScheme, Outcome<Guid>>(Security.Viewer.System, setUp =>
            setUp.RunAsync(new NewScheme(template, 1, name, new DateOnly(2024, 9, 2), false, organisation, OrganisationKind.Trust)));
        var scheme = made.Value;
        await using var context = database.Everything();
        var role = await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme && r.Key == "coordinator");
        var person = await database.AddPersonAsync("Moira", "Finch", role);
        return new RunScheme(scheme, new Viewer(person, Hat.Coordinator, [scheme]));
    }
}

/// <summary>A scheme that runs, with the coordinator who runs it.</summary>
public sealed record RunScheme(Guid Id, Viewer Coordinator);
