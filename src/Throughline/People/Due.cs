namespace Throughline.People;

/// <summary>
/// Something that is due: what a slice tells the reminders, and what waits on a home page. It is worked out from what is there each time, never
/// stored, so that it goes as soon as it is done.
/// </summary>
/// <param name="Key">Stable and unique for one occurrence, so that nobody is told twice: <c>clearance/{id}/60</c>.</param>
/// <param name="PersonId">The person to tell; null where it is for whoever wears <paramref name="Hat"/> in the scheme.</param>
/// <param name="SchemeId">The scheme it belongs to.</param>
/// <param name="Hat">The hat that acts, where no one person is named; null otherwise.</param>
/// <param name="On">The London date from which it is due.</param>
/// <param name="Kind">What sort of thing, in kebab case and in words that tell nothing about anybody: <c>clearance-expiring</c>.</param>
/// <param name="Path">The page on which it is done.</param>
/// <param name="AboutId">
/// Whom it is about, even where that is who is told, or <see cref="Nobody"/> for a room or a course: nobody is told of a thing about somebody they are walled off from. Where it is left out, nobody
/// who is walled off from anybody is told.
/// </param>
/// <param name="InHandOf">
/// Who has it in hand, so that it is due for nobody else but those who may know of none of them: to them nobody has it in hand. Null where nobody has.
/// </param>
/// <param name="AlsoAboutId">A second person it is about, such as the other of a match: nobody who is walled off from them is told either. Null for none.</param>
/// <param name="KeptFromId">Who is never told, whatever is theirs to do: whom a concern is about. Null for nobody.</param>
public sealed record Due(
    string Key, Guid? PersonId, Guid SchemeId, Hat? Hat, DateOnly On, string Kind, string Path, Guid? AboutId = null, IReadOnlyList<Guid>? InHandOf = null,
    Guid? AlsoAboutId = null, Guid? KeptFromId = null)
{
    /// <summary>What a thing is about that is about no person.</summary>
    public static Guid Nobody => Guid.Empty;
}
