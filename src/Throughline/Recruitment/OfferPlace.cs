using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>An offer of a place.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Seen">What was seen in them: they read this; compulsory.</param>
/// <param name="AnswerBy">By when they are asked to answer; null for as many days as the scheme gives.</param>
public sealed record PlaceOffer(Guid ApplicationId, int Version, string? Seen, DateOnly? AnswerBy = null);

/// <summary>Offers a place, in words.</summary>
public sealed class OfferPlace(UnitOfWork unit, RoleMover mover)
{
    /// <summary>Offers it.</summary>
    /// <returns>
    /// <see cref="Done"/>; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="TalkFirst"/>, <see cref="OwnApplication"/>,
    /// <see cref="ApplicationMoved"/>.
    /// </returns>
    public Task<Outcome<Done>> RunAsync(PlaceOffer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("place-offered"), async writing =>
        {
            var (turn, refused) = await ApplicationTurn.TakeAsync(writing, input.ApplicationId, input.Version, cancellation);
            if (turn is null)
            {
                return refused!;
            }

            if (PeopleRules.CheckText(nameof(input.Seen), input.Seen, "Enter what you saw in them", "What you saw in them", Application.WordsMaxLength) is { } wrong)
            {
                return wrong;
            }

            var application = turn.Application;
            var settings = await RecruitmentSettings.OfAsync(writing.Context, application.SchemeId, cancellation);
            var seen = writing.Seal(application.PersonId, input.Seen!.Trim());
            var refusal = application.Offer(writing.Viewer.PersonId, seen, writing.Today, input.AnswerBy ?? writing.Today.AddDays(settings.OfferDays))
                ?? await mover.MoveAsync(writing, turn.Holding, turn.Role, RoleState.Offered, writing.Today, cancellation);
            return refusal is null ? new Done() : refusal;
        }, cancellation);
}
