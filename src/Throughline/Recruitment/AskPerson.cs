using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>By which way it goes, and what the person is to do.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Route">Code of a route that is open today.</param>
/// <param name="Ask">What the person is to do, in words for them.</param>
public sealed record AskedOfPerson(Guid CaseId, int Version, string? Route, string? Ask);

/// <summary>Whoever decides chooses the way, which only the person is told, and says what they have to do.</summary>
public sealed class AskPerson(UnitOfWork unit)
{
    /// <summary>Asks.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="NotTheDecider"/>, <see cref="VettingMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(AskedOfPerson input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("vetting-asked"), async writing =>
        {
            var (found, refused) = await VettingTurn.TakeAsync(writing, input.CaseId, input.Version, own: false, cancellation);
            if (found is null)
            {
                return refused!;
            }

            var routes = await ClearanceTurn.ReferenceAsync(writing.Context, found.SchemeId, ReferenceKind.ClearanceRoutes, writing.Today, cancellation);
            if (input.Route is null or VettingCase.NoRoute || !routes.Any(r => r.Code == input.Route))
            {
                return new Invalid(nameof(input.Route), "Choose by which way it goes");
            }

            if (PeopleRules.CheckText(nameof(input.Ask), input.Ask, "Enter what they have to do", "What they have to do", VettingCase.TextMaxLength) is { } wrong)
            {
                return wrong;
            }

            return found.AskPerson(writing.Viewer.PersonId, input.Route, writing.Seal(found.PersonId, input.Ask!.Trim())) is { } refusal ? refusal : new Done();
        }, cancellation);
}
