using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Tests.Support;

/// <summary>What one owner wrote, and who could read it: made up anew for each sample of a property.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="With">With whom it is shared; null for nobody.</param>
/// <param name="Supervisor">Who supervises the owner; null for nobody.</param>
/// <param name="Ended">Whether the owner's role has its last day.</param>
/// <param name="LabelSet">Whether the owner's label has set.</param>
/// <param name="Walled">Whether whom it is shared with is walled off from the owner.</param>
internal sealed record Sharing(Guid Owner, Guid? With, Guid? Supervisor, bool Ended, bool LabelSet, bool Walled)
{
    /// <summary>With whom and who supervises, as places in a list of two and nobody after them, and what else stands in the way.</summary>
    public static readonly Gen<(int With, int Supervisor, int InTheWay)> Any = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 2], Gen.Int[0, 7]);

    /// <summary>The hats of people.</summary>
    public static readonly Gen<Hat> Hats = Gen.Enum<Hat>().Where(hat => hat != Hat.System);

    public static Sharing Of(Guid owner, (int With, int Supervisor, int InTheWay) made, Guid one, Guid other)
    {
        Guid? At(int at) => at == 0 ? one : at == 1 ? other : null;
        return new Sharing(owner, At(made.With), At(made.Supervisor), made.InTheWay == 1, made.InTheWay == 2, made.InTheWay == 3);
    }

    /// <summary>The rule, written a second time: the owner under any hat; and one other, as a supervisor, while it is shared with them and they supervise the owner.</summary>
    public bool IsReadBy(Viewer viewer) => viewer.PersonId == Owner
        || (viewer.Hat == Hat.Supervisor && viewer.PersonId == With && viewer.PersonId == Supervisor && !Ended && !LabelSet && !Walled);

    /// <summary>The owners whose words a viewer reads and may not, or may read and does not.</summary>
    public static List<Guid> Wrong(IEnumerable<Sharing> all, Viewer viewer, IReadOnlyCollection<Guid> seen) =>
        [.. all.Where(one => one.IsReadBy(viewer) != seen.Contains(one.Owner)).Select(one => one.Owner)];

    /// <summary>Has the people of a service stand to one another as the sample says. What is shared is for whoever calls to write.</summary>
    public static void Arrange(Writing writing, IEnumerable<Sharing> all)
    {
        writing.Context.Walls.ExecuteDelete();
        foreach (var one in all)
        {
            var (owner, supervisor) = (one.Owner, one.Supervisor);
            DateOnly? to = one.Ended ? writing.Today : null, sunset = one.LabelSet ? writing.Today : null;
            writing.Context.RoleHoldings.Where(h => h.PersonId == owner).ExecuteUpdate(set => set.SetProperty(h => h.SupervisorId, supervisor).SetProperty(h => h.To, to));
            writing.Context.People.Where(p => p.Id == owner).ExecuteUpdate(set => set.SetProperty(p => p.LabelSunset, sunset));
            if (one is { Walled: true, With: { } with })
            {
                writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), with, owner, writing.Now));
            }
        }
    }
}
