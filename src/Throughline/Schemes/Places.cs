namespace Throughline.Schemes;

/// <summary>A place where a scheme works. Climate is read by place, so a place that moves ends and a new one begins.</summary>
public sealed class Site
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    /// <summary>Longest address, in characters.</summary>
    public const int AddressMaxLength = 400;

    private Site()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What the place is called.</summary>
    public string Name { get; private init; } = "";

    /// <summary>Where it is; null where that is better not written down.</summary>
    public string? Address { get; private init; }

    /// <summary>First day in use.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last day in use; null while it is.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Opens a place.</summary>
    public static Outcome<Site> Open(Guid id, Guid schemeId, string? name, string? address, DateOnly from) =>
        (Typed.Required(name, NameMaxLength, nameof(Name), "Enter the name of the site", "The name")
            ?? Typed.Optional(address, AddressMaxLength, nameof(Address), "The address")) is { } refusal
            ? refusal
            : new Site { Id = id, SchemeId = schemeId, Name = name!.Trim(), Address = Typed.Blank(address), From = from };
}

/// <summary>A team of a scheme at a site.</summary>
public sealed class Team
{
    /// <summary>Longest name, in characters.</summary>
    public const int NameMaxLength = 120;

    private Team()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>Where the team works.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>What the team is called.</summary>
    public string Name { get; private init; } = "";

    /// <summary>First day.</summary>
    public DateOnly From { get; private init; }

    /// <summary>Last day; null while it works.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Starts a team at a site of the same scheme.</summary>
    public static Outcome<Team> Start(Guid id, Site site, string? name, DateOnly from)
    {
        if (Typed.Required(name, NameMaxLength, nameof(Name), "Enter the name of the team", "The name") is { } refusal)
        {
            return refusal;
        }

        return from < site.From
            ? new Invalid(nameof(From), $"The first day must be on or after {Typed.Day(site.From)}, when {site.Name} opened")
            : new Team { Id = id, SchemeId = site.SchemeId, SiteId = site.Id, Name = name!.Trim(), From = from };
    }
}
