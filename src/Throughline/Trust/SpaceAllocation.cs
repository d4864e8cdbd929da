using Throughline.Schemes;

namespace Throughline.Trust;

/// <summary>A space given to a scheme: as its own alone, or to use beside others.</summary>
public sealed class SpaceAllocation
{
    private SpaceAllocation()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The space.</summary>
    public Guid SpaceId { get; private init; }

    /// <summary>The scheme it is given to.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>True when it is theirs alone: nobody else can book over it (INV-048).</summary>
    public bool Exclusive { get; private init; }

    /// <summary>Who stands behind it by name; null when nobody is on record.</summary>
    public Guid? SponsorId { get; private set; }

    /// <summary>What it is for.</summary>
    public IReadOnlyList<SpacePurpose> Purposes { get; private init; } = [];

    /// <summary>Days of notice before it may be used for something else: never fewer than the scheme's setting.</summary>
    public int NoticeDays { get; private init; }

    /// <summary>First day.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last day; null while it stands.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Gives a space to a scheme. Whether others have it already is the use case's to check, under the space's turn.</summary>
    /// <param name="id">The id.</param>
    /// <param name="space">The space.</param>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="exclusive">Whether it is theirs alone.</param>
    /// <param name="sponsorId">Who stands behind it.</param>
    /// <param name="purposes">What it is for.</param>
    /// <param name="noticeDays">Days of notice before a displacement.</param>
    /// <param name="leastNotice">The fewest days the scheme's setting allows.</param>
    /// <param name="from">First day.</param>
    public static Outcome<SpaceAllocation> Give(
        Guid id, Space space, Guid schemeId, bool exclusive, Guid sponsorId, IReadOnlyList<SpacePurpose> purposes, int noticeDays, int leastNotice, DateOnly from)
    {
        if (purposes.Count == 0 || purposes.Any(p => !Enum.IsDefined(p)))
        {
            return new Invalid(nameof(Purposes), "Choose what it is for");
        }

        if (noticeDays < leastNotice || noticeDays > 84)
        {
            return new Invalid(nameof(NoticeDays), $"The notice must be from {leastNotice} to 84 days");
        }

        return from < space.From
            ? new Invalid(nameof(From), $"The first day must be on or after {Typed.Day(space.From)}, when {space.Name} came into use")
            : new SpaceAllocation
            {
                Id = id, SpaceId = space.Id, SchemeId = schemeId, Exclusive = exclusive, SponsorId = sponsorId,
                Purposes = [.. purposes.Distinct().Order()], NoticeDays = noticeDays, From = from,
            };
    }

    /// <summary>Ends it after a day, once.</summary>
    public Refusal? End(DateOnly lastDay)
    {
        if (To is not null)
        {
            return new AllocationOver();
        }

        if (lastDay < From)
        {
            return new Invalid(nameof(To), $"The last day must be on or after {Typed.Day(From)}, the first day");
        }

        To = lastDay;
        return null;
    }

    /// <summary>True on a London date on which it stands.</summary>
    public bool Covers(DateOnly on) => From <= on && (To is null || on <= To);

    /// <summary>True when it shares a day with a spell of another.</summary>
    public bool Overlaps(DateOnly from, DateOnly? to) => (To is null || from <= To) && (to is null || From <= to);
}

/// <summary>Another scheme has the space as its own alone.</summary>
/// <param name="Scheme">The scheme's name.</param>
public sealed record KeptForAnotherTeam(string Scheme) : Refusal("kept-for-another-team")
{
    /// <inheritdoc />
    public override string Sentence => $"This space is kept for {Scheme} alone. It cannot be booked over or given to anybody else";
}

/// <summary>The space cannot be one scheme's alone while another uses it.</summary>
/// <param name="Scheme">The other scheme's name.</param>
public sealed record SharedAlready(string Scheme) : Refusal("shared-already")
{
    /// <inheritdoc />
    public override string Sentence => $"{Scheme} uses this space too. End that first, or share the space";
}

/// <summary>The scheme has the space already.</summary>
public sealed record AllocatedAlready() : Refusal("allocated-already")
{
    /// <inheritdoc />
    public override string Sentence => "This scheme has the space already. End the earlier allocation first";
}

/// <summary>The allocation has an end already.</summary>
public sealed record AllocationOver() : Refusal("allocation-over")
{
    /// <inheritdoc />
    public override string Sentence => "This allocation has ended already";
}
