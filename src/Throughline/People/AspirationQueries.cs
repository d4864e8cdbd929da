using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>Where somebody said they would like to go.</summary>
/// <param name="On">The London date.</param>
/// <param name="Role">The role here, where it was one.</param>
/// <param name="Words">Their own words.</param>
/// <param name="Told">Whether they let the service know that they would like to move on.</param>
public sealed record SaidBefore(DateOnly On, string? Role, string? Words, bool Told);

/// <summary>The viewer's own aspirations.</summary>
public sealed class AspirationQueries(ThroughlineContext context, Vault vault)
{
    /// <summary>What they said, newest first, at most 50. One command; opening words leaves a trace, as every opening does.</summary>
    public async Task<IReadOnlyList<SaidBefore>> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var said = await (from aspiration in context.Aspirations.AsNoTracking()
                          where aspiration.PersonId == viewer
                          orderby aspiration.On descending, aspiration.Id descending
                          select new
                          {
                              aspiration.On,
                              aspiration.Words,
                              aspiration.Told,
                              Role = context.RoleDefinitions.Where(r => r.Id == aspiration.RoleDefinitionId).Select(r => r.Title).FirstOrDefault(),
                          }).Take(50).ToListAsync(cancellation);
        var texts = said.Select(s => s.Words).OfType<SealedText>().ToList();
        var opened = texts.Count == 0
            ? []
            : await vault.OpenAsync(new Opening(viewer, "where you would like to go", nameof(Aspiration), Guid.Empty, "Own page"), texts, cancellation);
        var words = new Queue<string?>(opened);
        return said.ConvertAll(s => new SaidBefore(s.On, s.Role, s.Words is null ? null : words.Dequeue(), s.Told));
    }
}
