using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>"I'd like to do that": one press, before any form. The scheme sees it and gets in touch.</summary>
public sealed class SayInterest(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns>The role holding's id; <see cref="NotFound"/>, <see cref="NotAllowed"/>, <see cref="WindowClosed"/>, <see cref="RoleOverlaps"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid windowId, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("interest-said"), async writing =>
        {
            var me = writing.Viewer.PersonId;
            var window = await writing.Context.ApplicationWindows.FirstOrDefaultAsync(w => w.Id == windowId, cancellation);
            if (window is null || !await writing.LockAsync(me, cancellation))
            {
                return new NotFound();
            }

            if (!window.IsOpen(writing.Today))
            {
                return new WindowClosed();
            }

            var role = await writing.Context.RoleDefinitions.SingleAsync(r => r.Id == window.RoleDefinitionId, cancellation);
            if (await writing.Context.RoleHoldings.AnyAsync(h => h.PersonId == me && h.RoleDefinitionId == role.Id && h.To == null, cancellation))
            {
                return new AlreadyUnderWay();
            }

            var holding = RoleHolding.Start(writing.NewId(), me, role, RoleState.Interested, writing.Today);
            writing.Context.Add(holding);
            return holding.Id;
        }, cancellation);
}

/// <summary>The person holds the role already, or is on the way to it.</summary>
public sealed record AlreadyUnderWay() : Refusal("already-under-way")
{
    /// <inheritdoc />
    public override string Sentence => "This is under way already. Look at where it stands before you start again.";
}
