using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Puts oneself on the list for a mentor.</summary>
public sealed class AskForMentor(UnitOfWork unit)
{
    /// <summary>Asks, or says anew what for.</summary>
    /// <param name="schemeId">The scheme in which the viewer is worked with.</param>
    /// <param name="words">What for, in their words; may be left out.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>The referral's id, or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="MatchGoesOn"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid schemeId, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("mentor-asked-for"), async writing =>
        {
            var viewer = writing.Viewer.PersonId;
            if (!await writing.LockAsync(viewer, cancellation) || !await writing.Context.IsWorkedWithAsync(viewer, schemeId, writing.Today, cancellation))
            {
                return new NotFound();
            }

            if (PeopleRules.CheckOptionalText("Words", words, "What you would like help with", Referral.WordsMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (await writing.Context.Matches.AnyAsync(m => m.PersonId == viewer && m.SchemeId == schemeId && m.ClosedOn == null, cancellation))
            {
                return new MatchGoesOn();
            }

            var open = await writing.Context.Referrals.FirstOrDefaultAsync(r => r.PersonId == viewer && r.SchemeId == schemeId && r.ClosedOn == null, cancellation);
            if (open is not null)
            {
                open.Say(writing.SealOptional(viewer, words));
                return open.Id;
            }

            var referral = Referral.Ask(writing.NewId(), viewer, schemeId, ReferralSource.Self, viewer, writing.Today, writing.SealOptional(viewer, words));
            writing.Context.Add(referral);
            return referral.Id;
        }, cancellation);
}

/// <summary>They have a mentor, or one is suggested.</summary>
public sealed record MatchGoesOn() : Refusal("match-goes-on")
{
    /// <inheritdoc />
    public override string Sentence => "There is a match that is not over yet. Ask for another mentor when it is.";
}
