using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A record to open in an emergency.</summary>
/// <param name="Name">The person's whole name, or the scheme's reference.</param>
/// <param name="Reason">Why: at least <see cref="EmergencyAccess.ReasonMinLength"/> characters.</param>
/// <param name="ChosenId">One of several of that name; null at first.</param>
public sealed record EmergencyAsk(string? Name, string? Reason, Guid? ChosenId = null);

/// <summary>What came of it.</summary>
/// <param name="Result">What came of it.</param>
/// <param name="Id">What was written down.</param>
/// <param name="PersonId">The person whose record is open; null where none is.</param>
public sealed record EmergencyAnswer(EmergencyResult Result, Guid Id, Guid? PersonId);

/// <summary>
/// Opens a record that the viewer's hat would read if it reached it, for as long as the scheme's setting says (E26). Whatever comes of it is written
/// down and shown to the data protection lead; somebody behind a wall is not found, as if they were not here.
/// </summary>
public sealed class OpenInEmergency(UnitOfWork unit)
{
    /// <summary>Opens it.</summary>
    /// <returns>
    /// What came of it; or <see cref="NotAllowed"/> for a hat that reads nobody's record, <see cref="Invalid"/>, <see cref="TooManyEmergencies"/>,
    /// <see cref="InReachAlready"/>, <see cref="NotFound"/> for a choice that was none.
    /// </returns>
    public Task<Outcome<EmergencyAnswer>> RunAsync(EmergencyAsk input, CancellationToken cancellation = default) =>
        unit.RunAsync<EmergencyAnswer>(new Act("emergency-asked"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            if (!viewer.OpensInEmergency)
            {
                return new NotAllowed();
            }

            if ((PeopleRules.CheckText(nameof(input.Name), input.Name, "Enter their whole name", "The name", EmergencyAccess.NameMaxLength)
                ?? PeopleRules.CheckText(nameof(input.Reason), input.Reason, "Enter what the emergency is", "The reason", EmergencyAccess.ReasonMaxLength)) is { } wrong)
            {
                return wrong;
            }

            var (name, reason) = (input.Name!.Trim(), input.Reason!.Trim());
            if (reason.Length < EmergencyAccess.ReasonMinLength)
            {
                return new Invalid(nameof(input.Reason), $"Say what the emergency is in {EmergencyAccess.ReasonMinLength} characters or more");
            }

            // Their own turn, so that two posts at once do not both find the last one of the day free.
            if (!await writing.LockAsync(viewer.PersonId, cancellation))
            {
                return new NotFound();
            }

            var (now, yesterday) = (writing.Now, writing.Now - TimeSpan.FromDays(1));
            if (await context.EmergencyAccesses.CountAsync(e => e.ViewerId == viewer.PersonId && e.OpenedAt > yesterday, cancellation) >= EmergencyAccess.MostInADay)
            {
                return new TooManyEmergencies();
            }

            var found = await EmergencyNames.FindAsync(context, name, cancellation);
            if (input.ChosenId is { } chosen)
            {
                if (!found.Contains(chosen))
                {
                    return new NotFound();
                }

                found = [chosen];
            }

            if (found is not [var personId])
            {
                var result = found.Count == 0 ? EmergencyResult.NobodyFound : EmergencyResult.SeveralFound;
                var ask = EmergencyAccess.Ask(
                    writing.NewId(), viewer, result, writing.Seal(viewer.PersonId, name), writing.Seal(viewer.PersonId, reason), now, now + TimeSpan.FromMinutes(60));
                context.Add(ask);
                return new EmergencyAnswer(result, ask.Id, null);
            }

            if (await context.People.AnyAsync(p => p.Id == personId, cancellation))
            {
                return new InReachAlready(personId);
            }

            if (await context.EmergencyAccesses.Where(e => e.PersonId == personId && e.ViewerId == viewer.PersonId && e.Hat == viewer.Hat && e.EndsAt > now)
                .Select(e => (Guid?)e.Id).FirstOrDefaultAsync(cancellation) is { } running)
            {
                return new EmergencyAnswer(EmergencyResult.Opened, running, personId);
            }

            var (lasts, days) = await EmergencyNames.LimitsAsync(context, personId, cancellation);
            var access = EmergencyAccess.Open(
                writing.NewId(), personId, viewer, writing.Seal(personId, reason), now, now + lasts, writing.Today.AddDays(days).StartInLondon());
            context.Add(access);
            return new EmergencyAnswer(EmergencyResult.Opened, access.Id, personId);
        }, cancellation);
}

/// <summary>The viewer reads this record anyway.</summary>
/// <param name="PersonId">Whose it is.</param>
public sealed record InReachAlready(Guid PersonId) : Refusal("reached-already")
{
    /// <inheritdoc />
    public override string Sentence => "You can open this record without an emergency: find it under People.";

    /// <inheritdoc />
    public override string? Field => nameof(EmergencyAsk.Name);
}

/// <summary>Asking must not become a way to find out who is here.</summary>
public sealed record TooManyEmergencies() : Refusal("too-many-emergencies")
{
    /// <inheritdoc />
    public override string Sentence => $"You have asked {EmergencyAccess.MostInADay} times since yesterday. Ring your data protection lead.";
}
