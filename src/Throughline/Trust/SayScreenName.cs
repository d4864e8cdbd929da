using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>Says whether the viewer's own first name may be on the screen of their hub.</summary>
public sealed class SayScreenName(UnitOfWork unit)
{
    /// <summary>Says yes or no.</summary>
    /// <param name="shown">True for yes; null where neither was chosen.</param>
    /// <param name="cancellation">Stops before anything is done.</param>
    /// <returns><see cref="Done"/>, or <see cref="Invalid"/>, <see cref="NotFound"/> (the viewer has no record).</returns>
    public Task<Outcome<Done>> RunAsync(bool? shown, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("screen-name-said"), async writing =>
        {
            if (shown is not { } yes)
            {
                return new Invalid(nameof(shown), "Choose yes or no");
            }

            var own = writing.Viewer.PersonId;
            if (!await writing.LockHerePastReachAsync(own, cancellation))
            {
                return new NotFound();
            }

            var name = await writing.Context.ScreenNames.FirstOrDefaultAsync(n => n.PersonId == own, cancellation);
            if (name is null)
            {
                name = new ScreenName(own);
                writing.Context.Add(name);
            }

            name.Say(yes, writing.Now);
            return new Done();
        }, cancellation);
}
