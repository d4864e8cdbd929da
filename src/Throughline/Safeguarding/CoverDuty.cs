using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>Somebody covers a turn, or a part of it, as typed; times are London's.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="PersonId">Who covers.</param>
/// <param name="Phone">Their work number.</param>
/// <param name="From">From when; null for its beginning.</param>
/// <param name="To">Until when; null for its end.</param>
public sealed record DutyCover(Guid TurnId, Guid? PersonId, string? Phone, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>Has somebody else do a turn, or a part of it. Whose turn it was stays written down.</summary>
public sealed class CoverDuty(UnitOfWork unit)
{
    /// <summary>Does it. The lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="TurnOverlaps"/>.</returns>
    public Task<Outcome<Done>> RunAsync(DutyCover input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("duty-covered"), async writing =>
        {
            var (turn, refused) = await DutyChange.TakeAsync(writing, input.TurnId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var (from, to) = (input.From ?? turn.StartsAt, input.To ?? turn.EndsAt);
            if (from < turn.StartsAt || to > turn.EndsAt || from >= to)
            {
                return new Invalid("From", "The time must be within the turn");
            }

            if (input.PersonId is not { } who || who == turn.PersonId || !await writing.Context.Staff(turn.SchemeId, writing.Today).AnyAsync(p => p.Id == who, cancellation))
            {
                return new Invalid(nameof(input.PersonId), "Choose another member of staff");
            }

            if (DutyRules.CheckPhone(input.Phone) is { } wrong)
            {
                return wrong;
            }

            if (await writing.Context.OverlapsAsync(turn.SchemeId, turn.Place, who, from, to, [turn.Id], cancellation))
            {
                return new TurnOverlaps();
            }

            writing.Context.Remove(turn);
            writing.Context.Add(DutyTurn.Make(writing.NewId(), who, turn.SchemeId, turn.Place, from, to, input.Phone!.Trim(), turn.CoversForId ?? turn.PersonId));
            if (from > turn.StartsAt)
            {
                writing.Context.Add(turn.Cut(writing.NewId(), turn.StartsAt, from));
            }

            if (to < turn.EndsAt)
            {
                writing.Context.Add(turn.Cut(writing.NewId(), to, turn.EndsAt));
            }

            return new Done();
        }, cancellation);
}

/// <summary>Two people swap their turns.</summary>
public sealed class SwapDuty(UnitOfWork unit)
{
    /// <summary>Swaps them. The lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="TurnOverlaps"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid turnId, Guid? otherId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("duty-swapped"), async writing =>
        {
            var (turn, refused) = await DutyChange.TakeAsync(writing, turnId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (otherId is not { } id || await writing.Context.DutyTurns.FirstOrDefaultAsync(t => t.Id == id && t.SchemeId == turn.SchemeId && t.StartsAt > writing.Now, cancellation) is not { } other
                || other.PersonId == turn.PersonId || turn.StartsAt <= writing.Now)
            {
                return new Invalid("Other", "Choose a turn of somebody else that is still to come");
            }

            Guid[] both = [turn.Id, other.Id];
            if (await writing.Context.OverlapsAsync(turn.SchemeId, turn.Place, other.PersonId, turn.StartsAt, turn.EndsAt, both, cancellation)
                || await writing.Context.OverlapsAsync(turn.SchemeId, other.Place, turn.PersonId, other.StartsAt, other.EndsAt, both, cancellation))
            {
                return new TurnOverlaps();
            }

            writing.Context.RemoveRange(turn, other);
            writing.Context.AddRange(
                DutyTurn.Make(writing.NewId(), other.PersonId, turn.SchemeId, turn.Place, turn.StartsAt, turn.EndsAt, other.Phone, turn.PersonId),
                DutyTurn.Make(writing.NewId(), turn.PersonId, turn.SchemeId, other.Place, other.StartsAt, other.EndsAt, turn.Phone, other.PersonId));
            return new Done();
        }, cancellation);
}

/// <summary>Takes a turn off the rota, from now on: what has been stays.</summary>
public sealed class TakeOffDuty(UnitOfWork unit)
{
    /// <summary>Takes it off. The lead does.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid turnId, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("duty-taken-off"), async writing =>
        {
            var (turn, refused) = await DutyChange.TakeAsync(writing, turnId, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            writing.Context.Remove(turn);
            if (turn.StartsAt < writing.Now)
            {
                writing.Context.Add(turn.Cut(writing.NewId(), turn.StartsAt, writing.Now));
            }

            return new Done();
        }, cancellation);
}

/// <summary>A turn opened for a change.</summary>
internal static class DutyChange
{
    public static async Task<(DutyTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid id, CancellationToken cancellation)
    {
        var found = await writing.Context.DutyTurns.AsNoTracking().FirstOrDefaultAsync(t => t.Id == id && t.EndsAt > writing.Now, cancellation);
        if (found is null)
        {
            return (null, new NotFound());
        }

        if (!writing.Viewer.Leads(found.SchemeId))
        {
            return (null, new NotAllowed());
        }

        await writing.LockRotaAsync(found.SchemeId, cancellation);
        return await writing.Context.DutyTurns.FirstOrDefaultAsync(t => t.Id == id, cancellation) is { } turn ? (turn, null) : (null, new Stale());
    }
}
