using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What came of a supervision.</summary>
/// <param name="Id">The supervision.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="HeldOn">The London date on which it was held.</param>
/// <param name="Agreed">What was agreed, in words that both read.</param>
/// <param name="NextOn">The next day; null for none yet.</param>
public sealed record SupervisionHeld(Guid Id, int Version, DateOnly? HeldOn, string? Agreed, DateOnly? NextOn);

/// <summary>Writes down that supervision was held and what was agreed. The other of the two reads it and says whether it is so; the next one is planned in the same write.</summary>
public sealed class HoldSupervision(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody but the two, <see cref="Stale"/>, <see cref="AnotherSupervises"/>, <see cref="SupervisionOver"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(SupervisionHeld input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("supervision-held"), async writing =>
        {
            if (await writing.TakeSupervisionAsync(input.Id, cancellation) is not { } supervision)
            {
                return new NotFound();
            }

            if (supervision.Version != input.Version)
            {
                return new Stale();
            }

            if ((await writing.CheckStillWithAsync(supervision, cancellation) ?? supervision.Hold(writing.Viewer.PersonId, input.HeldOn, input.NextOn, writing.Today) ?? RewordSupervision.Check(input.Agreed)) is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(new SupervisionNote(supervision, writing.Seal(supervision.PersonId, input.Agreed!.Trim()), writing.Today));
            if (input.NextOn is { } next)
            {
                var planned = Supervision.Plan(writing.NewId(), supervision.PersonId, supervision.SupervisorId, supervision.SchemeId, supervision.HoldingId, next, writing.Today);
                writing.Context.Add(planned.Value);
            }

            return new Done();
        }, cancellation);
}
