using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>How a week was.</summary>
/// <param name="Values">For each sort of person from −2 to 2; without a line: left out.</param>
/// <param name="Between">How far in between it felt, from 0 to 4; null where it was left out.</param>
/// <param name="NoContact">The sorts of people with whom there was no contact; null for none.</param>
public sealed record PulseInput(IReadOnlyDictionary<SourceClass, int> Values, int? Between, IReadOnlyCollection<SourceClass>? NoContact = null);

/// <summary>Saves how the viewer's week was. Once a week; said again, it takes the place of what was there. Nothing is due and nothing is counted up.</summary>
public sealed class SavePulse(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotAllowed"/> under any hat but a peer worker's, or <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(PulseInput input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("pulse-saved"), async writing =>
        {
            var (own, week) = (writing.Viewer.PersonId, WeeklyPulse.WeekOf(writing.Today));
            if (writing.Viewer.Hat != Hat.PeerWorker || writing.Viewer.SchemeIds.Count == 0 || !await writing.LockAsync(own, cancellation))
            {
                return new NotAllowed();
            }

            if (input.Values.FirstOrDefault(v => !Enum.IsDefined(v.Key) || v.Value is < -ReceivedMessage.ValueMost or > ReceivedMessage.ValueMost) is { Key: not 0 } wrong)
            {
                return new Invalid(wrong.Key.ToString(), "Choose one of the answers");
            }

            var without = input.NoContact ?? [];
            if (without.Where(s => !Enum.IsDefined(s) || input.Values.ContainsKey(s)).Select(s => (SourceClass?)s).FirstOrDefault() is { } both)
            {
                return new Invalid(both.ToString(), "Choose one of the answers");
            }

            if (input.Between is < 0 or > WeeklyPulse.BetweenMost)
            {
                return new Invalid(nameof(input.Between), "Choose one of the answers");
            }

            if (input.Values.Count == 0 && without.Count == 0 && input.Between is null)
            {
                return new NothingSaid();
            }

            var pulse = await writing.Context.WeeklyPulses.Include(p => p.Answers).FirstOrDefaultAsync(p => p.PersonId == own && p.Week == week, cancellation);
            if (pulse is null)
            {
                writing.Context.Add(pulse = new WeeklyPulse(writing.NewId(), own, writing.Viewer.SchemeIds[0], week));
            }

            pulse.Say(input.Values, input.Between, without);
            writing.Note(own, nameof(WeeklyPulse), pulse.Id);
            return new Done();
        }, cancellation);
}

/// <summary>Everything was left out: there is nothing to save.</summary>
public sealed record NothingSaid() : Refusal("nothing-said")
{
    /// <inheritdoc />
    public override string Sentence => "Answer at least one of these, or skip this week.";
}
