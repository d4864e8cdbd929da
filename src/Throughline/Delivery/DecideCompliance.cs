using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery;

/// <summary>A decision about a fact, as typed.</summary>
/// <param name="RequirementId">The requirement.</param>
/// <param name="PlaceId">The place at the session.</param>
/// <param name="FactVersion">The version of the fact that was looked at.</param>
/// <param name="Outcome">The code of the outcome.</param>
/// <param name="Decision">The reason and what was looked at: needed where the officer may have to act on the outcome, otherwise a note or nothing.</param>
public sealed record ComplianceInput(Guid RequirementId, Guid PlaceId, int FactVersion, string? Outcome, Decision Decision);

/// <summary>The responsible officer, or who stands in for them, decides what a fact means. Nobody else ever does (INV-080, INV-081).</summary>
public sealed class DecideCompliance(UnitOfWork unit)
{
    /// <summary>Decides it.</summary>
    /// <returns>
    /// The decision's id, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="NoFactYet"/>, <see cref="Stale"/>, <see cref="AlreadyDecided"/>,
    /// <see cref="ContradictsFact"/>, <see cref="NobodysAbsence"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(ComplianceInput input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("compliance-decided"), async writing =>
        {
            var (turn, refused) = await ComplianceTurn.TakeAsync(writing, input, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (turn.Decision is not null)
            {
                return new AlreadyDecided();
            }

            var decision = input.Decision;
            var adverse = turn.Outcome.Is("enforceable");
            var wrong = OutcomeRules.Check(turn.Fact.Mark, turn.Outcome)
                ?? (adverse ? decision.Check(writing.Viewer) : PeopleRules.CheckOptionalText(nameof(decision.Reason), decision.Reason, "What you tell them", RoleHolding.ReasonMaxLength));
            if (wrong is not null)
            {
                return wrong;
            }

            var made = ComplianceDecision.For(writing.NewId(), turn.Requirement, turn.Fact);
            var words = writing.SealOptional(turn.Fact.PersonId, adverse ? decision.Text : decision.Reason?.Trim());
            if (made.Decide(turn.Fact, turn.Outcome, words, writing.Viewer.PersonId, writing.Now) is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(made);
            return made.Id;
        }, cancellation);
}

/// <summary>A fact opened for a decision: the session's turn taken, so that the fact stays what it is, then the requirement's; the viewer's right to decide checked.</summary>
internal sealed record ComplianceTurn(Requirement Requirement, AttendanceFact Fact, ComplianceDecision? Decision, ReferenceItem Outcome)
{
    /// <summary>Opens it, or says why not.</summary>
    public static async Task<(ComplianceTurn? Turn, Refusal? Refusal)> TakeAsync(Writing writing, ComplianceInput input, CancellationToken cancellation)
    {
        var context = writing.Context;
        if (writing.Viewer.Hat != Hat.ResponsibleOfficer)
        {
            return (null, new NotAllowed());
        }

        var requirement = await context.Requirements.AsNoTracking().FirstOrDefaultAsync(r => r.Id == input.RequirementId, cancellation);
        var place = requirement is null ? null : await context.PlacesThatCount(requirement).FirstOrDefaultAsync(p => p.Id == input.PlaceId, cancellation);
        if (requirement is null || place is null || !await context.DecidesAsync(requirement, cancellation))
        {
            return (null, new NotFound());
        }

        await writing.LockSessionAsync(place.SessionId, cancellation);
        await writing.LockRequirementAsync(requirement.Id, cancellation);
        var fact = await context.AttendanceFacts.AsNoTracking().FirstOrDefaultAsync(f => f.PlaceId == place.Id, cancellation);
        if (fact is null)
        {
            return (null, new NoFactYet());
        }

        if (fact.Version != input.FactVersion)
        {
            return (null, new Stale());
        }

        var decision = await context.ComplianceDecisions.Include(d => d.Entries.OrderBy(e => e.Number)).FirstOrDefaultAsync(d => d.RequirementId == requirement.Id && d.PlaceId == place.Id, cancellation);
        var outcome = (await ClearanceTurn.ReferenceAsync(context, requirement.SchemeId, ReferenceKind.AttendanceOutcomes, writing.Today, cancellation))
            .FirstOrDefault(i => i.Code == input.Outcome && MayPick(i));
        return outcome is null ? (null, new Invalid(nameof(input.Outcome), "Choose what you decide")) : (new ComplianceTurn(requirement, fact, decision, outcome), null);
    }

    /// <summary>Whether the list lets an officer choose an outcome.</summary>
    public static bool MayPick(ReferenceItem outcome) =>
        outcome.Flags.TryGetValue("may-pick", out var hats) && hats.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(nameof(Hat.ResponsibleOfficer));
}

/// <summary>What counts towards a requirement.</summary>
internal static class WhatCounts
{
    /// <summary>The places at sessions, on a requirement's days and of groups that count towards its sort, as the viewer may see them.</summary>
    public static IQueryable<SessionPlace> PlacesThatCount(this ThroughlineContext context, Requirement requirement)
    {
        var (person, scheme, type, from) = (requirement.PersonId, requirement.SchemeId, requirement.Type, requirement.From);
        var (to, ended) = (requirement.To ?? DateOnly.MaxValue, requirement.EndedOn ?? DateOnly.MaxValue);
        return context.SessionPlaces.AsNoTracking().Where(p => p.PersonId == person && p.SchemeId == scheme && p.On >= from && p.On <= to && p.On <= ended
            && context.ActivityTypes.Any(t => t.ActivityId == p.ActivityId && t.Code == type));
    }
}
