using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Safeguarding;

/// <summary>A concern, as typed. Where somebody is in danger now, or 999 was called, nothing else has to be said.</summary>
/// <param name="Danger">Whether somebody is in danger now.</param>
/// <param name="AboutId">Whom it is about, of those the viewer may choose; null for somebody else.</param>
/// <param name="About">About whom, in own words: kept beside the name, where somebody was chosen too.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Words">What was seen or heard.</param>
/// <param name="When">When, in own words.</param>
/// <param name="Did">What was done already.</param>
/// <param name="Called">Whether 999 was called.</param>
public sealed record NewConcern(bool? Danger, Guid? AboutId, string? About, SafeguardingKind? Kind, string? Words, string? When, string? Did, bool Called);

/// <summary>
/// Raises a concern about somebody's safety, under any hat: its clock begins to page whoever is on duty, and a talk becomes due for whoever raised it,
/// whatever comes of it (INV-132).
/// </summary>
public sealed class RaiseConcern(UnitOfWork unit)
{
    /// <summary>Raises it.</summary>
    /// <returns>Its id, or <see cref="Invalid"/>, or <see cref="NotFound"/> where there is no scheme at all.</returns>
    public Task<Outcome<Guid>> RunAsync(NewConcern input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("concern-raised"), async writing =>
        {
            var (context, viewer) = (writing.Context, writing.Viewer);
            if (input.Danger is not { } said)
            {
                return new Invalid(nameof(input.Danger), "Say whether somebody is in danger now");
            }

            // Nobody rings 999 for a worry that can wait.
            var danger = said || input.Called;

            if (Check(input, danger) is { } wrong)
            {
                return wrong;
            }

            var (scheme, known) = (viewer.SchemeIds.Count > 0 ? viewer.SchemeIds[0] : (Guid?)null, default(Guid?));
            if (input.AboutId is { } about)
            {
                if (await context.ChoosableAsync(about, cancellation) is not { } theirs)
                {
                    return new Invalid(nameof(input.AboutId), "Choose who it is about, or somebody else");
                }

                (known, scheme) = (about, theirs);
            }

            if ((scheme ?? await context.Schemes.OrderBy(s => s.Id).Select(s => (Guid?)s.Id).FirstOrDefaultAsync(cancellation)) is not { } where)
            {
                return new NotFound();
            }

            var (me, person) = (viewer.PersonId, known ?? viewer.PersonId);
            SealedText? Seal(string? words) => writing.SealOptional(person, words?.Trim());
            var concern = SafeguardingConcern.Raise(
                writing.NewId(), known, where, me, input.Kind, danger, Seal(input.About), Seal(input.When), Seal(input.Did), Seal(input.Words), writing.Now);
            if (input.Called)
            {
                concern.CallEmergency(me, writing.Now);
            }

            var hours = (double)(await new SettingQueries(context).ValuesAsync(where, cancellation))[SettingKeys.DebriefOfferHours];
            context.AddRange(
                concern, DutyAlarm.Ring(concern.Id, AlarmKind.Concern, where, person, me, danger, writing.Now),
                Debrief.AfterConcern(writing.NewId(), me, person, where, concern.Id, writing.Now, writing.Now.AddHours(hours)));
            return concern.Id;
        }, cancellation);

    private static Refusal? Check(NewConcern input, bool danger)
    {
        if (input.AboutId is null && !danger && string.IsNullOrWhiteSpace(input.About))
        {
            return new Invalid(nameof(input.AboutId), "Say who it is about");
        }

        if (input.Kind is { } kind ? !Enum.IsDefined(kind) : !danger)
        {
            return new Invalid(nameof(input.Kind), "Choose what it is about");
        }

        return (danger && string.IsNullOrWhiteSpace(input.Words) ? null : SafeguardingRules.Words(input.Words, nameof(input.Words), "Say what you saw or heard", "What you saw or heard"))
            ?? Typed.Optional(input.About, SafeguardingConcern.ShortMaxLength, nameof(input.About), "Who it is about")
            ?? Typed.Optional(input.When, SafeguardingConcern.ShortMaxLength, nameof(input.When), "When it was")
            ?? Typed.Optional(input.Did, SafeguardingConcern.WordsMaxLength, nameof(input.Did), "What you have done");
    }
}

/// <summary>About whom the viewer can raise a concern by name.</summary>
internal static class Choosable
{
    /// <summary>The scheme of somebody whom the viewer mentors, or whose record they reach; null for anybody else.</summary>
    public static async Task<Guid?> ChoosableAsync(this ThroughlineContext context, Guid personId, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        if (personId == viewer.PersonId)
        {
            return null;
        }

        if (viewer.Hat == Hat.PeerWorker)
        {
            return await context.Matches.Where(m => m.PersonId == personId && m.MentorId == viewer.PersonId && m.ClosedOn == null).OrderBy(m => m.Id).Select(m => (Guid?)m.SchemeId)
                .FirstOrDefaultAsync(cancellation);
        }

        var mine = viewer.SchemeIds;
        return await context.People.AnyAsync(p => p.Id == personId && p.ErasedAt == null, cancellation)
            ? await context.RoleHoldings.Where(h => h.PersonId == personId && mine.Contains(h.SchemeId)).OrderByDescending(h => h.From).ThenBy(h => h.Id).Select(h => (Guid?)h.SchemeId).FirstOrDefaultAsync(cancellation)
            : null;
    }
}
