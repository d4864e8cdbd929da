using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>How to be in touch with a person, as typed.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="ContactNote">Safe times and ways, reading and language needs, in their words.</param>
/// <param name="NoContact">True when they asked for no contact.</param>
public sealed record ChangedContact(Guid PersonId, int Version, string? ContactNote, bool NoContact);

/// <summary>Changes how a person wants to be in touch: their own, or a coordinator's.</summary>
public sealed class ChangeContact(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(ChangedContact input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("contact-changed"), async writing =>
        {
            if (!await writing.LockAsync(input.PersonId, cancellation))
            {
                return new NotFound();
            }

            if (input.PersonId != writing.Viewer.PersonId && !writing.Viewer.RunsSchemes())
            {
                return new NotAllowed();
            }

            if (PeopleRules.CheckOptionalText(nameof(input.ContactNote), input.ContactNote, "The note", Person.ContactNoteMaxLength) is { } refusal)
            {
                return refusal;
            }

            var person = await writing.Context.People.SingleAsync(p => p.Id == input.PersonId, cancellation);
            if (person.Version != input.Version)
            {
                return new Stale();
            }

            var note = writing.Open(person.Id, person.ContactNote) == input.ContactNote ? person.ContactNote : writing.SealOptional(person.Id, input.ContactNote);
            person.SetContact(note, input.NoContact);
            return new Done();
        }, cancellation);
}
