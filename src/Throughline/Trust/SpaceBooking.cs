namespace Throughline.Trust;

/// <summary>A time in a space, as typed.</summary>
/// <param name="On">The London date on which it begins.</param>
/// <param name="Starts">When it begins, on the quarter of an hour.</param>
/// <param name="Ends">When it ends, on the quarter of an hour.</param>
/// <param name="LastDay">The London date on which it ends; null for the same day.</param>
public sealed record SpaceTime(DateOnly? On, TimeOnly? Starts, TimeOnly? Ends, DateOnly? LastDay = null)
{
    internal Outcome<(DateTimeOffset From, DateTimeOffset To)> Read(int mostDays)
    {
        if (On is not { } on)
        {
            return new Invalid(nameof(On), "Enter the date");
        }

        if (Starts is not { } starts)
        {
            return new Invalid(nameof(Starts), "Enter when it begins, such as 9:00");
        }

        if (Ends is not { } ends)
        {
            return new Invalid(nameof(Ends), "Enter when it ends, such as 10:30");
        }

        if (!OnTheQuarter(starts) || !OnTheQuarter(ends))
        {
            return new Invalid(OnTheQuarter(starts) ? nameof(Ends) : nameof(Starts), "Enter a time on the quarter of an hour, such as 9:15");
        }

        var last = LastDay ?? on;
        if (last < on || last.DayNumber - on.DayNumber >= mostDays)
        {
            return new Invalid(nameof(LastDay), mostDays == 1 ? "It must end on the day it begins" : $"The last day must be the first day or one of the {mostDays - 1} days after it");
        }

        var (from, to) = (on.AtInLondon(starts), last.AtInLondon(ends));
        return from < to ? (from, to) : new Invalid(nameof(Ends), "The end must be after the beginning");

        static bool OnTheQuarter(TimeOnly time) => time.Ticks % TimeSpan.FromMinutes(SpaceBooking.SlotMinutes).Ticks == 0;
    }
}

/// <summary>
/// A space taken for a time. It belongs to the scheme it is for; who booked it is kept and shown to them alone, so that a diary never tells
/// anybody where somebody is. Each quarter of an hour of it is a row of its own, of which a space can have one.
/// </summary>
public sealed class SpaceBooking
{
    /// <summary>Bookings are made in steps of this many minutes.</summary>
    public const int SlotMinutes = 15;

    private readonly List<BookingSlot> slots = [];

    private SpaceBooking()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The space.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>The scheme it is for.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What for.</summary>
    public SpacePurpose Purpose { get; private init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset StartsAt { get; private init; }

    /// <summary>When it ends; after it begins.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>Who booked it.</summary>
    public Guid? BookedById { get; private init; }

    /// <summary>The displacement that it is the effect of; null for an ordinary booking.</summary>
    public Guid? DisplacementId { get; private init; }

    /// <summary>When it was taken back; null while it stands.</summary>
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>Its quarters of an hour; none once it has been taken back.</summary>
    public IReadOnlyList<BookingSlot> Slots => slots;

    /// <summary>Books a time. Whether it is free is the use case's to check, under the space's turn.</summary>
    internal static SpaceBooking Make(
        Guid id, Guid spaceId, Guid schemeId, SpacePurpose purpose, DateTimeOffset from, DateTimeOffset to, Guid? bookedBy, Guid? displacement = null)
    {
        var booking = new SpaceBooking
        {
            Id = id, SpaceId = spaceId, SchemeId = schemeId, Purpose = purpose, StartsAt = from, EndsAt = to, BookedById = bookedBy, DisplacementId = displacement,
        };
        for (var at = from; at < to; at = at.AddMinutes(SlotMinutes))
        {
            booking.slots.Add(new BookingSlot(spaceId, at, id));
        }

        return booking;
    }

    /// <summary>Takes it back.</summary>
    internal Refusal? Cancel(DateTimeOffset now)
    {
        if (CancelledAt is not null || EndsAt <= now)
        {
            return new BookingOver();
        }

        CancelledAt = now;
        slots.Clear();
        return null;
    }
}

/// <summary>A quarter of an hour of a booking. Its key is what keeps two bookings apart, whatever else goes wrong.</summary>
public sealed class BookingSlot : Storage.INotAudited
{
    private BookingSlot()
    {
    }

    internal BookingSlot(Guid spaceId, DateTimeOffset at, Guid bookingId) => (SpaceId, At, BookingId) = (spaceId, at, bookingId);

    /// <summary>The space.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset At { get; private init; }

    /// <summary>The booking.</summary>
    public Guid BookingId { get; private init; }
}

/// <summary>Somebody has the space at that time.</summary>
/// <param name="From">When the other booking begins.</param>
/// <param name="To">When it ends.</param>
public sealed record SpaceTaken(DateTimeOffset From, DateTimeOffset To) : Refusal("space-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"The space is taken {HubWords.Span(From, To)}. Choose another time";

    /// <inheritdoc />
    public override string? Field => nameof(SpaceTime.Starts);
}

/// <summary>The booking is past or has been taken back.</summary>
public sealed record BookingOver() : Refusal("booking-over")
{
    /// <inheritdoc />
    public override string Sentence => "This booking is over, or has been taken back already";
}
