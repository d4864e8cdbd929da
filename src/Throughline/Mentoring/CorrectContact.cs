using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>The mentor writes a contact of theirs anew, or takes it back as a mistake.</summary>
public sealed class CorrectContact(UnitOfWork unit)
{
    /// <summary>Corrects it; null takes it back.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, int version, ContactLog? log, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act(log is null ? "contact-taken-back" : "contact-corrected"), async writing =>
        {
            var contact = await writing.Context.Contacts.FirstOrDefaultAsync(c => c.Id == id && c.TakenBackAt == null, cancellation);
            if (contact is null)
            {
                return new NotFound();
            }

            var (turn, refused) = await MatchTurn.TakeAsync(writing, contact.MatchId, null, cancellation);
            if (turn is null || !turn.IsMentor)
            {
                return refused ?? new NotAllowed();
            }

            if (contact.Version != version)
            {
                return new Stale();
            }

            if (log is null)
            {
                contact.TakeBack(writing.Now);
                return new Done();
            }

            var (at, wrong) = LogContact.Check(log, turn.Match, writing.Now);
            if (wrong is not null)
            {
                return wrong;
            }

            contact.Correct(log, at, turn.SealOptional(log.WhatHelped));
            return new Done();
        }, cancellation);
}
