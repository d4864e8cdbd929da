using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Writes down that something hard happened to somebody who is mentored. It makes an offer to talk due for the mentor within a day, and never counts
/// against them (INV-067, INV-068). After a death, messages to the person stop (E32).
/// </summary>
public sealed class RecordSetback(UnitOfWork unit)
{
    /// <summary>Writes it down. The mentor or a coordinator does it.</summary>
    /// <returns>The id of the offer to talk, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid matchId, SetbackKind? kind, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("setback-recorded"), async writing =>
        {
            var (turn, refused) = await MatchTurn.TakeAsync(writing, matchId, null, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.IsMentor && !turn.Coordinates)
            {
                return new NotAllowed();
            }

            if (kind is not { } what || !Enum.IsDefined(what))
            {
                return new Invalid("Kind", "Choose what happened");
            }

            var match = turn.Match;
            var hours = (double)(await new SettingQueries(writing.Context).ValuesAsync(match.SchemeId, cancellation))[SettingKeys.DebriefOfferHours];
            var setback = new Setback(writing.NewId(), match, what, turn.Viewer.PersonId, writing.Now);
            var debrief = new Debrief(writing.NewId(), setback, writing.Now, writing.Now.AddHours(hours));
            writing.Context.AddRange(setback, debrief);
            if (what == SetbackKind.Died)
            {
                var person = await writing.Context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).SingleAsync(p => p.Id == match.PersonId, cancellation);
                person.SetContact(person.ContactNote, noContact: true);
            }

            return debrief.Id;
        }, cancellation);
}
