using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Who may help whom to sign in, and close or open their account.</summary>
internal static class AccountCare
{
    // Whoever gives out a way in could take it. A coordinator does so for those they work with, and not for the hats that are there to look at
    // coordinators, nor for one another.
    private static readonly Hat[] OfCoordinators = [Hat.PeerWorker, Hat.Mentee, Hat.Supervisor, Hat.ResponsibleOfficer, Hat.StaffColleague];

    public static bool LooksAfterAccounts(this Viewer viewer) => viewer.Hat is Hat.Coordinator or Hat.SystemAdministrator;

    /// <summary>The filters that an administrator, who keeps accounts without seeing records, is let past; a coordinator keeps to their own reach.</summary>
    public static string[] Reach(this Viewer viewer) =>
        viewer.Hat == Hat.SystemAdministrator ? [ThroughlineContext.ReachFilter, ThroughlineContext.OwnFilter] : [ThroughlineContext.OwnFilter];

    /// <summary>True when somebody with these hats may be helped by the viewer.</summary>
    public static bool MayCareFor(this Viewer viewer, IEnumerable<HeldHat> hats) => viewer.Hat == Hat.SystemAdministrator || hats.All(h => OfCoordinators.Contains(h.Hat));

    /// <summary>Somebody else's account opened for a change, or why not.</summary>
    public static async Task<(Account? Account, Refusal? Refusal)> TakeAccountAsync(
        this Writing writing, Guid personId, IReadOnlyList<HeldHat> hats, CancellationToken cancellation)
    {
        var viewer = writing.Viewer;
        if (!viewer.LooksAfterAccounts())
        {
            return (null, new NotAllowed());
        }

        if (await writing.Context.People.IgnoreQueryFilters(viewer.Reach())
            .Where(p => p.Id == personId && p.ErasedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.Version, p => p.Version), cancellation) != 1)
        {
            return (null, new NotFound());
        }

        if (await writing.Context.Accounts.IgnoreQueryFilters([ThroughlineContext.OwnFilter]).FirstOrDefaultAsync(a => a.PersonId == personId, cancellation) is not { } account)
        {
            return (null, new NotFound());
        }

        return personId == viewer.PersonId ? (null, new OwnAccount())
            : viewer.MayCareFor(hats) ? (account, null)
            : (null, new ForAnAdministrator());
    }
}

/// <summary>Nobody gives themselves a way in, or shuts themselves out.</summary>
public sealed record OwnAccount() : Refusal("own-account")
{
    /// <inheritdoc />
    public override string Sentence => "You cannot do this for yourself. Ask another system administrator.";
}

/// <summary>A coordinator does not hold the keys of those who look at what coordinators do.</summary>
public sealed record ForAnAdministrator() : Refusal("for-an-administrator")
{
    /// <inheritdoc />
    public override string Sentence => "Because of the other roles this person holds, only a system administrator can do this.";
}

/// <summary>The account is closed.</summary>
public sealed record AccountIsClosed() : Refusal("account-is-closed")
{
    /// <inheritdoc />
    public override string Sentence => "This account is closed. Open it again first.";
}

/// <summary>The account is open already.</summary>
public sealed record AccountIsOpen() : Refusal("account-is-open")
{
    /// <inheritdoc />
    public override string Sentence => "This account is open already.";
}
