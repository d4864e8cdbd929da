using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Expenses;

/// <summary>Where something that somebody paid stands.</summary>
public enum ExpenseState
{
    /// <summary>They asked for it back.</summary>
    Asked = 1,

    /// <summary>It was paid back.</summary>
    Paid = 2,

    /// <summary>It came back to them with a reason. They can ask again.</summary>
    SentBack = 3,

    /// <summary>They took the question back.</summary>
    TakenBack = 4,
}

/// <summary>Each state's own exits, and the words.</summary>
public static class ExpenseStates
{
    private static readonly Dictionary<ExpenseState, ExpenseState[]> Exits = new()
    {
        [ExpenseState.Asked] = [ExpenseState.Paid, ExpenseState.SentBack, ExpenseState.TakenBack],
        [ExpenseState.Paid] = [],
        [ExpenseState.SentBack] = [],
        [ExpenseState.TakenBack] = [],
    };

    private static readonly Dictionary<ExpenseState, string> Names = new()
    {
        [ExpenseState.Asked] = "Asked for",
        [ExpenseState.Paid] = "Paid",
        [ExpenseState.SentBack] = "Sent back",
        [ExpenseState.TakenBack] = "Taken back",
    };

    /// <summary>The states that may follow.</summary>
    public static IReadOnlyList<ExpenseState> ExitsOf(ExpenseState state) => Exits[state];

    /// <summary>The state in plain words.</summary>
    public static string Name(this ExpenseState state) => Names[state];
}

/// <summary>What somebody asks to have paid back.</summary>
/// <param name="SchemeId">The scheme they paid it for.</param>
/// <param name="On">The London date on which they paid it.</param>
/// <param name="Amount">How much, in pence.</param>
/// <param name="What">What it was.</param>
public sealed record ExpenseQuestion(Guid SchemeId, DateOnly? On, int? Amount, string? What)
{
    internal Refusal? Check(DateOnly today, int mostPounds) =>
        On is not { } on ? new Invalid(nameof(On), "Enter the day you paid it")
        : on > today || on < today.AddYears(-1) ? new Invalid(nameof(On), "The day must be in the last year")
        : Amount is not { } pence || pence < 1 ? new Invalid(nameof(Amount), "Enter how much it was, like 4.60")
        : pence > 100 * mostPounds ? new Invalid(nameof(Amount), $"The most you can ask for here at once is £{mostPounds}")
        : Typed.Required(What, ExpenseClaim.WordsMaxLength, nameof(What), "Enter what it was for", "What it was for");
}

/// <summary>Something that somebody paid for the work and asks to have back: between them and the coordinators of the scheme.</summary>
public sealed class ExpenseClaim : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 500;

    /// <summary>The most that any scheme may say, in pence.</summary>
    public const int MostPence = 100 * 2000;

    private ExpenseClaim()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Who paid it.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they paid it for.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The London date on which they paid it.</summary>
    public DateOnly On { get; private init; }

    /// <summary>How much, in pence.</summary>
    public int AmountPence { get; private init; }

    /// <summary>What it was, sealed.</summary>
    public SealedText What { get; private init; } = null!;

    /// <summary>Where it stands.</summary>
    public ExpenseState State { get; private set; } = ExpenseState.Asked;

    /// <summary>When they asked, as a London date.</summary>
    public DateOnly AskedOn { get; private init; }

    /// <summary>When it was paid back; null unless it was.</summary>
    public DateOnly? PaidOn { get; private set; }

    /// <summary>When it was sent back; null unless it was.</summary>
    public DateOnly? SentBackOn { get; private set; }

    /// <summary>Why it was sent back, sealed; the person reads it.</summary>
    public SealedText? Why { get; private set; }

    /// <summary>When they took it back; null unless they did.</summary>
    public DateOnly? TakenBackOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    internal static ExpenseClaim Ask(Guid id, Guid personId, Guid schemeId, DateOnly on, int amountPence, SealedText what, DateOnly askedOn) => new()
    {
        Id = id, PersonId = personId, SchemeId = schemeId, On = on, AmountPence = amountPence, What = what, AskedOn = askedOn,
    };

    internal Refusal? Pay(DateOnly on, DateOnly today)
    {
        if (State == ExpenseState.Asked && (on < AskedOn || on > today))
        {
            return new Invalid(nameof(PaidOn), $"The day must be from {Typed.Day(AskedOn)} to today");
        }

        if (Go(ExpenseState.Paid) is { } refusal)
        {
            return refusal;
        }

        PaidOn = on;
        return null;
    }

    internal Refusal? SendBack(SealedText why, DateOnly on)
    {
        if (Go(ExpenseState.SentBack) is { } refusal)
        {
            return refusal;
        }

        (SentBackOn, Why) = (on, why);
        return null;
    }

    internal Refusal? TakeBack(DateOnly on)
    {
        if (Go(ExpenseState.TakenBack) is { } refusal)
        {
            return refusal;
        }

        TakenBackOn = on;
        return null;
    }

    /// <summary>
    /// Whether it was paid within so many days, or still can be. Null where it says nothing about that: it was taken back, or sent back while it still could be paid in time.
    /// </summary>
    /// <param name="today">The London date for which it is asked.</param>
    /// <param name="days">How many days there are.</param>
    public bool? InTime(DateOnly today, int days)
    {
        var by = AskedOn.AddDays(days);
        return State switch
        {
            ExpenseState.Paid => PaidOn <= by,
            ExpenseState.SentBack => SentBackOn > by ? (bool?)false : null,
            ExpenseState.TakenBack => null,
            _ => today <= by,
        };
    }

    private Refusal? Go(ExpenseState to)
    {
        if (!ExpenseStates.ExitsOf(State).Contains(to))
        {
            return new ExpenseIsClosed();
        }

        State = to;
        Version++;
        return null;
    }
}

/// <summary>It was paid, sent back or taken back before.</summary>
public sealed record ExpenseIsClosed() : Refusal("expense-is-closed")
{
    /// <inheritdoc />
    public override string Sentence => "This one is closed already. Look at the page again.";
}

/// <summary>Nobody could see it, because the person's label has set.</summary>
public sealed record ExpenseUnseen() : Refusal("expense-unseen")
{
    /// <inheritdoc />
    public override string Sentence => "Nobody here would see it, because you chose that your role is not shown any more. You can ask a coordinator in person.";
}
