using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Rights;

/// <summary>
/// Erases what is written about a person: their name and search terms are taken out of the rows, then their key is destroyed, and with it every
/// sealed text about them in the database, its write-ahead log and every backup. Dates and roles stay, without a name, so that counts of those
/// who started and left remain true; an <see cref="Erasure"/> stays too, and an event of the log that anybody can still read.
/// </summary>
public sealed class ErasePerson(UnitOfWork unit, Keyring keyring)
{
    /// <summary>Erases them. Safe to repeat: a run cut short is finished by the next, or by <see cref="FinishErasures"/>.</summary>
    /// <param name="personId">The person.</param>
    /// <param name="reason">Why, in words that do not name them, at least 20 characters: an erasure cannot be undone (E02).</param>
    /// <param name="ground">Why, as one of the grounds that may be chosen; null from the command line only.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns>
    /// Done; <see cref="NotFound"/>; <see cref="NotAllowed"/> for a hat other than the data protection lead's; <see cref="Invalid"/> for the ground or
    /// the reason; <see cref="StillHoldsRoles"/>; <see cref="KeptForSafety"/>; <see cref="LastAdministrator"/>.
    /// </returns>
    public async Task<Outcome<Done>> RunAsync(Guid personId, string? reason, ErasureGround? ground = null, CancellationToken cancellation = default)
    {
        var outcome = await unit.RunAsync<Done>(new Act("person-erased"), async writing =>
        {
            var viewer = writing.Viewer;
            if (viewer.Hat is not (Hat.DataProtectionLead or Hat.System))
            {
                return new NotAllowed();
            }

            var server = viewer.Hat == Hat.System;
            if (!server && (ground is not { } chosen || !ErasureGrounds.Choices.Contains(chosen)))
            {
                return new Invalid("Ground", "Choose why the record is erased");
            }

            if (PeopleRules.CheckText("Reason", reason, "Enter the reason", "The reason", Erasure.ReasonMaxLength) is { } wrong)
            {
                return wrong;
            }

            var words = reason!.Trim();
            if (words.Length < Erasure.ReasonMinLength)
            {
                return new Invalid("Reason", $"Say why, in at least {Erasure.ReasonMinLength} characters. This cannot be undone.");
            }

            // The data protection lead reaches nobody's record by reading; to erase one they need only its id. Walls hold.
            var people = writing.Context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).Where(p => p.Id == personId && p.Id != viewer.PersonId);
            if (await people.ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), cancellation) != 1)
            {
                return new NotFound();
            }

            var person = await people.SingleAsync(cancellation);
            if (person.ErasedAt is not null)
            {
                return server ? new Done() : new NotFound();
            }

            if (ground != ErasureGround.AfterRestore && Names(words, person))
            {
                return new Invalid("Reason", "Leave their name and reference out: these words stay when the record is gone");
            }

            if (!server)
            {
                var today = writing.Today;
                if (await writing.Context.ShownHoldings(today).IgnoreQueryFilters([ThroughlineContext.ReachFilter])
                    .AnyAsync(h => h.PersonId == personId && h.State != RoleState.Ended && h.State != RoleState.NotThisTime, cancellation))
                {
                    return new StillHoldsRoles();
                }

                if (await writing.Context.KeepsAsync(personId, writing.Now, cancellation))
                {
                    return new KeptForSafety();
                }

                if (await Administrators.IsLastAsync(writing, personId, cancellation))
                {
                    return new LastAdministrator();
                }
            }

            person.Erase(writing.Now);
            writing.Context.RemoveRange(await writing.Context.PersonTerms.Where(t => t.PersonId == personId).ToListAsync(cancellation));
            foreach (var erased in EraseWith.Sets)
            {
                await erased.RunAsync(writing.Context, personId, cancellation);
            }

            var id = writing.NewId();
            var why = ground ?? ErasureGround.AtTheServer;
            writing.Context.Add(new Erasure(id, personId, why, writing.Seal(id, words), server ? null : viewer.PersonId, writing.Now));

            // An event about nobody, so that it is not sealed under the key that is about to go: the log's own tombstone.
            writing.Note(null, nameof(Erasure), id, new FieldChange(nameof(Erasure.Ground), null, why.ToString()));
            return new Done();
        }, cancellation);
        if (outcome.Succeeded)
        {
            keyring.Destroy(personId);
        }

        return outcome;
    }

    // Two letters are a word of the language more often than a name.
    private static bool Names(string words, Person person) =>
        NameFolding.Terms(words).Intersect(NameFolding.Terms(person.PreferredName, person.FamilyName, person.Reference), StringComparer.Ordinal).Any(term => term.Length > 2);
}

/// <summary>Somebody who is still part of a scheme is not erased by a slip: their roles end first, and what they look after is handed over.</summary>
public sealed record StillHoldsRoles() : Refusal("still-holds-roles")
{
    /// <inheritdoc />
    public override string Sentence => "This person still holds a role. Ask a coordinator to end it first, so that what they look after is handed over.";
}

/// <summary>Something that goes when a person is erased.</summary>
/// <param name="What">What goes, in words for a page: "Their stories".</param>
/// <param name="RunAsync">Takes it out.</param>
internal sealed record ErasedToo(string What, Func<ThroughlineContext, Guid, CancellationToken, Task> RunAsync);

/// <summary>What else goes when a person is erased: rows whose whole content is about them and that nothing else counts. Each slice adds its own.</summary>
internal static class EraseWith
{
    public static IReadOnlyList<ErasedToo> Sets { get; } =
    [
        new("Their stories in every version, with every mark and every yes to sharing, and how they saw their own stages", Stories.EraseStories.RunAsync),
        new("Their clearance: every case, what they wrote for it, an officer's supervision and approvals", Recruitment.EraseClearance.RunAsync),
        new("How they sign in: their email address, password, passkeys and app, and words they had not saved yet", Security.EraseAccess.RunAsync),
        new("Their places on courses, what was signed off, and their certificates", Training.EraseTraining.RunAsync),
        new("Their requirements, everything decided about them, their places in groups still to come, and their name, stories and views in programmes", Delivery.EraseDelivery.RunAsync),
        new("The name they show on the screen of a hub, and the hours they were planned for", Trust.EraseHub.RunAsync),
        new("What they said and wished for mentoring, and what was put forward for them", Mentoring.EraseMentoring.RunAsync),
        new("What they were still to be told, and how they wanted to be told", Reminders.EraseReminders.RunAsync),
        new("The link to their calendar", Calendar.EraseCalendar.RunAsync),
        new("Their health goals, with every step", HealthGoals.EraseHealthGoals.RunAsync),
        new("What was written about their safety, once it need not be kept any longer, and their turns on the duty rota", EraseSafeguarding.RunAsync),
        new("The messages and weeks they logged, chances that were shut on them, what was said to them, where they were thanked, and a course they said they did", Recognition.EraseRecognition.RunAsync),
        new("What was said and agreed in supervision, their check-ins, flags about their work, and their plans for staying well and for hard times", Support.EraseSupport.RunAsync),
        new("What they paid for the work and asked for back", Expenses.EraseExpenses.RunAsync),
        new("Spreadsheets they had read in and not brought in", Importing.EraseImports.RunAsync),
        new("Concerns they had written and not sent, and decisions about them that a second person looked at. The words of concerns they sent go with their key", Concerns.EraseConcerns.RunAsync),
    ];
}
