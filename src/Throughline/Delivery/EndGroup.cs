using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Ends a group. Sessions that are still planned have to be called off first, so that nobody stands at a closed door.</summary>
public sealed class EndGroup(UnitOfWork unit)
{
    /// <summary>Ends it.</summary>
    /// <param name="activityId">The group.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="GroupHasEnded"/>, <see cref="SessionsToCome"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid activityId, int version, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("group-ended"), async writing =>
        {
            var (group, refused) = await writing.TakeGroupAsync(activityId, version, cancellation);
            if (group is null)
            {
                return refused!;
            }

            var now = writing.Now;
            var toCome = await writing.Context.GroupSessions.CountAsync(s => s.ActivityId == activityId && s.State == SessionState.Planned && s.StartsAt > now, cancellation);
            return toCome > 0 ? new SessionsToCome(toCome) : group.End(writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>Sessions are still planned.</summary>
/// <param name="Number">How many.</param>
public sealed record SessionsToCome(int Number) : Refusal("sessions-to-come")
{
    /// <inheritdoc />
    public override string Sentence => Number == 1
        ? "One session is still planned. Call it off first, so that nobody comes for nothing."
        : $"{Number} sessions are still planned. Call them off first, so that nobody comes for nothing.";
}
