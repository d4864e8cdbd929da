using System.Text.Json;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>What a person decided about one answer in words.</summary>
public enum WordsState
{
    /// <summary>Nobody has looked at it for names.</summary>
    Waiting = 1,

    /// <summary>Somebody looked: it may be shown.</summary>
    Shown = 2,

    /// <summary>Somebody looked: it names somebody, or tells who wrote it, and is held back.</summary>
    HeldBack = 3,
}

/// <summary>One answer in words.</summary>
/// <param name="Text">The words.</param>
/// <param name="State">What was decided about it.</param>
public sealed record SaidWords(string Text, WordsState State);

/// <summary>
/// Everything that was said in words in one wave, in one sealed text, in the order of the alphabet: it tells neither the order in which it came nor
/// which other answers came with it. It is sealed under a key of the wave's own.
/// </summary>
public sealed class SurveyWords : INotAudited
{
    private SurveyWords()
    {
    }

    internal SurveyWords(Guid waveId, SealedText text) => (WaveId, Text) = (waveId, text);

    /// <summary>The wave, and the name of the key.</summary>
    public Guid WaveId { get; private init; }

    /// <summary>All of it, sealed.</summary>
    public SealedText Text { get; private set; } = null!;

    /// <summary>Concurrency token of the checks; no answer changes it.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Puts the list in its order and seals it. It is sealed anew with every answer, with words or without.</summary>
    internal void Keep(Writing writing, IEnumerable<SaidWords> words) => Text = Sealed(writing, WaveId, words);

    /// <summary>Keeps what was decided about one.</summary>
    internal void Decide(Writing writing, IReadOnlyList<SaidWords> words, int at, WordsState state)
    {
        Keep(writing, words.Select((said, index) => index == at ? said with { State = state } : said));
        Version++;
    }

    /// <summary>Keeps one without what was cut out of it.</summary>
    internal void Cut(Writing writing, IReadOnlyList<SaidWords> words, int at, string left)
    {
        Keep(writing, words.Select((said, index) => index == at ? said with { Text = left } : said));
        Version++;
    }

    internal IReadOnlyList<SaidWords> Read(Writing writing) => Read(writing.Open(WaveId, Text));

    internal static IReadOnlyList<SaidWords> Read(string? text) => text is null ? [] : JsonSerializer.Deserialize<List<SaidWords>>(text) ?? [];

    internal static SealedText Sealed(Writing writing, Guid waveId, IEnumerable<SaidWords> words) =>
        writing.Seal(waveId, JsonSerializer.Serialize(words.OrderBy(w => w.Text, StringComparer.Ordinal).ThenBy(w => w.State).ToList()));
}
