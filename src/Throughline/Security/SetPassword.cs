using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Sets or changes somebody's password. Their other sessions end: whoever knew the old one is out.</summary>
public sealed class SetPassword(UnitOfWork unit)
{
    /// <summary>Sets it.</summary>
    /// <param name="current">Their session, which goes on.</param>
    /// <param name="hash">The hash of the new password.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public Task<Outcome<Done>> RunAsync(CurrentSession current, string hash, CancellationToken cancellation = default) =>
        unit.ChangeAccountAsync<Done>(current.PersonId, "password-set", async (writing, account) =>
        {
            account.SetPassword(hash, writing.Now);
            await writing.EndSessionsAsync(current.PersonId, current.Id, cancellation);
            return new Done();
        }, cancellation);
}
