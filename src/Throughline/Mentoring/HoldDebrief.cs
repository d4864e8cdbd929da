using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Says that the talk was held. What was said in it is between the two.</summary>
public sealed class HoldDebrief(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <param name="id">The offer.</param>
    /// <param name="on">The London date: today or before.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="DebriefNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, DateOnly? on, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("debrief-held"), async writing =>
        {
            var (debrief, refused) = await DebriefRules.TakeAsync(writing, id, own: false, cancellation);
            if (debrief is null)
            {
                return refused!;
            }

            var day = on ?? writing.Today;
            return day < debrief.At.LondonDate() || day > writing.Today
                ? new Invalid("On", "The day must be between the day it became due and today")
                : debrief.Hold(day) is { } refusal ? refusal : new Done();
        }, cancellation);
}
