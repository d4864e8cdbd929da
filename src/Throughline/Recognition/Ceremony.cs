using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>A time when work was thanked before others: when, where, what for. It names nobody; who was thanked is for each of them to say.</summary>
public sealed class Ceremony
{
    /// <summary>Longest words, in characters.</summary>
    public const int WhatForMaxLength = 200;

    private Ceremony()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site; null for somewhere else.</summary>
    public Guid? SiteId { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }

    /// <summary>What for, without anybody's name.</summary>
    public string WhatFor { get; private init; } = "";

    /// <summary>Who wrote it down.</summary>
    public Guid AddedById { get; private init; }

    /// <summary>Writes one down, or says what is wrong.</summary>
    internal static Outcome<Ceremony> Add(Guid id, Guid schemeId, Guid? siteId, DateOnly? on, string? whatFor, Guid by, DateOnly today) =>
        Typed.Required(whatFor, WhatForMaxLength, nameof(WhatFor), "Enter what it was for", "What it was for") is { } refusal ? refusal
        : on is not { } day ? new Invalid(nameof(On), "Enter the day")
        : day > today ? new Invalid(nameof(On), "The day must be today or in the past")
        : day < today.AddYears(-5) ? new Invalid(nameof(On), "The day must be in the last 5 years")
        : new Ceremony { Id = id, SchemeId = schemeId, SiteId = siteId, On = day, WhatFor = whatFor!.Trim(), AddedById = by };
}

/// <summary>Whether somebody who was thanked wants their name to stand there.</summary>
public enum ThankedState
{
    /// <summary>They have not answered. Nobody else sees it.</summary>
    Asked = 1,

    /// <summary>Yes.</summary>
    Agreed = 2,

    /// <summary>No. Nobody else learns of it.</summary>
    Declined = 3,
}

/// <summary>Somebody who was thanked at a ceremony, and whether their name may stand there.</summary>
public sealed class CeremonyPerson : IAboutPerson
{
    private CeremonyPerson()
    {
    }

    internal CeremonyPerson(Ceremony ceremony, Guid personId) => (CeremonyId, PersonId, SchemeId) = (ceremony.Id, personId, ceremony.SchemeId);

    /// <summary>The ceremony.</summary>
    public Guid CeremonyId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What they said.</summary>
    public ThankedState State { get; private set; } = ThankedState.Asked;

    /// <summary>Says yes or no; either may be taken back at any time.</summary>
    internal void Answer(bool agreed) => State = agreed ? ThankedState.Agreed : ThankedState.Declined;
}
