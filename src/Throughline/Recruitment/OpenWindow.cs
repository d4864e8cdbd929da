using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A window for applications, as typed.</summary>
/// <param name="RoleDefinitionId">The role.</param>
/// <param name="Opens">First London day.</param>
/// <param name="Closes">Last London day; null for no end yet.</param>
/// <param name="About">What the role is, in plain words.</param>
/// <param name="OtherWays">Other ways to apply.</param>
public sealed record NewWindow(Guid RoleDefinitionId, DateOnly Opens, DateOnly? Closes, string? About, string? OtherWays = null);

/// <summary>Says from when a scheme takes applications for a role.</summary>
public sealed class OpenWindow(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns>The window's id; <see cref="NotFound"/> (the role), <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="WindowOverlaps"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewWindow input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("applications-opened"), async writing =>
        {
            if (!writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            // The role's row is taken first, so that two windows for it meet here.
            if (await writing.Context.RoleDefinitions.Where(r => r.Id == input.RoleDefinitionId).ExecuteUpdateAsync(set => set.SetProperty(r => r.Version, r => r.Version), cancellation) == 0)
            {
                return new NotFound();
            }

            var role = await writing.Context.RoleDefinitions.SingleAsync(r => r.Id == input.RoleDefinitionId, cancellation);
            if (!writing.Viewer.Runs(role.SchemeId))
            {
                return new NotFound();
            }

            var opened = ApplicationWindow.Open(writing.NewId(), role, input.Opens, input.Closes, input.About, input.OtherWays);
            if (!opened.Succeeded)
            {
                return opened.Refusal!;
            }

            var window = opened.Value;
            if (await writing.Context.ApplicationWindows.AnyAsync(
                w => w.RoleDefinitionId == role.Id && (window.Closes == null || w.Opens <= window.Closes) && (w.Closes == null || window.Opens <= w.Closes), cancellation))
            {
                return new WindowOverlaps();
            }

            writing.Context.Add(window);
            return window.Id;
        }, cancellation);
}

/// <summary>There is a window for the role on some of these days already.</summary>
public sealed record WindowOverlaps() : Refusal("window-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "Applications for this role are open on some of these days already. Close that one first, or choose other days.";

    /// <inheritdoc />
    public override string? Field => nameof(NewWindow.Opens);
}
