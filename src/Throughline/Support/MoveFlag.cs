using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>What the service does about a flag.</summary>
/// <param name="Id">The flag.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="To">The next state.</param>
/// <param name="Words">What is agreed, what was done, or why nothing has to be; may be left out where it is only seen.</param>
/// <param name="ActBy">By when, where something is agreed.</param>
public sealed record FlagMove(Guid Id, int Version, FlagState To, string? Words, DateOnly? ActBy = null);

/// <summary>Goes on with a flag: by whoever it is to act on, and never by the person it is about.</summary>
public sealed class MoveFlag(UnitOfWork unit)
{
    /// <summary>Goes on with it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/> for whoever may see it and not act, <see cref="Stale"/>, <see cref="FlagNotOpen"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(FlagMove input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("flag-moved"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            var person = await context.SupportFlags.Where(f => f.Id == input.Id).Select(f => (Guid?)f.PersonId).FirstOrDefaultAsync(cancellation);
            if (person is not { } about || !await writing.LockPastReachAsync(about, cancellation) || await context.SupportFlags.Include(f => f.Steps).FirstOrDefaultAsync(f => f.Id == input.Id, cancellation) is not { } flag)
            {
                return new NotFound();
            }

            if (!Acts(viewer.Hat, viewer.PersonId, flag))
            {
                return new NotAllowed();
            }

            if (flag.Version != input.Version)
            {
                return new Stale();
            }

            var wrong = input.To == FlagState.Acknowledged
                ? Typed.Optional(input.Words, FlagStep.WordsMaxLength, nameof(input.Words), "Your words")
                : Typed.Required(input.Words, FlagStep.WordsMaxLength, nameof(input.Words), input.To == FlagState.Dismissed ? "Enter the reason" : "Enter what the service does", "Your words");
            if (wrong is not null)
            {
                return wrong;
            }

            return flag.Move(input.To, viewer.PersonId, writing.SealOptional(flag.PersonId, input.Words?.Trim()), input.ActBy, writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);

    /// <summary>Whether somebody who sees a flag may act on it. A coordinator stands in where nobody supervises the person, and sees it only then.</summary>
    internal static bool Acts(Hat hat, Guid who, SupportFlag flag) => who != flag.PersonId && (hat == flag.Owner || (hat == Hat.Coordinator && flag.Owner == Hat.Supervisor));
}
