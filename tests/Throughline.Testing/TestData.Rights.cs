using Throughline.People;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A data protection lead, as a viewer.</summary>
    public static async Task<Viewer> AddLeadAsync(this TestDatabase database, TestScheme scheme, string preferredName = "Ada", string? familyName = "Quill")
    {
        var role = await database.WriteAsync("role-defined", writing =>
        {
            var lead = RoleDefinition.Define(
                writing.NewId(), scheme.Id, new RoleOutline($"lead-{preferredName}", "Data protection lead", "Team member", [Hat.DataProtectionLead, Hat.StaffColleague], false, 0));
            writing.Context.Add(lead);
            return lead;
        });
        return new(await database.AddPersonAsync(preferredName, familyName, role), Hat.DataProtectionLead, [scheme.Id]);
    }

    /// <summary>Ends what a person holds in a role, as the system.</summary>
    public static async Task EndRoleAsync(this TestDatabase database, Viewer coordinator, Guid personId, RoleDefinition role)
    {
        var holding = await database.HoldingAsync(personId, role);
        var ended = await database.DoAsync(coordinator, (EndRole end) => end.RunAsync(
            new RoleEnd(holding.Id, holding.Version, new DateOnly(2026, 3, 2), ExitReason.CompletedAgreedTerm, new Decision(null, null))));
        if (!ended.Succeeded)
        {
            throw new InvalidOperationException($"The role could not be ended: {ended.Refusal!.Code}");
        }
    }
}
