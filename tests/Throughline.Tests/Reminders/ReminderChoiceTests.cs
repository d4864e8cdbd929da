using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Reminders;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.Reminders;

public sealed class ReminderChoiceTests
{
    [Theory]
    [InlineData("07700 900457", "+447700900457")]
    [InlineData("+44 (7700) 900-457", "+447700900457")]
    [InlineData("0044 7700 900457", "+447700900457")]
    [InlineData("+353 85 012 3456", "+353850123456")]
    [InlineData("900457", null)]
    [InlineData("0", null)]
    [InlineData("07700 900457 x12", null)]
    [InlineData("+", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void PhoneNumber_AsTyped_IsReadOrIsNone(string? typed, string? read) => PhoneNumber.Read(typed).ShouldBe(read);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Choose_NumberAndHours_AreKeptSealed(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.AddSchemeAsync();
        var dee = TestData.Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, scheme.Id);
        (await ChooseAsync(database, dee, new ReminderChoices(true, true, null, 21, 7))).Refusal.ShouldBeOfType<Invalid>().Field.ShouldBe("Phone");
        (await ChooseAsync(database, dee, new ReminderChoices(true, true, "not a number", 21, 7))).Refusal.ShouldBeOfType<Invalid>().Field.ShouldBe("Phone");
        (await ChooseAsync(database, dee, new ReminderChoices(true, false, null, 24, 7))).Refusal.ShouldBeOfType<Invalid>();
        (await ChooseAsync(database, dee, new ReminderChoices(false, true, "07700 900457", 22, 6))).Succeeded.ShouldBeTrue();
        var page = await database.AsAsync<ReminderQueries, ChoicePage>(dee, q => q.ChoiceAsync());
        (page.ByEmail, page.ByText, page.Phone, page.Quiet).ShouldBe((false, true, "+447700900457", new QuietHours(22, 6)));

        // Nobody else reads it, whatever they may see of her.
        await using var context = database.Engine.OpenReader(await database.AddCoordinatorAsync(scheme));
        (await context.ReminderChoices.CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Confirm_LinkUsedTwiceByAnotherOrLate_IsOver()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var (dee, joe) = (await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), await database.AddPersonAsync("Joe", "Pike", scheme.Mentee));
        await database.AddAccountAsync(dee);
        await database.AddAccountAsync(joe);
        var viewer = TestData.Viewer(dee, Hat.PeerWorker, scheme.Id);
        var channel = new KeptChannel(ReminderChannel.Email);
        (await database.AskAsync(viewer, channel)).Succeeded.ShouldBeTrue();
        (await database.AskAsync(viewer, channel)).Refusal.ShouldBeOfType<AskedJustNow>();
        channel.Sent.Count.ShouldBe(1);
        var token = TestData.TokenOf(channel);
        (await ConfirmAsync(database, TestData.Viewer(joe, Hat.Mentee, scheme.Id), token)).Refusal.ShouldBeOfType<LinkOver>();
        (await ConfirmAsync(database, viewer, "made-up")).Refusal.ShouldBeOfType<LinkOver>();
        (await ConfirmAsync(database, viewer, token)).Succeeded.ShouldBeTrue();
        (await ConfirmAsync(database, viewer, token)).Refusal.ShouldBeOfType<LinkOver>();
        (await database.AsAsync<ReminderQueries, ChoicePage>(viewer, q => q.ChoiceAsync())).Confirmed.ShouldBeTrue();

        // Another address has to be shown to be theirs again, and a link works for a day.
        await database.WriteAsync("account-named", writing =>
        {
            writing.Context.Accounts.Single(a => a.PersonId == dee).Name("dee@example.com");
            return new Done();
        });
        (await database.AsAsync<ReminderQueries, ChoicePage>(viewer, q => q.ChoiceAsync())).Confirmed.ShouldBeFalse();
        (await database.AskAsync(viewer, channel)).Succeeded.ShouldBeTrue();
        database.Clock.Advance(TimeSpan.FromHours(24));
        (await ConfirmAsync(database, viewer, TestData.TokenOf(channel))).Refusal.ShouldBeOfType<LinkOver>();
    }

    [Fact]
    public async Task Ask_NoMailServerOrAFailure_IsSaid()
    {
        await using var database = await TestDatabase.CreateAsync();
        var scheme = await database.AddSchemeAsync();
        var viewer = TestData.Viewer(await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor), Hat.PeerWorker, scheme.Id);
        await database.AddAccountAsync(viewer.PersonId);
        (await database.AskAsync(viewer, new KeptChannel(ReminderChannel.Email) { IsOn = false })).Refusal.ShouldBeOfType<CannotSend>();
        (await database.AskAsync(viewer, new KeptChannel(ReminderChannel.Email) { Answer = SendResult.NotNow("smtp-421") })).Refusal.ShouldBe(new NotSent("smtp-421"));
    }

    private static Task<Outcome<Done>> ChooseAsync(TestDatabase database, Viewer viewer, ReminderChoices choices) =>
        database.DoAsync(viewer, (ChooseReminders choose) => choose.RunAsync(choices));

    private static Task<Outcome<Done>> ConfirmAsync(TestDatabase database, Viewer viewer, string token) =>
        database.DoAsync(viewer, (ConfirmAddress confirm) => confirm.RunAsync(token));
}
