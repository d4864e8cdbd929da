using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What somebody logs: how they were treated, once.</summary>
/// <param name="LeftOut">True for something that did not happen, such as a greeting; false for something that was said or done.</param>
/// <param name="Dimension">What it was about.</param>
/// <param name="Source">What sort of person it came from.</param>
/// <param name="Value">How it felt, from −2 to 2.</param>
/// <param name="Place">A site or a team of theirs; <see cref="Guid.Empty"/> for somewhere else.</param>
/// <param name="Setting">Where, as a kind of place.</param>
/// <param name="What">What happened, in their own words; may be left out.</param>
/// <param name="Impact">How long it stayed with them, from 0 to 3.</param>
/// <param name="On">The London date.</param>
/// <param name="Counts">Whether it may be counted, without their name.</param>
public sealed record NewMessage(
    bool? LeftOut, MessageDimension? Dimension, SourceClass? Source, int? Value, Guid? Place, MessageSetting? Setting, string? What, int? Impact, DateOnly? On, bool Counts = true)
{
    /// <summary>The first thing wrong, or null.</summary>
    internal Refusal? Check(DateOnly today) =>
        LeftOut is null ? new Invalid(nameof(LeftOut), "Say whether something was done or left out")
        : Dimension is not { } dimension || !Enum.IsDefined(dimension) ? new Invalid(nameof(Dimension), "Choose what it was about")
        : Source is not { } source || !Enum.IsDefined(source) ? new Invalid(nameof(Source), "Choose who it came from")
        : Value is not (>= -ReceivedMessage.ValueMost and <= ReceivedMessage.ValueMost) ? new Invalid(nameof(Value), "Choose how it felt")
        : Place is null ? new Invalid(nameof(Place), "Choose where it was")
        : Setting is not { } setting || !Enum.IsDefined(setting) ? new Invalid(nameof(Setting), "Choose how you met")
        : Impact is not (>= 0 and <= ReceivedMessage.ImpactMost) ? new Invalid(nameof(Impact), "Choose how long it stayed with you")
        : On is not { } on ? new Invalid(nameof(On), "Enter the day it happened")
        : on > today ? new Invalid(nameof(On), "The day must be today or in the past")
        : on < today.AddDays(-ReceivedMessage.DaysBack) ? new Invalid(nameof(On), "The day must be in the last 12 months")
        : ReceivedMessage.CheckWords(What);
}

/// <summary>
/// One message about how somebody is seen, kind or cold, done or left out; the field's name is validation event. It is its owner's. No part of it can
/// say who of the staff it came from (INV-100), and the audit log learns that there is one and never what it says.
/// </summary>
public sealed class ReceivedMessage : IAboutPerson, INotAudited
{
    /// <summary>End of the scale on either side of nought.</summary>
    public const int ValueMost = 2;

    /// <summary>Greatest impact.</summary>
    public const int ImpactMost = 3;

    /// <summary>Longest words, in characters.</summary>
    public const int WhatMaxLength = 2000;

    /// <summary>How many days back somebody can log.</summary>
    public const int DaysBack = 365;

    private ReceivedMessage()
    {
    }

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme they were in.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The site; null for somewhere else.</summary>
    public Guid? SiteId { get; private init; }

    /// <summary>The team they were with at the site; null where they did not say.</summary>
    public Guid? TeamId { get; private init; }

    /// <summary>The London date on which it happened.</summary>
    public DateOnly On { get; private init; }

    /// <summary>When it was logged.</summary>
    public DateTimeOffset LoggedAt { get; private init; }

    /// <summary>What sort of person it came from.</summary>
    public SourceClass Source { get; private init; }

    /// <summary>What it was about.</summary>
    public MessageDimension Dimension { get; private init; }

    /// <summary>True for something that was left out (INV-104).</summary>
    public bool LeftOut { get; private init; }

    /// <summary>How it felt, from −2 to 2.</summary>
    public int Value { get; private init; }

    /// <summary>Where, as a kind of place.</summary>
    public MessageSetting Setting { get; private init; }

    /// <summary>What happened, in the owner's words, sealed.</summary>
    public SealedText? What { get; private set; }

    /// <summary>How long it stayed with them, from 0 to 3.</summary>
    public int Impact { get; private init; }

    /// <summary>Whether it may be counted, without their name (INV-102). On, until its owner turns it off.</summary>
    public bool Counts { get; private set; }

    /// <summary>Who may read it.</summary>
    public MessageVisibility Visibility { get; private set; } = MessageVisibility.Private;

    /// <summary>Concurrency token.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Logs one. The input has been checked.</summary>
    internal static ReceivedMessage Log(Guid id, Guid personId, Guid schemeId, Guid? siteId, Guid? teamId, NewMessage input, SealedText? what, DateTimeOffset at) => new()
    {
        Id = id,
        PersonId = personId,
        SchemeId = schemeId,
        SiteId = siteId,
        TeamId = teamId,
        On = input.On!.Value,
        LoggedAt = at,
        Source = input.Source!.Value,
        Dimension = input.Dimension!.Value,
        LeftOut = input.LeftOut!.Value,
        Value = input.Value!.Value,
        Setting = input.Setting!.Value,
        What = what,
        Impact = input.Impact!.Value,
        Counts = input.Counts,
    };

    /// <summary>Changes the words. Only while nobody else has read them.</summary>
    internal Refusal? Reword(SealedText? what)
    {
        if (Visibility != MessageVisibility.Private)
        {
            return new MessageIsShared();
        }

        What = what;
        Version++;
        return null;
    }

    /// <summary>Lets the supervisor read it. It does not come back: what was read has been read.</summary>
    internal Refusal? Share()
    {
        if (!MessageVisibilities.ExitsOf(Visibility).Contains(MessageVisibility.SharedWithSupervisor))
        {
            return new MessageIsShared();
        }

        Visibility = MessageVisibility.SharedWithSupervisor;
        Version++;
        return null;
    }

    /// <summary>Says whether it may be counted.</summary>
    internal void Count(bool counts) => (Counts, Version) = (counts, Version + 1);

    /// <summary>Whether the owner may delete it, or why not.</summary>
    internal Refusal? CheckDelete() => Visibility == MessageVisibility.Private ? null : new MessageIsShared();

    /// <summary>The words, checked.</summary>
    internal static Refusal? CheckWords(string? what) => Typed.Optional(what, WhatMaxLength, nameof(NewMessage.What), "What happened");
}

/// <summary>That a message may be read by the person who supervised its owner when they shared it, and whether they have.</summary>
public sealed class MessageShare : IAboutPerson
{
    private MessageShare()
    {
    }

    internal MessageShare(ReceivedMessage message, Guid withId, DateOnly on) =>
        (MessageId, PersonId, SchemeId, WithId, On) = (message.Id, message.PersonId, message.SchemeId, withId, on);

    /// <summary>The message.</summary>
    public Guid MessageId { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>The supervisor who may read it.</summary>
    public Guid WithId { get; private init; }

    /// <summary>The London date on which it was shared.</summary>
    public DateOnly On { get; private init; }

    /// <summary>The London date on which they said that they had read it; null until then.</summary>
    public DateOnly? ReadOn { get; private set; }

    /// <summary>Says that it has been read.</summary>
    internal void Read(DateOnly on) => ReadOn ??= on;
}

/// <summary>Which message was shared with whom, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class MessageReader
{
    public Guid MessageId { get; init; }

    public Guid WithId { get; init; }
}

/// <summary>Somebody else can read the message already.</summary>
public sealed record MessageIsShared() : Refusal("message-is-shared")
{
    /// <inheritdoc />
    public override string Sentence => "Your supervisor can read this one already, so it stays as it is.";
}

/// <summary>Somebody else supervises them than the page named: nothing goes to anybody whom they did not choose.</summary>
/// <param name="Name">Who would read it now.</param>
public sealed record AnotherWouldRead(string Name) : Refusal("another-would-read")
{
    /// <inheritdoc />
    public override string Sentence => $"Your supervisor is {Name} now, so nothing was shared. Share it again if you want {Name} to read it.";
}

/// <summary>Nobody supervises them in the scheme now.</summary>
public sealed record NobodyToShareWith() : Refusal("nobody-to-share-with")
{
    /// <inheritdoc />
    public override string Sentence => "You have no supervisor here just now, so there is nobody to share it with.";
}
