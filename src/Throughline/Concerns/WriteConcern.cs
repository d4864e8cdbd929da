using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Concerns;

/// <summary>A concern, as typed by its owner.</summary>
/// <param name="Id">The concern that is being written; null for a new one.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="About">What it is about.</param>
/// <param name="SubjectId">Whom it is about, from those the owner may know.</param>
/// <param name="AboutWords">Whom or what it is about, in words.</param>
/// <param name="Story">What happened.</param>
/// <param name="Wanted">What the owner would like to happen; may be left out.</param>
/// <param name="LineInvolved">The managers of whom it is about are part of it.</param>
/// <param name="NotToKnow">Who else is not to know.</param>
public sealed record ConcernInput(
    Guid? Id, int Version, Guid? SchemeId, ConcernAbout? About, Guid? SubjectId, string? AboutWords, string? Story, string? Wanted, bool LineInvolved, IReadOnlyList<Guid> NotToKnow);

/// <summary>Writes a concern down, for its owner alone until they send it.</summary>
public sealed class WriteConcern(UnitOfWork unit)
{
    /// <summary>Longest words for whom or what it is about, in characters.</summary>
    public const int AboutMaxLength = 200;

    /// <summary>Most concerns of one person that wait to be sent.</summary>
    public const int MostUnsent = 10;

    /// <summary>Writes it down.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="ConcernStepNotOpen"/>, <see cref="TooManyUnsent"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(ConcernInput input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("concern-written"), async writing =>
        {
            var (context, owner) = (writing.Context, writing.Viewer.PersonId);
            await writing.LockAsync(owner, cancellation);
            Concern? concern = null;
            if (input.Id is { } id)
            {
                (concern, var refused) = await writing.TakeConcernAsync(id, input.Version, cancellation);
                if (concern is null)
                {
                    return refused!;
                }

                if (concern.PersonId != owner)
                {
                    return new NotFound();
                }
            }

            // Where it belongs is said once.
            if ((concern?.SchemeId ?? input.SchemeId) is not { } scheme || !writing.Viewer.SchemeIds.Contains(scheme))
            {
                return new NotFound();
            }

            if (input.About is not { } about || !Enum.IsDefined(about))
            {
                return new Invalid(nameof(input.About), "Choose what it is about");
            }

            var known = await context.MayName(scheme).Select(p => p.Id).ToListAsync(cancellation);
            var subject = input.SubjectId;
            if (about != ConcernAbout.Person && subject is not null)
            {
                return new Invalid(nameof(input.About), "You chose somebody below. Choose “A person”, or take their name out");
            }

            if ((subject is { } chosen && !known.Contains(chosen)) || (about == ConcernAbout.Person && subject is null && string.IsNullOrWhiteSpace(input.AboutWords)))
            {
                return new Invalid(nameof(input.SubjectId), "Choose who it is about, or say it in words");
            }

            var lost = concern?.SubjectId is { } before && !known.Contains(before);
            // We know who manages somebody only where they are chosen: anybody else would be let in where the owner believes them kept out.
            if (input.LineInvolved && subject is null && !lost && input.NotToKnow.Count == 0)
            {
                return new Invalid(nameof(input.LineInvolved), "We do not know who manages them. Choose below who should not know, or take this tick out");
            }

            if (input.NotToKnow.Any(n => !known.Contains(n)))
            {
                return new Invalid(nameof(input.NotToKnow), "Choose people from the list");
            }

            if ((Typed.Optional(input.AboutWords, AboutMaxLength, nameof(input.AboutWords), "Who or what it is about")
                ?? (about != ConcernAbout.Person && string.IsNullOrWhiteSpace(input.AboutWords) ? new Invalid(nameof(input.AboutWords), "Enter what it is about") : null)
                ?? ConcernRules.CheckWords(input.Story, nameof(input.Story), "Enter what happened")
                ?? Typed.Optional(input.Wanted, Concern.WordsMaxLength, nameof(input.Wanted), "What you would like")) is { } wrong)
            {
                return wrong;
            }

            var words = new ConcernWords(
                about, subject, writing.SealOptional(owner, input.AboutWords?.Trim()), writing.Seal(owner, input.Story!.Trim()), writing.SealOptional(owner, input.Wanted?.Trim()),
                input.LineInvolved);
            if (concern is null)
            {
                if (await context.Concerns.CountAsync(c => c.PersonId == owner && c.State == ConcernState.Draft, cancellation) >= MostUnsent)
                {
                    return new TooManyUnsent();
                }

                concern = Concern.Start(writing.NewId(), owner, scheme, words);
                context.Add(concern);
            }
            else if (concern.Write(words) is { } refusal)
            {
                return refusal;
            }

            // Somebody whose name may no longer be told cannot be chosen again, and stays kept out with their managers.
            var kept = concern.Walls.Where(w => (w.Why is ConcernWallReason.Named or ConcernWallReason.Subject && !known.Contains(w.WalledId)) || (w.Why == ConcernWallReason.Line && lost)).Select(w => w.WalledId).ToList();
            concern.Wall(await WallOfAsync(context, concern, [.. input.NotToKnow, .. kept], cancellation));
            return concern.Id;
        }, cancellation);

    internal static async Task<Dictionary<Guid, ConcernWallReason>> WallOfAsync(ThroughlineContext context, Concern concern, IEnumerable<Guid> named, CancellationToken cancellation)
    {
        var wall = named.Distinct().ToDictionary(id => id, _ => ConcernWallReason.Named);
        if (concern.SubjectId is { } subject)
        {
            if (concern.LineInvolved)
            {
                foreach (var above in await context.LineOfAsync(subject, cancellation))
                {
                    wall[above] = ConcernWallReason.Line;
                }
            }

            wall[subject] = ConcernWallReason.Subject;
        }

        return wall;
    }
}

/// <summary>There are many that were written and never sent.</summary>
public sealed record TooManyUnsent() : Refusal("too-many-unsent")
{
    /// <inheritdoc />
    public override string Sentence => $"You have {WriteConcern.MostUnsent} that are not sent. Send one or throw one away first.";
}
