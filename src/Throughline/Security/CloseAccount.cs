using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>An account to close.</summary>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Decision">Why, and what it rests on.</param>
public sealed record ClosedAccount(Guid PersonId, Decision Decision);

/// <summary>
/// Closes an account, such as of somebody who leaves: their sign-in ends with every session and open link, their record stays. A person decides it,
/// with the reason (E02).
/// </summary>
public sealed class CloseAccount(UnitOfWork unit, CurrentViewer current, HatQueries hats)
{
    /// <summary>Closes it.</summary>
    /// <returns>
    /// <see cref="Done"/>, or <see cref="NotAllowed"/>, <see cref="NotFound"/>, <see cref="OwnAccount"/>, <see cref="ForAnAdministrator"/>,
    /// <see cref="AccountIsClosed"/>, <see cref="LastAdministrator"/>, <see cref="Invalid"/>, <see cref="NeedsAPerson"/>, <see cref="SecondPersonNeeded"/>.
    /// </returns>
    public async Task<Outcome<Done>> RunAsync(ClosedAccount input, CancellationToken cancellation = default)
    {
        var held = await hats.OfAsync(input.PersonId, cancellation);
        return await unit.RunAsAsync<Done>(current.Viewer, new Act("account-closed", input.Decision.Reason?.Trim(), AuditKind.SignIn), async writing =>
        {
            var (account, refused) = await writing.TakeAccountAsync(input.PersonId, held, cancellation);
            if (account is null)
            {
                return refused!;
            }

            if (input.Decision.Check(writing.Viewer) is { } wrong)
            {
                return wrong;
            }

            if (account.State == AccountState.Closed)
            {
                return new AccountIsClosed();
            }

            if (await Administrators.IsLastAsync(writing, input.PersonId, cancellation))
            {
                return new LastAdministrator();
            }

            if (await SecondPerson.CheckEverywhereAsync(writing, input.PersonId, AdverseAct.CloseAccount, cancellation) is { } second)
            {
                return second;
            }

            account.Close(writing.Viewer.PersonId, writing.Seal(input.PersonId, input.Decision.Text), writing.Now);
            await writing.EndEverySessionAsync(input.PersonId, cancellation);
            await writing.WithdrawRecoveriesAsync(input.PersonId, cancellation);
            return new Done();
        }, cancellation);
    }
}
