using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Moves a version on: to being worked out, being written, read by peers, finalised, or retired; or back to being written.</summary>
public sealed class MoveProgramme(UnitOfWork unit)
{
    /// <summary>Moves it.</summary>
    /// <param name="versionId">The version of the programme.</param>
    /// <param name="version">The version of the record that the form was opened on.</param>
    /// <param name="to">Where to.</param>
    /// <param name="words">What is to change, where it goes back.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="ProgrammeMoveNotOpen"/>, <see cref="NeedsSessions"/>,
    /// <see cref="NeedsPeerAuthor"/>, <see cref="NeedsPeerViews"/>, <see cref="ProgrammeStillRuns"/>, <see cref="Invalid"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(Guid versionId, int version, ProgrammeState to, string? words = null, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("session-programme-moved"), async writing =>
        {
            var (found, refused) = await writing.TakeOwnVersionAsync(versionId, version, cancellation);
            return found is null ? refused! : await MoveAsync(writing, found, to, words, cancellation) is { } refusal ? refusal : new Done();
        }, cancellation);

    private static async Task<Refusal?> MoveAsync(Writing writing, SessionProgrammeVersion version, ProgrammeState to, string? words, CancellationToken cancellation)
    {
        var (context, id, round, now, by) = (writing.Context, version.Id, version.Round, writing.Now, writing.Viewer.PersonId);
        switch (to)
        {
            // Counted past the walls of the one who moves it: that a peer is among the authors, or has said what they think, is no news of who.
            case ProgrammeState.PeerReview:
                return version.AskPeers(await context.Authorships.IgnoreQueryFilters(DeliveryRules.People).AnyAsync(a => a.VersionId == id && a.IsPeer && a.TakenOutAt == null, cancellation), now, by);
            case ProgrammeState.Finalised:
                var needed = (await new SettingQueries(context).ValuesAsync(version.SchemeId, cancellation)).Whole(SettingKeys.ProgrammesPeerViews);
                return version.Finalise(await context.ProgrammeViews.IgnoreQueryFilters(DeliveryRules.People).CountAsync(v => v.VersionId == id && v.Round == round, cancellation), needed, now, by);
            case ProgrammeState.Retired:
                return version.Retire(await context.GroupSessions.CountAsync(s => s.ProgrammeVersionId == id && s.State == SessionState.Planned && s.StartsAt > now, cancellation), now, by);
            default:
                return version.Move(to, words, now, by);
        }
    }
}
