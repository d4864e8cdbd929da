using Microsoft.EntityFrameworkCore;
using Throughline.Reminders;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>A turn, as typed; its times are London's.</summary>
/// <param name="SchemeIds">The schemes it is for.</param>
/// <param name="PersonId">Who.</param>
/// <param name="Place">1 for who is paged first, 2 for next.</param>
/// <param name="StartsOn">The day it begins.</param>
/// <param name="StartsAt">The time it begins.</param>
/// <param name="EndsOn">The day it ends.</param>
/// <param name="EndsAt">The time it ends.</param>
/// <param name="Phone">The work number to ring.</param>
/// <param name="Weeks">For how many weeks in a row (1 to 12).</param>
public sealed record NewDutyTurn(
    IReadOnlyList<Guid> SchemeIds, Guid? PersonId, int Place, DateOnly? StartsOn, TimeOnly? StartsAt, DateOnly? EndsOn, TimeOnly? EndsAt, string? Phone, int Weeks = 1);

/// <summary>Puts somebody on the duty rota.</summary>
public sealed class PlanDuty(UnitOfWork unit)
{
    /// <summary>Most weeks at once.</summary>
    public const int MostWeeks = 12;

    /// <summary>Puts them on. The lead does.</summary>
    /// <returns>How many turns were made, or <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="TurnOverlaps"/>.</returns>
    public Task<Outcome<int>> RunAsync(NewDutyTurn input, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("duty-planned"), async writing =>
        {
            var schemes = input.SchemeIds.Distinct().Order().ToList();
            if (schemes.Exists(s => !writing.Viewer.Leads(s)))
            {
                return new NotAllowed();
            }

            if (Check(input, schemes.Count, writing.Today) is { } wrong)
            {
                return wrong;
            }

            var made = 0;
            foreach (var scheme in schemes)
            {
                await writing.LockRotaAsync(scheme, cancellation);
                if (!await writing.Context.Staff(scheme, writing.Today).AnyAsync(p => p.Id == input.PersonId, cancellation))
                {
                    return new Invalid(nameof(input.PersonId), "Choose a member of staff of each scheme you ticked");
                }

                for (var week = 0; week < input.Weeks; week++)
                {
                    var starts = input.StartsOn!.Value.AddDays(7 * week).AtInLondon(input.StartsAt!.Value);
                    var ends = input.EndsOn!.Value.AddDays(7 * week).AtInLondon(input.EndsAt!.Value);
                    if (await writing.Context.OverlapsAsync(scheme, input.Place, input.PersonId!.Value, starts, ends, [], cancellation))
                    {
                        return new TurnOverlaps();
                    }

                    writing.Context.Add(DutyTurn.Make(writing.NewId(), input.PersonId.Value, scheme, input.Place, starts, ends, input.Phone!.Trim()));
                    made++;
                }
            }

            return made;
        }, cancellation);

    private static Refusal? Check(NewDutyTurn input, int schemes, DateOnly today) =>
        schemes == 0 ? new Invalid(nameof(input.SchemeIds), "Choose at least one scheme")
        : input.PersonId is null ? new Invalid(nameof(input.PersonId), "Choose who it is")
        : input.Place is not (1 or 2) ? new Invalid(nameof(input.Place), "Choose first or second")
        : input.StartsOn is not { } from || from < today.AddDays(-1) || from > today.AddYears(1) ? new Invalid(nameof(input.StartsOn), "The first day must be today or later, and within a year")
        : input.StartsAt is not { } startsAt ? new Invalid(nameof(input.StartsAt), "Enter when it begins, like 17:00")
        : input.EndsOn is not { } to ? new Invalid(nameof(input.EndsOn), "Enter the day it ends")
        : input.EndsAt is not { } endsAt ? new Invalid(nameof(input.EndsAt), "Enter when it ends, like 9:00")
        : to.AtInLondon(endsAt) <= from.AtInLondon(startsAt) ? new Invalid(nameof(input.EndsOn), "It must end after it begins")
        : to.AtInLondon(endsAt) - from.AtInLondon(startsAt) > TimeSpan.FromDays(DutyTurn.MostDays) ? new Invalid(nameof(input.EndsOn), "A turn is a week at most")
        : DutyRules.CheckPhone(input.Phone) is { } phone ? phone
        : input.Weeks is < 1 or > MostWeeks ? new Invalid(nameof(input.Weeks), $"Enter how many weeks, from 1 to {MostWeeks}")
        : input.Weeks > 1 && to.DayNumber - from.DayNumber > 7 ? new Invalid(nameof(input.Weeks), "A turn that comes each week must be a week at most")
        : null;
}

/// <summary>What the use cases of the rota share.</summary>
internal static class DutyRules
{
    /// <summary>Whoever changes a scheme's rota takes turns.</summary>
    public static Task LockRotaAsync(this Writing writing, Guid schemeId, CancellationToken cancellation) =>
        writing.Context.Schemes.Where(s => s.Id == schemeId).ExecuteUpdateAsync(set => set.SetProperty(s => s.Name, s => s.Name), cancellation);

    /// <summary>Whether a turn would meet another of the same place, or of the same person. What the viewer may not know of meets nothing.</summary>
    public static async Task<bool> OverlapsAsync(
        this ThroughlineContext context, Guid schemeId, int place, Guid personId, DateTimeOffset starts, DateTimeOffset ends, IReadOnlyCollection<Guid> except, CancellationToken cancellation) =>
        context.ChangeTracker.Entries<DutyTurn>().Any(e => e is { State: EntityState.Added, Entity: var t } && t.SchemeId == schemeId && (t.Place == place || t.PersonId == personId) && t.StartsAt < ends && t.EndsAt > starts)
        || await context.DutyTurns.AnyAsync(t => t.SchemeId == schemeId && (t.Place == place || t.PersonId == personId) && t.StartsAt < ends && t.EndsAt > starts && !except.Contains(t.Id), cancellation);

    public static Refusal? CheckPhone(string? phone) =>
        phone?.Trim() is not { Length: > 0 and <= DutyTurn.PhoneMaxLength } typed || PhoneNumber.Read(typed) is null ? new Invalid("Phone", "Enter the number to ring, like 07700 900457") : null;
}
