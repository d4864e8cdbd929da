using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>What changed in somebody's work.</summary>
public enum WorkChangeKind
{
    /// <summary>Paid work began, after unpaid work here.</summary>
    PaidStart = 1,

    /// <summary>The work ended.</summary>
    Exit = 2,
}

/// <summary>
/// A big change in somebody's work in a scheme (F11): paid work that began after unpaid, or the end of the work. No role begins or ends on a day that is still to come, so it is
/// in the days after it that support is offered, where a licence that ends has the days before.
/// </summary>
/// <param name="HoldingId">The role.</param>
/// <param name="Number">Which of its moves it was.</param>
/// <param name="PersonId">Whose work it is.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="SupervisorId">Who supervises the role, or did to its end; null for nobody.</param>
/// <param name="Kind">What changed.</param>
/// <param name="On">The London date.</param>
/// <param name="SeenOn">When the person said that they had seen it.</param>
/// <param name="Name">Their name.</param>
/// <param name="LabelHasSet">Whether it is theirs alone to know of.</param>
internal sealed record WorkChange(
    Guid HoldingId, int Number, Guid PersonId, Guid SchemeId, Guid? SupervisorId, WorkChangeKind Kind, DateOnly On, DateOnly? SeenOn, string Name, bool LabelHasSet);

/// <summary>Finds big changes in people's work.</summary>
internal static class WorkChanges
{
    /// <summary>No scheme looks back further, in days.</summary>
    public const int MostDays = 366;

    private static readonly string[] AnyReach = [ThroughlineContext.ReachFilter];

    /// <summary>
    /// Those of some people, or of everybody; past the hat's reach, since whoever supervised somebody to the end reaches their record no more, and never through a wall. A goodbye
    /// is one only where nothing else goes on here. Nobody is asked to offer anything after a death or a recall. Two commands.
    /// </summary>
    /// <param name="context">As the viewer.</param>
    /// <param name="today">The London date.</param>
    /// <param name="days">How far back.</param>
    /// <param name="people">Whose; null for everybody's.</param>
    /// <param name="cancellation">Stops.</param>
    public static async Task<IReadOnlyList<WorkChange>> WorkChangesAsync(
        this ThroughlineContext context, DateOnly today, int days, IReadOnlyCollection<Guid>? people, CancellationToken cancellation)
    {
        var since = today.AddDays(-days);
        var moves = context.RoleMoves.AsNoTracking().IgnoreQueryFilters(AnyReach).Where(m => m.On >= since && m.On <= today);
        if (people is not null)
        {
            moves = moves.Where(m => people.Contains(m.PersonId));
        }

        var starts = await (from move in moves
                            join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                            join person in context.People on holding.PersonId equals person.Id
                            where person.ErasedAt == null && holding.To == null && (holding.Pay == Pay.Sessional || holding.Pay == Pay.Salaried)
                                && ((move.State >= RoleState.ActiveSupervised && move.State <= RoleState.Senior) || move.State == RoleState.Held)
                                && !context.RoleMoves.Any(m => m.HoldingId == move.HoldingId && m.Number < move.Number
                                    && ((m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior) || m.State == RoleState.Held))
                                && context.RoleHoldings.Any(h => h.PersonId == holding.PersonId && h.SchemeId == holding.SchemeId && (h.Pay == Pay.None || h.Pay == Pay.Expenses)
                                    && context.RoleMoves.Any(m => m.HoldingId == h.Id && m.On <= move.On && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior))
                            orderby move.HoldingId, move.Number
                            select new WorkChange(
                                holding.Id, move.Number, holding.PersonId, holding.SchemeId, holding.SupervisorId, WorkChangeKind.PaidStart, move.On, move.SeenOn,
                                person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, person.LabelSunset != null && person.LabelSunset <= today))
            .ToListAsync(cancellation);
        var ends = await (from move in moves
                          join holding in context.RoleHoldings on move.HoldingId equals holding.Id
                          join person in context.People on holding.PersonId equals person.Id
                          where person.ErasedAt == null && move.State == RoleState.Ended
                              && (holding.ExitReason == null || (holding.ExitReason != ExitReason.Died && holding.ExitReason != ExitReason.LicenceRevokedRecalled))
                              && context.RoleMoves.Any(m => m.HoldingId == move.HoldingId && m.State >= RoleState.ActiveSupervised && m.State <= RoleState.Senior)
                              && !context.RoleHoldings.Any(h => h.PersonId == holding.PersonId && h.SchemeId == holding.SchemeId && h.Id != holding.Id && h.To == null
                                  && ((h.State >= RoleState.ActiveSupervised && h.State <= RoleState.Paused) || (h.State == RoleState.Held && (h.Pay == Pay.Sessional || h.Pay == Pay.Salaried))))
                          orderby move.HoldingId, move.Number
                          select new WorkChange(
                              holding.Id, move.Number, holding.PersonId, holding.SchemeId, holding.SupervisorId, WorkChangeKind.Exit, move.On, move.SeenOn,
                              person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, person.LabelSunset != null && person.LabelSunset <= today))
            .ToListAsync(cancellation);
        return [.. starts, .. ends];
    }
}
