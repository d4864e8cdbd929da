using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>Asks people to say what they saw in somebody who applied.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Members">Who is asked: staff or peer workers of the scheme.</param>
public sealed record PanelAsked(Guid ApplicationId, int Version, IReadOnlyList<Guid> Members);

/// <summary>Asks a panel. Its members see this application and nothing else of the person.</summary>
public sealed class AskPanel(UnitOfWork unit)
{
    /// <summary>Asks them.</summary>
    /// <returns>
    /// <see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="PanelTooSmall"/>, <see cref="TalkFirst"/>,
    /// <see cref="ApplicationMoved"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(PanelAsked input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("panel-asked"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeAsync(writing, input.ApplicationId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            var application = turn.Application;
            var members = input.Members.Distinct().ToList();
            var settings = await RecruitmentSettings.OfAsync(writing.Context, application.SchemeId, cancellation);
            if (members.Count < settings.PanelMembers)
            {
                return new PanelTooSmall(settings.PanelMembers);
            }

            var mayBe = await PanelCandidates.OfAsync(writing.Context, application, cancellation);
            if (members.Exists(member => !mayBe.Contains(member)))
            {
                return new Invalid(nameof(input.Members), "Choose people from the list");
            }

            if (application.AskPanel() is { } refusal)
            {
                return refusal;
            }

            writing.Context.AddRange(members.Select(member => new PanelSeat(application, member, writing.Today)));
            return new Done();
        }, cancellation);
}

/// <summary>Who may sit on a panel: people of the scheme who work with others there now, never the applicant, never across a wall.</summary>
internal static class PanelCandidates
{
    public static Task<List<Guid>> OfAsync(ThroughlineContext context, Application application, CancellationToken cancellation) =>
        Query(context, application.SchemeId, application.PersonId).Select(p => p.Id).ToListAsync(cancellation);

    public static IQueryable<Person> Query(ThroughlineContext context, Guid schemeId, Guid applicantId) =>
        context.People.Where(p => p.Id != applicantId
            && context.RoleHoldings.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId
                && (h.State == RoleState.ActiveSolo || h.State == RoleState.Senior
                    || (h.State == RoleState.Held && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId
                        && (r.Hats.Contains(Hat.StaffColleague) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.Coordinator))))))
            && !context.Walls.Any(w => w.ViewerId == p.Id && w.SubjectId == applicantId && w.LiftedAt == null));
}
