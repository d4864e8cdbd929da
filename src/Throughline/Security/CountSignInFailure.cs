using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Counts a wrong password or code against an account, or notes a try at a name that nobody has. What was typed is not kept.</summary>
public sealed class CountSignInFailure(UnitOfWork unit, IDatabaseEngine engine, SignInRules rules, TimeProvider clock)
{
    /// <summary>Counts it; takes one write either way, so that the time it takes says nothing.</summary>
    /// <param name="personId">Whose account; null for a name that nobody has.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task RunAsync(Guid? personId, CancellationToken cancellation = default)
    {
        if (personId is { } person)
        {
            await unit.ChangeAccountAsync<Done>(person, "sign-in-failed", (writing, account) =>
            {
                account.CountFailure(writing.Now, rules);
                return Task.FromResult<Outcome<Done>>(new Done());
            }, cancellation);
        }
        else
        {
            await engine.AppendAsync(new AuditDraft(clock.Now(), null, Hat.System, AuditKind.SignIn, "sign-in-failed", null, nameof(Account), Guid.Empty, "{}"), cancellation);
        }
    }
}
