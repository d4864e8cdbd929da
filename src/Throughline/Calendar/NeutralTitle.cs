namespace Throughline.Calendar;

/// <summary>
/// What a calendar outside says of a thing. Others may see a phone, and a calendar is copied to wherever its owner's calendar is kept, so that it names no
/// service, scheme, person, role or reason (E27): these words are all there are.
/// </summary>
public static class NeutralTitle
{
    private const string Shift = "Shift", Appointment = "Appointment", Session = "Session", Booking = "Booking", Reminder = "Reminder";

    /// <summary>Every title there is.</summary>
    public static IReadOnlyList<string> All { get; } = [Shift, Appointment, Session, Booking, Reminder];

    /// <summary>The title of a kind; null for one that is work to do on a page, and no time of the person's own.</summary>
    public static string? Of(CalendarKind kind) => kind switch
    {
        CalendarKind.Shift => Shift,
        CalendarKind.FirstMeeting => Appointment,
        CalendarKind.GroupSession or CalendarKind.GroupToRun or CalendarKind.TrainingSession or CalendarKind.TrainingToRun => Session,
        CalendarKind.Booking => Booking,
        CalendarKind.MatchReview or CalendarKind.MatchEnd or CalendarKind.TrustReview or CalendarKind.Talk => Reminder,
        CalendarKind.GroupGap => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
