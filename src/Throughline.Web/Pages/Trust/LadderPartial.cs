using Throughline.Trust;

namespace Throughline.Web.Pages.Trust;

/// <summary>The seven steps of a role.</summary>
public sealed record LadderPartial(TrustLadderPage Ladder, bool Own);
