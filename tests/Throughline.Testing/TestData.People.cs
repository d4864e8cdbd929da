using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>Runs a use case of a viewer: <c>database.DoAsync(viewer, (MoveRole move) => move.RunAsync(…))</c>.</summary>
    public static Task<TResult> DoAsync<TService, TResult>(this TestDatabase database, Viewer viewer, Func<TService, Task<TResult>> work, Guid? once = null)
        where TService : notnull => database.AsAsync(viewer, services => work(services.GetRequiredService<TService>()), once);

    /// <summary>The only holding of a person in a role, or the newest.</summary>
    public static async Task<RoleHolding> HoldingAsync(this TestDatabase database, Guid personId, RoleDefinition role)
    {
        await using var context = database.Everything();
        return await context.RoleHoldings.AsNoTracking().Include(h => h.Moves.OrderBy(m => m.Number))
            .Where(h => h.PersonId == personId && h.RoleDefinitionId == role.Id).OrderByDescending(h => h.From).FirstAsync();
    }

    /// <summary>A person as stored.</summary>
    public static async Task<Person> PersonAsync(this TestDatabase database, Guid personId)
    {
        await using var context = database.Everything();
        return await context.People.AsNoTracking().SingleAsync(p => p.Id == personId);
    }

    /// <summary>A coordinator of a scheme, as a viewer.</summary>
    public static async Task<Viewer> AddCoordinatorAsync(this TestDatabase database, TestScheme scheme, string preferredName = "Moira", string? familyName = "Finch") =>
        new(await database.AddPersonAsync(preferredName, familyName, scheme.Coordinator), Hat.Coordinator, [scheme.Id]);

    /// <summary>A reason long enough and what was looked at.</summary>
    public static Decision Decision { get; } = new("We talked it through twice and agreed it with her.", "Two supervision notes");
}
