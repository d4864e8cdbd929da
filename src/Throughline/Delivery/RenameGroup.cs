using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>Calls a group something else, and says whether it is the mentors' own. Stories that were given for the group by its name are not used under another one (INV-089).</summary>
public sealed class RenameGroup(UnitOfWork unit)
{
    /// <summary>Saves both.</summary>
    /// <param name="activityId">The group.</param>
    /// <param name="version">The version the form was opened on.</param>
    /// <param name="name">What it is called from now on.</param>
    /// <param name="forMentors">Whether those who mentor meet in it as one.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="GroupHasEnded"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid activityId, int version, string? name, bool forMentors, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("group-renamed"), async writing =>
        {
            var (group, refused) = await writing.TakeGroupAsync(activityId, version, cancellation);
            return group is null ? refused! : group.Rename(name, forMentors) is { } refusal ? refusal : new Done();
        }, cancellation);
}
