using Throughline.Schemes;

namespace Throughline.Recognition;

/// <summary>What a head of service says of one condition at one site: met or not, since when that is known, and what they looked at. The newest stands.</summary>
public sealed class ConditionAnswer
{
    /// <summary>Longest evidence, in characters.</summary>
    public const int EvidenceMaxLength = 500;

    private ConditionAnswer()
    {
    }

    internal ConditionAnswer(Guid id, Guid schemeId, Guid siteId, EnablingCondition condition, bool met, DateOnly on, string evidence, Guid by, DateTimeOffset at) =>
        (Id, SchemeId, SiteId, Condition, Met, On, Evidence, ById, At) = (id, schemeId, siteId, condition, met, on, evidence, by, at);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>The condition.</summary>
    public EnablingCondition Condition { get; private init; }

    /// <summary>Whether it is met.</summary>
    public bool Met { get; private init; }

    /// <summary>The London date that the evidence is from.</summary>
    public DateOnly On { get; private init; }

    /// <summary>What was looked at.</summary>
    public string Evidence { get; private init; } = "";

    /// <summary>Who answered.</summary>
    public Guid ById { get; private init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>Something that a head of service has set out to do about a condition: what, who does it, by when, and that it is done.</summary>
public sealed class ClimateStep
{
    /// <summary>Longest text of what is to be done, in characters.</summary>
    public const int WhatMaxLength = 300;

    /// <summary>Longest name of a post, in characters.</summary>
    public const int WhoMaxLength = 80;

    private ClimateStep()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>The condition.</summary>
    public EnablingCondition Condition { get; private init; }

    /// <summary>What is to be done.</summary>
    public string What { get; private init; } = "";

    /// <summary>Whose job it is, as the name of a post.</summary>
    public string Who { get; private init; } = "";

    /// <summary>By which London date.</summary>
    public DateOnly By { get; private init; }

    /// <summary>Who set it out.</summary>
    public Guid ById { get; private init; }

    /// <summary>The London date on which it was done; null until then.</summary>
    public DateOnly? DoneOn { get; private set; }

    /// <summary>Sets one out, or says what is wrong.</summary>
    internal static Outcome<ClimateStep> Plan(Guid id, Guid schemeId, Guid siteId, EnablingCondition? condition, string? what, string? who, DateOnly? by, Guid author, DateOnly today) =>
        condition is not { } chosen || !Enum.IsDefined(chosen) ? new Invalid(nameof(Condition), "Choose what it is about")
        : (Typed.Required(what, WhatMaxLength, nameof(What), "Enter what will be done", "What will be done")
            ?? Typed.Required(who, WhoMaxLength, nameof(Who), "Enter whose job it is", "Whose job it is")) is { } refusal ? refusal
        : by is not { } day ? new Invalid(nameof(By), "Enter the day by which it is done")
        : day < today ? new Invalid(nameof(By), "The day must be today or later")
        : day > today.AddYears(1) ? new Invalid(nameof(By), "The day must be in the next 12 months")
        : new ClimateStep { Id = id, SchemeId = schemeId, SiteId = siteId, Condition = chosen, What = what!.Trim(), Who = who!.Trim(), By = day, ById = author };

    /// <summary>Says that it is done.</summary>
    internal Refusal? Finish(DateOnly on)
    {
        if (DoneOn is not null)
        {
            return new StepIsDone();
        }

        DoneOn = on;
        return null;
    }
}

/// <summary>It was done before.</summary>
public sealed record StepIsDone() : Refusal("step-is-done")
{
    /// <inheritdoc />
    public override string Sentence => "This was marked as done before.";
}
