using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>
/// Stops a match at once, where somebody's safety asks for it: a coordinator, or the safeguarding lead while they have a concern about one of the two. A
/// person decides, with a reason and what they looked at (E02), and a coordinator with a second person about both of the two. Neither of the two reads it; the
/// lead's is for those who lead on safeguarding alone, and a coordinator is told that both are to be talked with.
/// </summary>
public sealed class StopMatch(UnitOfWork unit)
{
    /// <summary>Stops it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="SecondPersonNeeded"/>, <see cref="MatchOver"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, Decision decision, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("match-stopped"), async writing =>
        {
            // Somebody's safety comes before a label and before a second look: the lead can stop a match whose mentor they are not told, and at once.
            var lead = writing.Viewer.Hat == Hat.SafeguardingLead;
            var (turn, refused) = await MatchTurn.TakeAsync(writing, id, version, cancellation, unnamed: lead);
            if (turn is null)
            {
                return refused!;
            }

            if (!turn.Coordinates && !turn.LeadsSafeguarding)
            {
                return new NotAllowed();
            }

            var told = (await new SettingQueries(writing.Context).ValuesAsync(turn.Match.SchemeId, cancellation)).Whole(SettingKeys.MatchesStoppedShownDays);
            return (decision.Check(writing.Viewer)
                ?? (lead ? null : await SecondPerson.CheckAsync(writing, turn.Two, turn.Match.SchemeId, AdverseAct.StopMatch, id, cancellation))
                ?? turn.Match.Stop(turn.Viewer.PersonId, writing.Today, turn.Seal(decision.Text), told, lead)) is { } refusal ? refusal : new Done();
        }, cancellation);
}
