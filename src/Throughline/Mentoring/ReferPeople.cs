using Throughline.People;
using Throughline.Storage;

namespace Throughline.Mentoring;

/// <summary>Puts people on the list for a mentor: one with the form, or many who came with a file.</summary>
public sealed class ReferPeople(UnitOfWork unit)
{
    /// <summary>Most people at once.</summary>
    public const int Most = 500;

    /// <summary>Puts them on the list. Those who wait or have a match already stay as they are.</summary>
    /// <param name="schemeId">The scheme, which the viewer runs.</param>
    /// <param name="people">Who.</param>
    /// <param name="since">Since when they have waited: today or before.</param>
    /// <param name="words">What for, in the words of the one person; null for many.</param>
    /// <param name="source">By what way they came.</param>
    /// <param name="cancellation">Stops.</param>
    /// <returns>How many are new on the list, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="WaitsAlready"/>, <see cref="MatchGoesOn"/> (for one alone).</returns>
    public Task<Outcome<int>> RunAsync(
        Guid schemeId, IReadOnlyList<Guid> people, DateOnly? since, string? words, ReferralSource source, CancellationToken cancellation = default) =>
        unit.RunAsync<int>(new Act("person-referred"), async writing =>
        {
            if (!writing.Viewer.Runs(schemeId))
            {
                return new NotAllowed();
            }

            var wanted = people.Distinct().Order().ToList();
            if (wanted.Count is 0 or > Most)
            {
                return new Invalid("People", wanted.Count == 0 ? "Choose who would like a mentor" : $"Choose at most {Most} people at once");
            }

            if (((since is { } on ? PeopleRules.CheckPast("Since", on, writing.Today) : null)
                ?? PeopleRules.CheckOptionalText("Words", words, "What they would like help with", Referral.WordsMaxLength)) is { } wrong)
            {
                return wrong;
            }

            var context = writing.Context;
            foreach (var id in wanted)
            {
                if (id == writing.Viewer.PersonId || !await writing.LockAsync(id, cancellation))
                {
                    return new NotFound();
                }
            }

            var (here, waits, matched) = await context.ReferralsAsync(schemeId, wanted, cancellation);
            if (!wanted.All(here.Contains))
            {
                return new NotFound();
            }

            var fresh = wanted.Where(id => !waits.Contains(id) && !matched.Contains(id)).ToList();
            if (wanted is [var only] && fresh.Count == 0)
            {
                return waits.Contains(only) ? new WaitsAlready() : new MatchGoesOn();
            }

            foreach (var id in fresh)
            {
                context.Add(Referral.Ask(writing.NewId(), id, schemeId, source, writing.Viewer.PersonId, since ?? writing.Today, wanted.Count == 1 ? writing.SealOptional(id, words) : null));
            }

            return fresh.Count;
        }, cancellation);
}
