using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>A decision for which a second person is asked.</summary>
/// <param name="PersonId">Whom it is about.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Act">The decision.</param>
/// <param name="Decision">Why, and what was looked at.</param>
/// <param name="RecordId">The record it is about, such as a role; not needed where there is only one, or none.</param>
public sealed record SecondLookInput(Guid? PersonId, Guid? SchemeId, AdverseAct? Act, Decision Decision, Guid? RecordId = null);

/// <summary>
/// Asks a second person to look at a decision against somebody, about one record of theirs. One about a match is about the two in it, and asked once. Nobody chooses who it is, and
/// nobody asks for the same until somebody says yes.
/// </summary>
public sealed class AskSecondPerson(UnitOfWork unit, IEnumerable<IDecidesAbout> decides, IEnumerable<IDecidedRecords> records)
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

            if (input.PersonId is not { } person || (await Deciding.PeopleAsync(context, decides, cancellation, only: person)).Count == 0)
            {
                return new Invalid(nameof(input.PersonId), "Choose who the decision is about");
            }

            if (input.Act is not { } act || !Enum.IsDefined(act))
            {
                return new Invalid(nameof(input.Act), "Choose the decision");
            }

            DecidedRecord? record = null;
            if (await Deciding.RecordsAsync(context, records, person, scheme, act, cancellation) is { } open)
            {
                record = input.RecordId is null && open.Count == 1 ? open[0] : open.FirstOrDefault(r => r.Id == input.RecordId);
                if (record is null)
                {
                    return open.Count == 0
                        ? new Invalid(nameof(input.Act), "There is nothing of theirs that you could decide this about")
                        : new Invalid(nameof(input.RecordId), "Choose which one it is about");
                }
            }

            if (input.Decision.Check(viewer) is { } wrong)
            {
                return wrong;
            }

            var days = await SecondPerson.DaysAsync(context, scheme, cancellation);
            var from = SecondPerson.From(writing.Today, days);
            var (recordId, also) = (record?.Id, record?.AlsoAboutId);
            // One from before a record was named fits any. Where two people are in it, its yes is about one of them, and no answer to this.
            if (await context.SecondLooks.OrderByDescending(l => l.AskedAt).ThenByDescending(l => l.Id).FirstOrDefaultAsync(
                l => ((recordId != null && l.RecordId == recordId) || (l.RecordId == null && (l.PersonId == person || l.PersonId == also) && (also == null || l.Agreed == false)))
                    && l.SchemeId == scheme && l.Act == act && l.AskedById == viewer.PersonId && l.UsedAt == null && (l.AnsweredAt ?? l.AskedAt) >= from, cancellation) is { } before)
            {
                return new AskedBefore(before.Agreed, (before.AnsweredAt ?? before.AskedAt).LondonDate().AddDays(days + 1));
            }

            var id = writing.NewId();
            var why = writing.Seal(person, record is null ? input.Decision.Text : $"{record.Name}\n\n{input.Decision.Text}");
            var approver = await SecondPerson.FindAsync(writing, viewer.PersonId, person, also, scheme, id, cancellation);
            context.Add(SecondLook.Ask(id, person, scheme, act, viewer.PersonId, why, writing.Now, approver, recordId, also));
            return id;
        }, cancellation);
}
