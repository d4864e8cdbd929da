using System.Security.Cryptography;
using System.Text;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>
/// How often one answer was given at one site in one wave. The counters are all there from the moment the wave opens; answering adds to them and
/// leaves nothing else: no row of its own, no time, no order (INV-090). The audit log is owed nothing for them, because its times would be the order.
/// </summary>
public sealed class SurveyTally : INotAudited
{
    /// <summary>The number of the question under which whole sheets are counted.</summary>
    public const int Sheets = 0;

    private SurveyTally()
    {
    }

    internal SurveyTally(Guid waveId, Guid siteId, int question, int answer) => (WaveId, SiteId, Question, Answer) = (waveId, siteId, question, answer);

    /// <summary>The wave.</summary>
    public Guid WaveId { get; private init; }

    /// <summary>The site.</summary>
    public Guid SiteId { get; private init; }

    /// <summary>The question, from 1; <see cref="Sheets"/> for whole sheets.</summary>
    public int Question { get; private init; }

    /// <summary>The answer, from 1; 0 for whole sheets.</summary>
    public int Answer { get; private init; }

    /// <summary>How often it was given.</summary>
    public int Count { get; private set; }

    /// <summary>Every counter of a wave.</summary>
    internal static IEnumerable<SurveyTally> All(SurveyWave wave) => wave.Doors.SelectMany(door =>
        wave.Sheet.Questions.SelectMany((question, at) => Enumerable.Range(1, question.Choices).Select(answer => new SurveyTally(wave.Id, door.SiteId, at + 1, answer)))
            .Prepend(new SurveyTally(wave.Id, door.SiteId, Sheets, 0)));
}

/// <summary>A sheet that has been counted, so that the same page sent twice counts once: the hash of a number that the page was given. It goes when the wave closes.</summary>
internal sealed class CountedSheet : INotAudited
{
    private CountedSheet()
    {
    }

    internal CountedSheet(Guid waveId, string hash) => (WaveId, Hash) = (waveId, hash);

    public Guid WaveId { get; private init; }

    public string Hash { get; private init; } = "";

    /// <summary>A number for a page that is about to be shown: random, so that it tells neither when nor to whom.</summary>
    internal static string NewNumber() => RandomNumberGenerator.GetHexString(32, lowercase: true);
}

/// <summary>A printed code that lets one person answer once. Only its hash is kept, and whether it has been spent: not when, and not on what.</summary>
internal sealed class SurveyCode : INotAudited
{
    private SurveyCode()
    {
    }

    internal SurveyCode(Guid waveId, string hash) => (WaveId, Hash) = (waveId, hash);

    public Guid WaveId { get; private init; }

    public string Hash { get; private init; } = "";

    public bool Spent { get; private set; }
}

/// <summary>Hashes of numbers and codes, so that the database alone gives neither back.</summary>
internal static class SurveySecrets
{
    public static string Hash(byte[] key, Guid waveId, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"survey/{waveId:N}/{text}")));
}
