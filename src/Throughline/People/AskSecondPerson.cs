using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision for which a second person is asked.</summary>
/// <param name="PersonId">Whom it is about.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Act">The decision.</param>
/// <param name="Decision">Why, and what was looked at.</param>
public sealed record SecondLookInput(Guid? PersonId, Guid? SchemeId, AdverseAct? Act, Decision Decision);

/// <summary>Asks a second person to look at a decision against somebody. Nobody chooses who it is, and nobody asks for the same until somebody says yes.</summary>
public sealed class AskSecondPerson(UnitOfWork unit, IEnumerable<IDecidesAbout> decides)
{
    /// <summary>The hats under which somebody decides against others in a service.</summary>
    public static readonly IReadOnlyList<Hat> Hats = [Hat.Coordinator, Hat.Supervisor, Hat.StaffColleague, Hat.SafeguardingLead, Hat.HeadOfService, Hat.SystemAdministrator];

    /// <summary>Asks.</summary>
    /// <returns>The id, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="AskedBefore"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(SecondLookInput input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("second-person-asked"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            if (!Hats.Contains(viewer.Hat))
            {
                return new NotAllowed();
            }

            if (input.SchemeId is not { } scheme || !viewer.SchemeIds.Contains(scheme))
            {
                return new NotFound();
            }

            if (input.PersonId is not { } person || person == viewer.PersonId || !await KnowsAsync(context, person, cancellation))
            {
                return new Invalid(nameof(input.PersonId), "Choose who the decision is about");
            }

            if (input.Act is not { } act || !Enum.IsDefined(act))
            {
                return new Invalid(nameof(input.Act), "Choose the decision");
            }

            if (input.Decision.Check(viewer) is { } wrong)
            {
                return wrong;
            }

            var days = await SecondPerson.DaysAsync(context, scheme, cancellation);
            var from = SecondPerson.From(writing.Today, days);
            if (await context.SecondLooks.OrderByDescending(l => l.AskedAt).ThenByDescending(l => l.Id).FirstOrDefaultAsync(
                l => l.PersonId == person && l.SchemeId == scheme && l.Act == act && l.AskedById == viewer.PersonId && l.UsedAt == null && (l.AnsweredAt ?? l.AskedAt) >= from, cancellation) is { } before)
            {
                return new AskedBefore(before.Agreed, (before.AnsweredAt ?? before.AskedAt).LondonDate().AddDays(days + 1));
            }

            var id = writing.NewId();
            context.Add(SecondLook.Ask(
                id, person, scheme, act, viewer.PersonId, writing.Seal(person, input.Decision.Text), writing.Now, await SecondPerson.FindAsync(writing, viewer.PersonId, person, scheme, id, cancellation)));
            return id;
        }, cancellation);

    private async Task<bool> KnowsAsync(ThroughlineContext context, Guid person, CancellationToken cancellation)
    {
        if (await context.People.AnyAsync(p => p.Id == person && p.ErasedAt == null, cancellation))
        {
            return true;
        }

        foreach (var one in decides)
        {
            if ((await one.PeopleAsync(context, cancellation)).Contains(person))
            {
                return true;
            }
        }

        return false;
    }
}
