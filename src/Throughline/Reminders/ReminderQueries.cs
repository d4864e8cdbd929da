using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Reminders;

/// <summary>One thing that is due for the viewer.</summary>
/// <param name="What">What sort of thing, in words that name nobody.</param>
/// <param name="On">Since when.</param>
/// <param name="Path">Where it is done.</param>
/// <param name="Count">How many of the sort wait there.</param>
public sealed record DueLine(string What, DateOnly On, string Path, int Count);

/// <summary>What is due for the viewer.</summary>
/// <param name="Lines">Under the hat they wear, and for themselves; the oldest first.</param>
/// <param name="OtherHats">How many things are theirs under other hats they hold.</param>
public sealed record DuePage(IReadOnlyList<DueLine> Lines, IReadOnlyList<(Hat Hat, int Count)> OtherHats);

/// <summary>How the viewer wants to be told, and what there is to choose from.</summary>
/// <param name="ByEmail">Whether they want messages by e-mail.</param>
/// <param name="ByText">Whether they want text messages.</param>
/// <param name="Phone">Their number for those; null for none.</param>
/// <param name="Quiet">Their quiet hours.</param>
/// <param name="Address">The address they sign in with; null without an account.</param>
/// <param name="Confirmed">Whether it has been shown to be theirs.</param>
/// <param name="OffersEmail">Whether e-mail can be sent from here.</param>
/// <param name="OffersText">Whether text messages can be sent from here.</param>
/// <param name="Fictional">Whether messages go to the development outbox instead.</param>
public sealed record ChoicePage(
    bool ByEmail, bool ByText, string? Phone, QuietHours Quiet, string? Address, bool Confirmed, bool OffersEmail, bool OffersText, bool Fictional);

/// <summary>What is due for the viewer, and how they want to be told.</summary>
public sealed class ReminderQueries(
    ThroughlineContext context, DueQueries due, AudienceQueries audience, AccountQueries accounts, Vault vault, IEnumerable<IReminderChannel> channels, TimeProvider clock)
{
    /// <summary>What is due for the viewer now. Worked out each time; nothing has to have been sent.</summary>
    public async Task<DuePage> MineAsync(CancellationToken cancellation = default)
    {
        var viewer = context.Viewer;
        var told = await audience.ForAsync(await due.AllAsync(clock.Today(), cancellation), viewer.PersonId, cancellation);
        return new DuePage(
            [.. told.Where(t => t.Hat is null || t.Hat == viewer.Hat)
                .GroupBy(t => (t.Due.Kind, t.Due.Path))
                .Select(g => new DueLine(DueKinds.Name(g.Key.Kind), g.Min(t => t.Due.On), g.Key.Path, g.Count()))
                .OrderBy(l => l.On).ThenBy(l => l.Path, StringComparer.Ordinal).ThenBy(l => l.What, StringComparer.Ordinal)],
            [.. told.Where(t => t.Hat is not null && t.Hat != viewer.Hat).GroupBy(t => t.Hat!.Value).OrderBy(g => g.Key).Select(g => (g.Key, g.Count()))]);
    }

    /// <summary>How the viewer wants to be told.</summary>
    public async Task<ChoicePage> ChoiceAsync(CancellationToken cancellation = default)
    {
        var person = context.Viewer.PersonId;
        var choice = await context.ReminderChoices.AsNoTracking().FirstOrDefaultAsync(c => c.PersonId == person, cancellation) ?? ReminderChoice.Of(person);
        var address = (await accounts.OfAsync(person, cancellation))?.SignInName;
        bool Offers(ReminderChannel kind) => channels.Any(c => c.Kind == kind && c.IsOn);
        return new ChoicePage(
            choice.ByEmail, choice.ByText,
            await vault.OpenAsync(new Opening(person, "your number for text messages", nameof(ReminderChoice), person, "Choosing how to be told"), choice.Phone, cancellation),
            new QuietHours(choice.QuietFrom, choice.QuietTo), address, address is not null && choice.Confirmed(address),
            Offers(ReminderChannel.Email), Offers(ReminderChannel.Text), Offers(ReminderChannel.Outbox));
    }
}
