using Throughline.People;

namespace Throughline.Recruitment;

/// <summary>The days on which a scheme takes applications for a role, and what it tells people about it.</summary>
public sealed class ApplicationWindow
{
    /// <summary>Longest text about the role, in characters.</summary>
    public const int AboutMaxLength = 2000;

    /// <summary>Longest text on other ways to apply, in characters.</summary>
    public const int OtherWaysMaxLength = 400;

    private ApplicationWindow()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The role, one on the ladder.</summary>
    public Guid RoleDefinitionId { get; private init; }

    /// <summary>First London day.</summary>
    public DateOnly Opens { get; private init; }

    /// <summary>Last London day, inclusive; null while no end is set.</summary>
    public DateOnly? Closes { get; private set; }

    /// <summary>What the role is, in plain words for people who think about it.</summary>
    public string About { get; private init; } = "";

    /// <summary>How to apply without this site: a phone number, a drop-in. Null for none.</summary>
    public string? OtherWays { get; private init; }

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Opens one.</summary>
    public static Outcome<ApplicationWindow> Open(Guid id, RoleDefinition role, DateOnly opens, DateOnly? closes, string? about, string? otherWays)
    {
        var refusal = PeopleRules.CheckText(nameof(About), about, "Enter what the role is", "What the role is", AboutMaxLength)
            ?? PeopleRules.CheckOptionalText(nameof(OtherWays), otherWays, "Other ways to apply", OtherWaysMaxLength);
        if (refusal is not null)
        {
            return refusal;
        }

        if (!role.OnLadder)
        {
            return new Invalid(nameof(RoleDefinitionId), "Choose a role that people apply for");
        }

        return closes < opens
            ? new Invalid(nameof(Closes), "The last day must not be before the first")
            : new ApplicationWindow
            {
                Id = id,
                SchemeId = role.SchemeId,
                RoleDefinitionId = role.Id,
                Opens = opens,
                Closes = closes,
                About = about!.Trim(),
                OtherWays = string.IsNullOrWhiteSpace(otherWays) ? null : otherWays.Trim(),
            };
    }

    /// <summary>True on a London date on which applications are taken.</summary>
    public bool IsOpen(DateOnly on) => Opens <= on && (Closes is null || on <= Closes);

    /// <summary>Takes no more after a day.</summary>
    public Refusal? Close(DateOnly lastDay)
    {
        if (Closes < lastDay)
        {
            return new WindowClosed();
        }

        Closes = lastDay < Opens ? Opens : lastDay;
        Version++;
        return null;
    }
}

/// <summary>The scheme takes no applications for the role now.</summary>
public sealed record WindowClosed() : Refusal("window-closed")
{
    /// <inheritdoc />
    public override string Sentence => "Applications for this role are closed now. Ask the scheme when they open again.";
}
