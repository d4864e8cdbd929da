using Throughline.Concerns;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // A concern that came in the last half-year, about somebody, with another on its wall and a third who looks into it; and decisions that wait for a second person, one of them about two.
    private static async Task SpeakUpAsync(Acts acts, Ring ring)
    {
        var me = ring.This.Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("concern-sent"), writing =>
        {
            var words = new ConcernWords(ConcernAbout.Person, ring.At(2).Id, null, writing.Seal(me, "Nobody greets me in the corridor."), null, false);
            var concern = Concern.Start(writing.NewId(), me, ring.This.Scheme.Id, words);
            concern.Wall(new Dictionary<Guid, ConcernWallReason> { [ring.At(2).Id] = ConcernWallReason.Subject, [ring.At(3).Id] = ConcernWallReason.Named });
            var refused = concern.Submit(writing.Today.AddDays(-100), writing.Today.AddDays(-93), writing.Today.AddDays(-72)) ?? concern.Acknowledge(ring.At(1).Id) ?? concern.Assign(ring.At(4).Id)
                ?? concern.Say(writing.Entry(concern, ConcernEntryKind.Message, "Thank you."));
            writing.Context.Add(concern);
            writing.Context.Add(SecondLook.Ask(
                writing.NewId(), me, ring.This.Scheme.Id, AdverseAct.PauseRole, ring.At(5).Id, writing.Seal(me, "Long enough to be a reason."), writing.Now, ring.At(6).Id));
            writing.Context.Add(SecondLook.Ask(
                writing.NewId(), me, ring.This.Scheme.Id, AdverseAct.StopMatch, ring.At(5).Id, writing.Seal(me, "They have not met since then."), writing.Now, ring.At(6).Id, alsoAboutId: ring.At(4).Id));
            return Task.FromResult<Outcome<Done>>(refused is null ? new Done() : refused);
        }));
    }
}
