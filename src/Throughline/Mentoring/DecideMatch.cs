using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>A coordinator's decision to bring two people together.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="PersonId">Who waits.</param>
/// <param name="MentorId">The mentor.</param>
/// <param name="Reason">Why these two. The mentor and the mentee can read it.</param>
/// <param name="BothAgreed">True where the mentor would be above their limit and both they and their supervisor agreed to it.</param>
public sealed record MatchDecision(Guid SchemeId, Guid PersonId, Guid MentorId, string? Reason, bool BothAgreed = false);

/// <summary>
/// Brings two people together. What rules a pair out is asked again in the same transaction, so that a wall or a wish of a second ago counts; the
/// mentor's places are counted while their turn is held, so that two decisions at once never take the same one.
/// </summary>
public sealed class DecideMatch(UnitOfWork unit)
{
    /// <summary>Decides.</summary>
    /// <returns>
    /// The match's id, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="PairIsRuledOut"/>, <see cref="MentorAtLimit"/>,
    /// <see cref="MatchGoesOn"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(MatchDecision input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("match-decided"), async writing =>
        {
            var context = writing.Context;
            var by = writing.Viewer.PersonId;
            if (!writing.Viewer.Runs(input.SchemeId) || by == Guid.Empty || by == input.PersonId || by == input.MentorId)
            {
                return new NotAllowed();
            }

            foreach (var id in new[] { input.PersonId, input.MentorId }.Order())
            {
                if (!await writing.LockAsync(id, cancellation))
                {
                    return new NotFound();
                }
            }

            var facts = await FactsForMatching.ReadAsync(context, input.SchemeId, writing.Today, input.PersonId, cancellation);
            if (await context.MatchTies.AnyAsync(t => t.PersonId == input.PersonId && t.SchemeId == input.SchemeId && t.ClosedOn == null, cancellation))
            {
                return new MatchGoesOn();
            }

            if (facts.Waiting.FirstOrDefault() is not { } waits || facts.Mentors.FirstOrDefault(m => m.Id == input.MentorId) is not { } mentor)
            {
                return new NotFound();
            }

            if ((PeopleRules.CheckText(nameof(input.Reason), input.Reason, "Enter why you bring these two together", "The reason", MatchEntry.WordsMaxLength)
                ?? (input.Reason!.Trim().Length < Decision.ReasonMinLength
                    ? new Invalid(nameof(input.Reason), $"The reason must be {Decision.ReasonMinLength} characters or more, so that both can understand it") : null)) is { } wrong)
            {
                return wrong;
            }

            if (facts.Bars(waits, mentor).FirstOrDefault(b => b.IsHard()) is var bar && bar != default)
            {
                return new PairIsRuledOut(bar);
            }

            // Everybody the mentor has, whether or not the viewer may know of them.
            var ties = await context.MatchTies.Where(t => t.MentorId == mentor.Id && t.SchemeId == input.SchemeId && t.ClosedOn == null).Select(t => t.PersonId).ToListAsync(cancellation);
            var minutes = facts.Settings.Whole(SettingKeys.MatchesMinutes);
            var asked = await context.MatchProfiles.IgnoreQueryFilters(MentoringRules.AnyViewer).Where(p => ties.Contains(p.PersonId) && p.SchemeId == input.SchemeId)
                .ToDictionaryAsync(p => p.PersonId, p => p.Minutes, cancellation);
            var over = ties.Count >= mentor.Limit || ties.Sum(id => asked.GetValueOrDefault(id, minutes)) + waits.Details.Minutes > mentor.MinutesMost;
            if (over && !input.BothAgreed)
            {
                return new MentorAtLimit(facts.Settings.Whole(SettingKeys.MatchesOverCapDays));
            }

            var match = Match.Decide(
                writing.NewId(), input.PersonId, mentor.Holding, by, writing.Today, writing.Seal(input.PersonId, input.Reason!.Trim()),
                over ? writing.Today.AddDays(facts.Settings.Whole(SettingKeys.MatchesOverCapDays)) : null);
            context.Add(match);
            return match.Id;
        }, cancellation);
}

/// <summary>Something rules the pair out, whatever their fit.</summary>
/// <param name="Bar">Its effect.</param>
public sealed record PairIsRuledOut(MatchBar Bar) : Refusal("pair-is-ruled-out")
{
    /// <inheritdoc />
    public override string Sentence => $"These two cannot be matched. {Bar.Name()}.";
}

/// <summary>The mentor is at their limit (INV-062).</summary>
/// <param name="Days">How long a match above it may last.</param>
public sealed record MentorAtLimit(int Days) : Refusal("mentor-at-limit")
{
    /// <inheritdoc />
    public override string Sentence => $"This mentor has no room left. If the mentor and their supervisor both agree, it can go above the limit for at most {Days} days. Tick the box to say that both agreed.";

    /// <inheritdoc />
    public override string? Field => nameof(MatchDecision.BothAgreed);
}
