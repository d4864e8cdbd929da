using Throughline.Schemes;

namespace Throughline.Delivery;

/// <summary>A group that meets: what it is called, where, and towards which sorts of requirement it counts. Its sessions have the dates.</summary>
public sealed class Activity
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 80;

    private readonly List<ActivityType> types = [];

    private Activity()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Where it usually meets.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>What it is called: "Tuesday group".</summary>
    public string Name { get; private set; } = "";

    /// <summary>The sorts of requirement it counts towards; none for a group that counts towards nothing. Fixed, so that what counted still does.</summary>
    public IReadOnlyList<ActivityType> Types => types;

    /// <summary>True for a group in which those who mentor meet as one, with somebody who supervises (group supervision). It counts towards nothing.</summary>
    public bool ForMentors { get; private set; }

    /// <summary>The London date from which there is the group.</summary>
    public DateOnly From { get; private init; }

    /// <summary>The London date on which it ended; null while it goes on.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Starts a group.</summary>
    /// <returns>The group, or <see cref="Invalid"/>.</returns>
    public static Outcome<Activity> Start(Guid id, Guid schemeId, Guid siteId, string? name, IReadOnlyCollection<string> types, DateOnly from, bool forMentors = false)
    {
        if ((CheckName(name) ?? (forMentors && types.Count > 0 ? CountsForNobody() : null)) is { } refusal)
        {
            return refusal;
        }

        var activity = new Activity { Id = id, SchemeId = schemeId, SiteId = siteId, Name = name!.Trim(), From = from, ForMentors = forMentors };
        activity.types.AddRange(types.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(code => new ActivityType(id, code)));
        return activity;
    }

    /// <summary>Calls it something else, also where its sessions have been, and says whether it is the mentors' own.</summary>
    public Refusal? Rename(string? name, bool forMentors)
    {
        if (EndedOn is not null)
        {
            return new GroupHasEnded();
        }

        if ((CheckName(name) ?? (forMentors && types.Count > 0 ? CountsForNobody() : null)) is { } wrong)
        {
            return wrong;
        }

        (Name, ForMentors) = (name!.Trim(), forMentors);
        Version++;
        return null;
    }

    /// <summary>Ends it: no more sessions are planned.</summary>
    public Refusal? End(DateOnly on)
    {
        if (EndedOn is not null)
        {
            return new GroupHasEnded();
        }

        EndedOn = on;
        Version++;
        return null;
    }

    private static Invalid CountsForNobody() => new(nameof(ForMentors), "A group of those who mentor counts towards nothing. Start another group for it");

    private static Refusal? CheckName(string? name) => Typed.Required(name, NameMaxLength, nameof(Name), "Enter what the group is called", "The name") ?? PersonFirst.Check(name, nameof(Name));
}

/// <summary>A sort of requirement that a group counts towards, by its code in the list <c>requirement-types</c>.</summary>
public sealed class ActivityType
{
    private ActivityType()
    {
    }

    internal ActivityType(Guid activityId, string code) => (ActivityId, Code) = (activityId, code);

    /// <summary>The group.</summary>
    public Guid ActivityId { get; private init; }

    /// <summary>The code.</summary>
    public string Code { get; private init; } = "";
}

/// <summary>The group has ended.</summary>
public sealed record GroupHasEnded() : Refusal("group-has-ended")
{
    /// <inheritdoc />
    public override string Sentence => "This group has ended. Start another one to plan more sessions.";
}
