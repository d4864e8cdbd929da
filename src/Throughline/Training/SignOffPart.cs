using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A part of a portfolio that somebody saw done, as typed.</summary>
/// <param name="EnrolmentId">Whose portfolio.</param>
/// <param name="Part">The part, as the programme calls it.</param>
/// <param name="SeenOn">The London date on which it was seen, today or before.</param>
/// <param name="WhatTheySaw">What was seen, in words.</param>
public sealed record NewSignOff(Guid EnrolmentId, string? Part, DateOnly SeenOn, string? WhatTheySaw);

/// <summary>Signs a part of a portfolio off: somebody who runs the course, or its coordinator, says what they saw. Nobody signs for themself.</summary>
public sealed class SignOffPart(UnitOfWork unit)
{
    /// <summary>Fewest characters of what was seen: long enough that it has to be a sentence.</summary>
    public const int WhatTheySawMinLength = 20;

    /// <summary>Signs it off.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="EnrolmentMoveNotOpen"/>, <see cref="SignedOffAlready"/>.</returns>
    public Task<Outcome<Done>> RunAsync(NewSignOff input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("part-signed-off"), async writing =>
        {
            var context = writing.Context;
            var cohort = await context.Cohorts.AsNoTracking().FirstOrDefaultAsync(c => context.Enrolments.Any(e => e.Id == input.EnrolmentId && e.CohortId == c.Id), cancellation);
            if (cohort is null)
            {
                return new NotFound();
            }

            await context.Enrolments.Where(e => e.Id == input.EnrolmentId).LockAsync(cancellation);
            var enrolment = await context.Enrolments.SingleAsync(e => e.Id == input.EnrolmentId, cancellation);
            if (enrolment.PersonId == writing.Viewer.PersonId || !await context.MayKeepAsync(cohort, cancellation))
            {
                return new NotAllowed();
            }

            if (!enrolment.State.IsOpen())
            {
                return new EnrolmentMoveNotOpen(enrolment.State);
            }

            if (cohort.State == CohortState.Planned)
            {
                return new CohortMoveNotOpen(cohort.State);
            }

            if (cohort.Outline.Competencies.FirstOrDefault(c => ProgrammeOutline.Same.Equals(c.Title, input.Part)) is not { } part)
            {
                return new NotFound();
            }

            if ((PeopleRules.CheckPast(nameof(input.SeenOn), input.SeenOn, writing.Today)
                ?? PeopleRules.CheckText(nameof(input.WhatTheySaw), input.WhatTheySaw, "Enter what you saw", "What you saw", SignOff.WhatTheySawMaxLength)) is { } wrong)
            {
                return wrong;
            }

            if (input.WhatTheySaw!.Trim().Length < WhatTheySawMinLength)
            {
                return new Invalid(nameof(input.WhatTheySaw), $"What you saw must be {WhatTheySawMinLength} characters or more");
            }

            if (await context.SignOffs.AnyAsync(s => s.EnrolmentId == enrolment.Id && s.Competency == part.Title, cancellation))
            {
                return new SignedOffAlready();
            }

            context.Add(new SignOff(
                writing.NewId(), enrolment, part.Title, input.SeenOn, writing.Seal(enrolment.PersonId, input.WhatTheySaw.Trim()), writing.Viewer.PersonId, writing.Now));
            return enrolment.TakePart() is { } refusal ? refusal : new Done();
        }, cancellation);
}

/// <summary>The part is signed off already.</summary>
public sealed record SignedOffAlready() : Refusal("signed-off-already")
{
    /// <inheritdoc />
    public override string Sentence => "This part is signed off already.";
}
