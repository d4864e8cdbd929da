using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>An application, as typed.</summary>
/// <param name="WindowId">The window it comes in through.</param>
/// <param name="Brings">What they bring, in their own words; compulsory.</param>
/// <param name="Why">Why they would like to.</param>
/// <param name="WouldHelp">What would help them to take part.</param>
/// <param name="Route">How they came to apply.</param>
/// <param name="EncouragedBy">Code of the sort of person who encouraged them, for that route.</param>
/// <param name="Saw">Names of people whom they saw do it, for that route; at most three, and none is fine.</param>
/// <param name="ForPersonId">Whose application a coordinator types in; null for one's own.</param>
public sealed record NewApplication(
    Guid WindowId, string? Brings, string? Why, string? WouldHelp, ApplicationRoute? Route, string? EncouragedBy = null, IReadOnlyList<string?>? Saw = null, Guid? ForPersonId = null);

/// <summary>Sends an application: one's own, or one that a coordinator types in for somebody, which says so.</summary>
public sealed class Apply(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Sends it.</summary>
    /// <returns>
    /// The application's id; <see cref="NotFound"/> (the window, the person), <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="WindowClosed"/>,
    /// <see cref="AlreadyUnderWay"/>, <see cref="TryAgainFrom"/>.
    /// </returns>
    public Task<Outcome<Guid>> RunAsync(NewApplication input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("application-sent"), async writing =>
        {
            var context = writing.Context;
            var viewer = writing.Viewer;
            var window = await context.ApplicationWindows.FirstOrDefaultAsync(w => w.Id == input.WindowId, cancellation);
            var applicant = input.ForPersonId ?? viewer.PersonId;
            if (window is null || !await writing.LockAsync(applicant, cancellation))
            {
                return new NotFound();
            }

            if (applicant != viewer.PersonId && !viewer.Runs(window.SchemeId))
            {
                return new NotAllowed();
            }

            if (Check(input) is { } wrong)
            {
                return wrong;
            }

            // A form on paper may be typed in after the window closed; the person cannot send one themselves then.
            if (!window.IsOpen(writing.Today) && applicant == viewer.PersonId)
            {
                return new WindowClosed();
            }

            if (input.Route == ApplicationRoute.Encouraged && !await context.ReferenceItems.AnyAsync(
                r => r.SchemeId == window.SchemeId && r.Kind == ReferenceKind.SourceClasses.Key && r.Code == input.EncouragedBy
                    && (r.From == null || r.From <= writing.Today) && (r.To == null || r.To >= writing.Today), cancellation))
            {
                return new Invalid(nameof(input.EncouragedBy), "Choose who encouraged you");
            }

            var role = await context.RoleDefinitions.SingleAsync(r => r.Id == window.RoleDefinitionId, cancellation);
            var spells = await context.RoleHoldings.Include(h => h.Moves.OrderBy(m => m.Number))
                .Where(h => h.PersonId == applicant && h.RoleDefinitionId == role.Id).ToListAsync(cancellation);
            if (spells.Where(s => s.State == RoleState.NotThisTime).Max(s => s.ReapplyFrom) is { } from && from > writing.Today)
            {
                return new TryAgainFrom(from);
            }

            var holding = spells.Find(s => s.To is null);
            if (holding is { State: not RoleState.Interested })
            {
                return new AlreadyUnderWay();
            }

            if (holding is null)
            {
                holding = RoleHolding.Start(writing.NewId(), applicant, role, RoleState.Applied, writing.Today, restartOf: spells.OrderBy(s => s.To).LastOrDefault()?.Id);
                context.Add(holding);
            }
            else if (await mover.MoveAsync(writing, holding, role, RoleState.Applied, writing.Today, cancellation) is { } refusal)
            {
                return refusal;
            }

            var application = Application.Send(
                writing.NewId(), holding,
                new SealedApplication(writing.Seal(applicant, input.Brings!.Trim()), writing.SealOptional(applicant, input.Why?.Trim()), writing.SealOptional(applicant, input.WouldHelp?.Trim())),
                input.Route!.Value, input.Route == ApplicationRoute.Encouraged ? input.EncouragedBy : null,
                applicant == viewer.PersonId ? null : viewer.PersonId, writing.Today);
            context.Add(application);
            if (input.Route == ApplicationRoute.Inspired)
            {
                context.AddRange(Names(input).Select(said => new Inspiration(writing.NewId(), application, writing.Seal(applicant, said))));
            }

            return application.Id;
        }, cancellation);

    private static Refusal? Check(NewApplication input) =>
        PeopleRules.CheckText(nameof(input.Brings), input.Brings, "Enter what you would bring", "What you would bring", Application.WordsMaxLength)
        ?? PeopleRules.CheckOptionalText(nameof(input.Why), input.Why, "Why you would like to", Application.WordsMaxLength)
        ?? PeopleRules.CheckOptionalText(nameof(input.WouldHelp), input.WouldHelp, "What would help you", Application.WordsMaxLength)
        ?? (input.Route is { } route && Enum.IsDefined(route) ? null : new Invalid(nameof(input.Route), "Choose how you came to apply"))
        ?? Names(input).Select(said => PeopleRules.CheckOptionalText(nameof(input.Saw), said, "A name", Inspiration.SaidMaxLength)).FirstOrDefault(wrong => wrong is not null)
        ?? (Names(input).Count() > Inspiration.Most ? new Invalid(nameof(input.Saw), $"Enter at most {Inspiration.Most} names") : null);

    private static IEnumerable<string> Names(NewApplication input) =>
        (input.Saw ?? []).Where(said => !string.IsNullOrWhiteSpace(said)).Select(said => said!.Trim());
}
