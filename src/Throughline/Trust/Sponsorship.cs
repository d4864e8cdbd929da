using Throughline.People;

namespace Throughline.Trust;

/// <summary>
/// Who stands behind a grant, without any filter: the visibility rule of grants and of their entries is written over this; nothing else may use it.
/// </summary>
internal sealed class Sponsorship
{
    public Guid Id { get; init; }

    public Guid SchemeId { get; init; }

    public Guid? GivenById { get; init; }

    public Guid? AppealToId { get; init; }

    public DateOnly? ClosedOn { get; init; }

    /// <summary>The hats under which somebody grants trust or answers an appeal.</summary>
    public static bool MaySponsor(Hat hat) => hat is Hat.Coordinator or Hat.Supervisor or Hat.HeadOfService;
}
