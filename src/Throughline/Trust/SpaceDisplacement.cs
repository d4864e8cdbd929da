using Throughline.People;
using Throughline.Schemes;

namespace Throughline.Trust;

/// <summary>
/// A peer team's own room taken for something else for a time. It needs notice and a reason, it is shown to the team, and it counts against the
/// place when its climate is read (INV-048).
/// </summary>
public sealed class SpaceDisplacement
{
    /// <summary>Longest displacement, in days.</summary>
    public const int MostDays = 7;

    private SpaceDisplacement()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The space.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>The allocation that it goes against.</summary>
    public Guid AllocationId { get; private init; }

    /// <summary>The scheme whose room it is.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What the room is used for instead.</summary>
    public SpacePurpose Purpose { get; private init; }

    /// <summary>When it begins.</summary>
    public DateTimeOffset StartsAt { get; private init; }

    /// <summary>When it ends.</summary>
    public DateTimeOffset EndsAt { get; private init; }

    /// <summary>Why, in words that the team reads.</summary>
    public string Reason { get; private init; } = "";

    /// <summary>What was looked at first, such as other rooms.</summary>
    public string LookedAt { get; private init; } = "";

    /// <summary>Who decided.</summary>
    public Guid? DecidedById { get; private init; }

    /// <summary>When it was decided.</summary>
    public DateTimeOffset DecidedAt { get; private init; }

    /// <summary>Days of notice the team had.</summary>
    public int NoticeGiven { get; private init; }

    /// <summary>Decides it.</summary>
    /// <returns>The displacement, or <see cref="TooLittleNotice"/>.</returns>
    internal static Outcome<SpaceDisplacement> Decide(
        Guid id, SpaceAllocation allocation, SpacePurpose purpose, DateTimeOffset from, DateTimeOffset to, Decision decision, Guid by, DateTimeOffset now, int leastNotice)
    {
        var (notice, least) = (from.LondonDate().DayNumber - now.LondonDate().DayNumber, Math.Max(leastNotice, allocation.NoticeDays));
        return notice < least
            ? new TooLittleNotice(least, now.LondonDate().AddDays(least))
            : new SpaceDisplacement
            {
                Id = id, SpaceId = allocation.SpaceId, AllocationId = allocation.Id, SchemeId = allocation.SchemeId, Purpose = purpose, StartsAt = from, EndsAt = to,
                Reason = decision.Reason!.Trim(), LookedAt = decision.Evidence!.Trim(), DecidedById = by, DecidedAt = now, NoticeGiven = notice,
            };
    }
}

/// <summary>A team's room is not taken at short notice.</summary>
/// <param name="Days">The fewest days.</param>
/// <param name="Earliest">The first day that would do.</param>
public sealed record TooLittleNotice(int Days, DateOnly Earliest) : Refusal("too-little-notice")
{
    /// <inheritdoc />
    public override string Sentence => $"The team needs {Days} days’ notice. The earliest day is {Typed.Day(Earliest)}";

    /// <inheritdoc />
    public override string? Field => nameof(SpaceTime.On);
}

/// <summary>Only a room that is somebody's own can be taken from them.</summary>
public sealed record NobodysOwn() : Refusal("nobodys-own")
{
    /// <inheritdoc />
    public override string Sentence => "This space is not kept for one team alone on that day. Book it as usual";
}
