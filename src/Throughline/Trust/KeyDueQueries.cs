using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Trust;

/// <summary>What is due of keys, for the reminders: asked by the system. Why a key is to come back is not known here, so it cannot be told (INV-045).</summary>
public sealed class KeyDueQueries(ThroughlineContext context)
{
    /// <summary>What is due by a London date, in a fixed order. One command.</summary>
    public async Task<IReadOnlyList<Due>> DueAsync(DateOnly today, CancellationToken cancellation = default)
    {
        var now = today.StartInLondon();
        var open = await (from custody in context.KeyCustodies.AsNoTracking()
                          join key in context.Keys on custody.KeyId equals key.Id
                          where custody.ClosedAt == null || (custody.LostAt != null && key.State == KeyState.ReportedLost)
                          orderby custody.Id
                          select new { Custody = custody, KeyState = key.State }).ToListAsync(cancellation);
        return [.. open.SelectMany(o => Of(o.Custody, o.KeyState)).Where(d => d.On <= today)];

        IEnumerable<Due> Of(KeyCustody custody, KeyState state)
        {
            var (root, keyPage) = ($"key/{custody.Id}", $"/keys/{custody.KeyId}");
            switch (state)
            {
                case KeyState.HandoverPending when !custody.FellBack(now):
                    yield return new Due($"{root}/confirm", custody.PersonId, custody.SchemeId, null, custody.GivenAt.LondonDate(), "key-confirm", "/keys/mine", custody.PersonId);
                    break;
                case KeyState.ReturnPending:
                    var since = (custody.ReturnSince ?? custody.GivenAt).LondonDate();
                    yield return new Due($"{root}/return", custody.PersonId, custody.SchemeId, null, since, "key-return", "/keys/mine", custody.PersonId);
                    yield return new Due($"{root}/return/cupboard", null, custody.SchemeId, Hat.Coordinator, since, "key-return", keyPage, custody.PersonId);
                    break;
                case KeyState.ReportedLost:
                    var lost = custody.LostAt!.Value.LondonDate();
                    yield return new Due($"{root}/lost", custody.PersonId, custody.SchemeId, null, lost, "key-lost", "/keys/mine", custody.PersonId);
                    yield return new Due($"{root}/lost/cupboard", null, custody.SchemeId, Hat.Coordinator, lost, "key-lost", keyPage, custody.PersonId);
                    break;
            }
        }
    }
}
