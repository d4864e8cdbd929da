namespace Throughline.Web.Documents;

/// <summary>What one reading of a PDF may use of the machine. Bound to the configuration section <c>Throughline:Pdf</c>.</summary>
public sealed class PdfLimits
{
    /// <summary>The managed memory of the reading process, in megabytes. Default 512: the largest file that is taken (25 MB) is held twice, and the most that all its streams may unpack to is 256 MB.</summary>
    public int MemoryMegabytes { get; set; } = 512;

    /// <summary>Seconds from the start of the reading process until it is ended. Default 25: the reader gives up by itself after 20, and a process takes up to a few seconds to start on a busy machine.</summary>
    public double Seconds { get; set; } = 25;

    /// <summary>How many are read at once. Default 2: more would leave a small machine no processor for pages.</summary>
    public int AtOnce { get; set; } = 2;

    /// <summary>Seconds that a reading waits for its turn before it is refused. Default 20: most take under one, and browsers and proxies give up after 60.</summary>
    public double WaitSeconds { get; set; } = 20;

    /// <summary>The most bytes taken back from the reading process. Default 16 MB: the most text that is taken (5,000,000 characters) is 15 MB at three bytes each.</summary>
    public int AnswerBytes { get; set; } = 16 << 20;
}
