using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>A screen to set up.</summary>
/// <param name="SpaceId">The hub.</param>
/// <param name="Name">Where it hangs.</param>
public sealed record NewScreen(Guid SpaceId, string? Name);

/// <summary>
/// Gives a browser the permission to show one hub's page for the wall. The coordinator of the site does it once, on the screen. The answer is a
/// secret, so a repeat with the same form sets up another screen rather than giving the first one's key again.
/// </summary>
public sealed class SetUpScreen(UnitOfWork unit, Security.CurrentViewer current)
{
    /// <summary>Sets it up.</summary>
    /// <returns>The browser's key, kept nowhere; or <see cref="NotFound"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<string>> RunAsync(NewScreen input, CancellationToken cancellation = default) =>
        unit.RunAsAsync<string>(current.Viewer, new Act("hub-screen-set-up"), async writing =>
        {
            var space = await writing.Context.Spaces.AsNoTracking().FirstOrDefaultAsync(s => s.Id == input.SpaceId && s.IsHub, cancellation);
            if (space is null || !writing.Viewer.MayRun(space.SchemeId))
            {
                return new NotFound();
            }

            var made = HubScreen.SetUp(writing.NewId(), space.Id, input.Name, writing.Viewer.PersonId, writing.Now);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            writing.Context.Add(made.Value.Screen);
            return made.Value.Key;
        }, cancellation);
}
