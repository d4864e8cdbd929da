using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>How somebody wants to be told, as chosen.</summary>
/// <param name="ByEmail">Whether they want messages by e-mail.</param>
/// <param name="ByText">Whether they want text messages.</param>
/// <param name="Phone">The number for those; blank to have none kept.</param>
/// <param name="QuietFrom">The London hour at which their quiet time begins (0 to 23).</param>
/// <param name="QuietTo">The London hour at which it ends; the same hour for none.</param>
public sealed record ReminderChoices(bool ByEmail, bool ByText, string? Phone, int QuietFrom, int QuietTo);

/// <summary>Chooses how to be told: the viewer's own choice, and nobody else's.</summary>
public sealed class ChooseReminders(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns><see cref="Done"/>; <see cref="Invalid"/> for a number that is none, or an hour that is none.</returns>
    public Task<Outcome<Done>> RunAsync(ReminderChoices input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("reminders-chosen"), async writing =>
        {
            var phone = PhoneNumber.Read(input.Phone);
            if (phone is null && !string.IsNullOrWhiteSpace(input.Phone))
            {
                return new Invalid(nameof(input.Phone), "Enter a mobile number, like 07700 900457 or +44 7700 900457");
            }

            var choice = await OfAsync(writing, cancellation);
            var present = writing.Open(choice.PersonId, choice.Phone);
            return choice.Choose(
                input.ByEmail, input.ByText, phone == present ? choice.Phone : writing.SealOptional(choice.PersonId, phone), new QuietHours(input.QuietFrom, input.QuietTo)) is { } refusal
                ? refusal
                : new Done();
        }, cancellation);

    /// <summary>The viewer's own choice, made if they have none. Two who make it at once meet at the row.</summary>
    internal static async Task<ReminderChoice> OfAsync(Writing writing, CancellationToken cancellation)
    {
        var person = writing.Viewer.PersonId;
        await writing.Context.InsertOnceAsync(ReminderChoice.Of(person), cancellation, nameof(ReminderChoice.PersonId));
        return await writing.Context.ReminderChoices.SingleAsync(c => c.PersonId == person, cancellation);
    }
}

/// <summary>Telephone numbers as gateways take them.</summary>
internal static class PhoneNumber
{
    /// <summary>A number with its country, as <c>+447700900457</c>; null for anything that is none. A number that begins with 0 is a British one.</summary>
    public static string? Read(string? typed)
    {
        var digits = new string([.. (typed ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '(' or ')' or '.'))]);
        var whole = digits.StartsWith("00", StringComparison.Ordinal) ? "+" + digits[2..] : digits.StartsWith('0') ? "+44" + digits[1..] : digits;
        return whole.Length is >= 9 and <= 16 && whole[0] == '+' && whole[1] is >= '1' and <= '9' && whole[1..].All(char.IsAsciiDigit) ? whole : null;
    }
}
