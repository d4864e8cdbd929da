using Throughline.Calendar;
using Throughline.People;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // A link to their own calendar, under the hats that have a day.
    private static async Task LinkAsync(Acts acts, Ring ring)
    {
        if (ring.Every(3) && ring.This.Viewer.Hat is Hat.PeerWorker or Hat.Mentee or Hat.Coordinator)
        {
            await acts.DoAsync<MakeCalendarLink, string>(ring.This.Viewer, make => make.RunAsync(true));
        }
    }
}
