using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The policy numbers of joining, as a scheme has them.</summary>
/// <param name="TalkDays">Days in which somebody who applied is talked with.</param>
/// <param name="AnswerDays">Days in which they have their answer.</param>
/// <param name="OfferDays">Days they are given to answer an offer.</param>
/// <param name="PanelMembers">Fewest members of a panel.</param>
/// <param name="KeepMonths">Months after which the words of an application that led to no role are let go of.</param>
public sealed record RecruitmentSettings(int TalkDays, int AnswerDays, int OfferDays, int PanelMembers, int KeepMonths)
{
    /// <summary>Those of a scheme. Two commands.</summary>
    public static async Task<RecruitmentSettings> OfAsync(ThroughlineContext context, Guid schemeId, CancellationToken cancellation)
    {
        var values = await new SettingQueries(context).ValuesAsync(schemeId, cancellation);
        return new RecruitmentSettings(
            values.Whole(SettingKeys.RecruitmentTalkDays), values.Whole(SettingKeys.RecruitmentAnswerDays), values.Whole(SettingKeys.RecruitmentOfferDays),
            values.Whole(SettingKeys.RecruitmentPanelMembers), values.Whole(SettingKeys.KeepApplicantMonths));
    }
}

/// <summary>An application opened for a change: the applicant's turn taken, and the viewer's right to it checked.</summary>
internal sealed record ApplicationTurn(Application Application, RoleHolding Holding, RoleDefinition Role)
{
    /// <summary>Opens it for somebody who runs its scheme, or says why not.</summary>
    public static Task<(ApplicationTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, Guid applicationId, int? version, CancellationToken cancellation) =>
        TakeAsync(writing, applicationId, version, application => writing.Viewer.Runs(application.SchemeId), cancellation);

    /// <summary>Opens it for whoever applied, or says why not.</summary>
    public static Task<(ApplicationTurn? Turn, Refusal? Refusal)> TakeOwnAsync(Writing writing, Guid applicationId, int? version, CancellationToken cancellation) =>
        TakeAsync(writing, applicationId, version, application => application.PersonId == writing.Viewer.PersonId, cancellation);

    private static async Task<(ApplicationTurn? Turn, Refusal? Refusal)> TakeAsync(
        Writing writing, Guid applicationId, int? version, Func<Application, bool> may, CancellationToken cancellation)
    {
        var context = writing.Context;
        var person = await context.Applications.Where(a => a.Id == applicationId).Select(a => (Guid?)a.PersonId).FirstOrDefaultAsync(cancellation);
        if (person is not { } applicant || !await writing.LockAsync(applicant, cancellation))
        {
            return (null, new NotFound());
        }

        var application = await context.Applications.SingleAsync(a => a.Id == applicationId, cancellation);
        if (!may(application))
        {
            return (null, new NotAllowed());
        }

        if (version is { } opened && application.Version != opened)
        {
            return (null, new Stale());
        }

        var holding = await context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number)).SingleAsync(h => h.Id == application.HoldingId, cancellation);
        var role = await context.RoleDefinitions.SingleAsync(r => r.Id == application.RoleDefinitionId, cancellation);
        return (new ApplicationTurn(application, holding, role), null);
    }
}
