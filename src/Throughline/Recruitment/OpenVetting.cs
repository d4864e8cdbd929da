using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>What is to be looked into, and by whom.</summary>
/// <param name="PersonId">Whose clearance it is.</param>
/// <param name="SchemeId">The scheme that asks: one of the viewer's.</param>
/// <param name="Needed">False where nothing has to be looked into; then there are no duties and nobody decides.</param>
/// <param name="Scopes">Codes of the duties.</param>
/// <param name="DeciderId">Who decides.</param>
public sealed record NewVetting(Guid PersonId, Guid SchemeId, bool Needed, IReadOnlyList<string> Scopes, Guid? DeciderId);

/// <summary>
/// A coordinator asks for a clearance: names the duties and the one person who decides. From here on the coordinator learns the outcome alone.
/// A clearance that is soon to run out is renewed in the same way.
/// </summary>
public sealed class OpenVetting(UnitOfWork unit)
{
    /// <summary>Opens it.</summary>
    /// <returns>Its id, or <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="Invalid"/>, <see cref="CannotDecide"/>, <see cref="VettingIsOpen"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewVetting input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("vetting-opened"), async writing =>
        {
            if (await ClearanceTurn.TakeAsync(writing, input.PersonId, input.SchemeId, cancellation) is { } refused)
            {
                return refused;
            }

            if (await writing.Context.VettingStandings.AnyAsync(
                s => s.PersonId == input.PersonId && s.SchemeId == input.SchemeId
                    && (s.State == VettingState.Opened || s.State == VettingState.AwaitingPerson || s.State == VettingState.Submitted || s.State == VettingState.Appeal),
                cancellation))
            {
                return new VettingIsOpen();
            }

            if (!input.Needed)
            {
                var none = VettingCase.NotNeeded(writing.NewId(), input.PersonId, input.SchemeId, writing.Viewer.PersonId, writing.Today);
                writing.Context.Add(none);
                return none.Id;
            }

            if (await ClearanceTurn.CheckScopesAsync(writing, input.SchemeId, input.Scopes, cancellation) is { } wrong)
            {
                return wrong;
            }

            if (input.DeciderId is not { } decider)
            {
                return new Invalid(nameof(input.DeciderId), "Choose who decides");
            }

            if (await VettingTurn.CheckDeciderAsync(writing, input.PersonId, input.SchemeId, decider, nameof(input.DeciderId), cancellation) is { } cannot)
            {
                return cannot;
            }

            var opened = VettingCase.Open(writing.NewId(), input.PersonId, input.SchemeId, [.. input.Scopes.Distinct()], decider, writing.Viewer.PersonId, writing.Today);
            if (!opened.Succeeded)
            {
                return opened.Refusal!;
            }

            writing.Context.Add(opened.Value);
            return opened.Value.Id;
        }, cancellation);
}

/// <summary>One is being looked into already.</summary>
public sealed record VettingIsOpen() : Refusal("vetting-is-open")
{
    /// <inheritdoc />
    public override string Sentence => "A clearance of theirs is being looked into already. Wait for its outcome first.";
}
