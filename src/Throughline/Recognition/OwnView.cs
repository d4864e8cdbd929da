using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recognition;

/// <summary>What an own view is on.</summary>
public enum ViewTopic
{
    /// <summary>The messages somebody got: nobody else reads it.</summary>
    Messages = 1,

    /// <summary>Being in between: whoever runs the scheme reads it beside the situation (E24).</summary>
    Between = 2,

    /// <summary>What the weeks asked of them: whoever supervises them reads it beside the numbers (E24).</summary>
    Load = 3,
}

/// <summary>What a person says themselves about something that is worked out about them. The newest of a topic stands.</summary>
public sealed class OwnView : IAboutPerson
{
    /// <summary>Longest words, in characters.</summary>
    public const int WordsMaxLength = 1000;

    private OwnView()
    {
    }

    internal OwnView(Guid id, Guid personId, Guid schemeId, ViewTopic topic, SealedText? words, bool asks, DateOnly on) =>
        (Id, PersonId, SchemeId, Topic, Words, Asks, On) = (id, personId, schemeId, topic, words, asks, on);

    /// <summary>The id.</summary>
    public Guid Id { get; private init; }

    /// <summary>Whose it is.</summary>
    public Guid PersonId { get; private init; }

    /// <summary>The scheme.</summary>
    public Guid SchemeId { get; private init; }

    /// <summary>What it is on.</summary>
    public ViewTopic Topic { get; private init; }

    /// <summary>The words, sealed; null where they only ask.</summary>
    public SealedText? Words { get; private init; }

    /// <summary>Whether they ask the coordinator to look at it with them.</summary>
    public bool Asks { get; private init; }

    /// <summary>The London date.</summary>
    public DateOnly On { get; private init; }
}
