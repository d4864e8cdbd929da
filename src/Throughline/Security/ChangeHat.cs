using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Changes the one hat that a session wears (INV-005) to another that its person holds now.</summary>
public sealed class ChangeHat(UnitOfWork unit)
{
    /// <summary>Changes it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="HatNotHeld"/> when nothing was changed.</returns>
    public async Task<Outcome<Done>> RunAsync(CurrentSession current, Hat hat, CancellationToken cancellation = default)
    {
        if (current.Hats.FirstOrDefault(h => h.Hat == hat) is not { } held)
        {
            return new HatNotHeld();
        }

        return await unit.RunAsAsync<Done>(new Viewer(current.PersonId, hat, held.SchemeIds), new Act("hat-changed", Kind: AuditKind.SignIn), async writing =>
        {
            var session = await writing.Context.Sessions.FirstOrDefaultAsync(s => s.Id == current.Id && s.EndedAt == null, cancellation);
            if (session is null)
            {
                return new NotFound();
            }

            if (session.Hat != hat)
            {
                writing.Note(session.PersonId, nameof(Session), session.Id, new FieldChange(nameof(Session.Hat), session.Hat.ToString(), hat.ToString()));
                session.Wear(hat);
            }

            return new Done();
        }, cancellation);
    }
}
