using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>One part of a portfolio, signed off by a named person who says what they saw.</summary>
public sealed class SignOff : IAboutPerson
{
    /// <summary>Longest account of what was seen, in characters.</summary>
    public const int WhatTheySawMaxLength = 1000;

    private SignOff()
    {
    }

    internal SignOff(Guid id, Enrolment enrolment, string competency, DateOnly seenOn, SealedText whatTheySaw, Guid signedById, DateTimeOffset at)
    {
        (Id, EnrolmentId, PersonId, Competency) = (id, enrolment.Id, enrolment.PersonId, competency);
        (SeenOn, WhatTheySaw, SignedById, At) = (seenOn, whatTheySaw, signedById, at);
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>The enrolment.</summary>
    public Guid EnrolmentId { get; private init; }

    /// <summary>The person.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The part, as the programme calls it.</summary>
    public string Competency { get; private init; } = "";

    /// <summary>The London date on which it was seen.</summary>
    public DateOnly SeenOn { get; private init; }

    /// <summary>What they saw: sealed.</summary>
    public SealedText WhatTheySaw { get; private init; } = null!;

    /// <summary>Who signed.</summary>
    public Guid SignedById { get; private init; }

    /// <summary>When, in UTC.</summary>
    public DateTimeOffset At { get; private init; }
}
