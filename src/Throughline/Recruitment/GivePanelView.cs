using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What somebody saw in one dimension, as typed.</summary>
/// <param name="Dimension">Code of the dimension.</param>
/// <param name="Standing">The plain answer.</param>
/// <param name="Words">What they saw; compulsory where they say that they saw it.</param>
public sealed record SeenInDimension(string Dimension, PanelStanding? Standing, string? Words);

/// <summary>What a panel member saw.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Seen">One for each dimension of the scheme.</param>
public sealed record PanelSaid(Guid ApplicationId, IReadOnlyList<SeenInDimension> Seen);

/// <summary>A panel member says what they saw, in words. Until the answer is given they may say it again.</summary>
public sealed class GivePanelView(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>; <see cref="NotFound"/> for anybody who was not asked, <see cref="Invalid"/>, <see cref="ApplicationMoved"/>.</returns>
    public Task<Outcome<Done>> RunAsync(PanelSaid input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("panel-view-given"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            var application = await writing.Context.Applications.FirstOrDefaultAsync(a => a.Id == input.ApplicationId, cancellation);
            if (application is null || !await writing.Context.PanelSeats.AnyAsync(s => s.ApplicationId == application.Id && s.MemberId == me, cancellation))
            {
                return new NotFound();
            }

            if (application.State is not (ApplicationState.Panel or ApplicationState.Talking))
            {
                return new ApplicationMoved(application.State);
            }

            var dimensions = await PanelDimensions.OfAsync(writing.Context, application.SchemeId, writing.Today, cancellation);
            var before = await writing.Context.PanelViews.Where(v => v.ApplicationId == application.Id && v.MemberId == me).ToListAsync(cancellation);
            for (var at = 0; at < dimensions.Count; at++)
            {
                var field = $"Seen[{at}]";
                if (input.Seen.FirstOrDefault(s => s.Dimension == dimensions[at].Code) is not { Standing: { } standing } seen || !Enum.IsDefined(standing))
                {
                    return new Invalid($"{field}.Standing", $"Choose an answer for “{dimensions[at].Name}”");
                }

                var wrong = standing == PanelStanding.NotSeenYet
                    ? PeopleRules.CheckOptionalText($"{field}.Words", seen.Words, "What you saw", PanelView.WordsMaxLength)
                    : PeopleRules.CheckText($"{field}.Words", seen.Words, $"Enter what you saw for “{dimensions[at].Name}”", "What you saw", PanelView.WordsMaxLength);
                if (wrong is not null)
                {
                    return wrong;
                }

                var words = writing.SealOptional(application.PersonId, seen.Words?.Trim());
                if (before.Find(v => v.Dimension == seen.Dimension) is { } earlier)
                {
                    earlier.Say(standing, words);
                }
                else
                {
                    writing.Context.Add(new PanelView(application, me, seen.Dimension, standing, words));
                }
            }

            return new Done();
        }, cancellation);
}

/// <summary>One dimension that a panel looks at.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Hint">What it means.</param>
public sealed record PanelDimension(string Code, string Name, string? Hint);

internal static class PanelDimensions
{
    public static Task<List<PanelDimension>> OfAsync(ThroughlineContext context, Guid schemeId, DateOnly on, CancellationToken cancellation) =>
        context.ReferenceItems.AsNoTracking()
            .Where(r => r.SchemeId == schemeId && r.Kind == ReferenceKind.PanelDimensions.Key && (r.From == null || r.From <= on) && (r.To == null || r.To >= on))
            .OrderBy(r => r.Order).Select(r => new PanelDimension(r.Code, r.Name, r.Hint)).ToListAsync(cancellation);
}
