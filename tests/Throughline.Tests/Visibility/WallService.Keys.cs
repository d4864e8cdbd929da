using Throughline.People;
using Throughline.Storage;
using Throughline.Trust;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // A key for each: somebody else had it, and another saw it come back; now it is with them, being handed to them, on its way back, or lost.
    private static async Task KeepKeyAsync(Acts acts, Ring ring)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        Guid At(int further) => ring.At(further).Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 4), unit => unit.RunAsync<Done>(new Act("key-handed-over"), writing =>
        {
            var (now, day) = (writing.Now, TimeSpan.FromDays(1));
            var key = Key.Add(writing.NewId(), scheme, null, null, $"Key {ring.Place:000}", "The cupboard of the hub", new DateOnly(2025, 1, 6)).Value;
            var earlier = KeyCustody.HandOver(writing.NewId(), key, At(24), At(20), now.AddDays(-9), now.AddDays(-8)).Value;
            List<Refusal?> refusals =
            [
                earlier.Confirm(key, now.AddDays(-9)), earlier.HandIn(key, At(8), now.AddDays(-2), day), earlier.TakeBack(key, At(12), now.AddDays(-2), day),
            ];
            var custody = KeyCustody.HandOver(writing.NewId(), key, me, At(4), now.AddHours(-2), now.AddHours(22)).Value;
            if (!ring.Every(5))
            {
                refusals.Add(custody.Confirm(key, now.AddHours(-1)));
            }

            refusals.Add((ring.Place % 5) switch
            {
                1 => custody.HandIn(key, At(8), now, day),
                2 => custody.TakeBack(key, At(12), now, day),
                3 => custody.ReportLost(key, now),
                _ => null,
            });
            writing.Context.AddRange(key, earlier, custody);
            return Task.FromResult<Outcome<Done>>(refusals.Find(r => r is not null) is { } refusal ? refusal : new Done());
        }));
    }
}
