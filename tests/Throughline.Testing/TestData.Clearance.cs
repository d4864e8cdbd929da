using Throughline.Recruitment;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>Clears somebody for a duty (<c>hub</c>, <c>groups</c>, <c>one-to-one</c>, <c>visits</c>, <c>records</c>), as one recorded from elsewhere.</summary>
    public static Task<Guid> ClearAsync(this TestDatabase database, Guid personId, Guid schemeId, string scope = ClearanceScopes.Hub, DateOnly? from = null, DateOnly? until = null) =>
        database.WriteAsync("clearance-recorded", writing =>
        {
            var clearance = Clearance.Record(writing.NewId(), personId, schemeId, scope, from ?? new DateOnly(2025, 1, 6), until ?? new DateOnly(2027, 1, 5)).Value;
            writing.Context.Add(clearance);
            return clearance.Id;
        });
}
