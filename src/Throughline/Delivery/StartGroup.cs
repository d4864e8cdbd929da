using Microsoft.EntityFrameworkCore;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>A group to start, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Name">What it is called.</param>
/// <param name="SiteId">Where it usually meets.</param>
/// <param name="Counts">Whether it counts towards requirements.</param>
/// <param name="Types">The codes of the sorts it counts towards; none where it counts towards nothing.</param>
/// <param name="ForMentors">Whether those who mentor meet in it as one.</param>
public sealed record NewGroup(Guid SchemeId, string? Name, Guid? SiteId, bool? Counts, IReadOnlyList<string> Types, bool ForMentors = false);

/// <summary>Starts a group. What it counts towards is one of the sorts that hold in the scheme today.</summary>
public sealed class StartGroup(UnitOfWork unit)
{
    /// <summary>Starts it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewGroup input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("group-started"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            if (!await writing.Context.Set<Site>().AnyAsync(s => s.Id == input.SiteId && s.SchemeId == input.SchemeId && s.To == null, cancellation))
            {
                return new Invalid(nameof(input.SiteId), "Choose where it meets");
            }

            if (input.Counts is not { } counts)
            {
                return new Invalid(nameof(input.Counts), "Choose whether it counts towards a requirement");
            }

            var sorts = counts ? await ClearanceTurn.ReferenceAsync(writing.Context, input.SchemeId, ReferenceKind.RequirementTypes, writing.Today, cancellation) : [];
            if (counts && (input.Types.Count == 0 || input.Types.Any(code => !sorts.Any(s => s.Code == code))))
            {
                return new Invalid(nameof(input.Types), "Choose what it counts towards");
            }

            var started = Activity.Start(writing.NewId(), input.SchemeId, input.SiteId!.Value, input.Name, counts ? input.Types : [], writing.Today, input.ForMentors);
            if (!started.Succeeded)
            {
                return started.Refusal!;
            }

            writing.Context.Add(started.Value);
            return started.Value.Id;
        }, cancellation);
}
