using System.Text;
using Throughline.Reminders;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // How they want to be told, and that they were.
    private static async Task RemindAsync(Acts acts, Ring ring)
    {
        if (!ring.Every(3))
        {
            return;
        }

        var me = ring.This.Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("reminders-chosen"), writing =>
        {
            var choice = ReminderChoice.Of(me);
            var refused = choice.Choose(true, true, writing.Seal(me, "07700 900123"), QuietHours.Usual)
                ?? choice.AskToConfirm(Encoding.UTF8.GetBytes($"{me:N}"), ReminderChoice.AddressHash($"{me:N}@example.org"), writing.Now);
            var reminder = Reminder.Make(writing.NewId(), me, "something/else", ReminderChannel.Email, writing.Now);
            writing.Context.AddRange(choice, reminder, ReminderTurn.Make(writing.NewId(), me, ReminderChannel.Email));
            return Task.FromResult<Outcome<Done>>((refused ?? reminder.Send(writing.Now)) is { } refusal ? refusal : new Done());
        }));
    }
}
