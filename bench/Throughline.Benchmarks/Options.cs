using System.Globalization;

namespace Throughline.Benchmarks;

/// <summary>What follows a command's name: values in their order, --postgres, and flags.</summary>
internal sealed class Options
{
    private readonly List<string> values = [];
    private readonly HashSet<string> flags = [];

    public Options(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--postgres" && i + 1 < args.Length)
            {
                Postgres = args[++i];
            }
            else if (args[i].StartsWith("--", StringComparison.Ordinal))
            {
                flags.Add(args[i]);
            }
            else
            {
                values.Add(args[i]);
            }
        }
    }

    public string? Postgres { get; }

    public bool Has(string flag) => flags.Contains(flag);

    public string Text(int at) => at < values.Count ? values[at] : throw new ArgumentException("A value is missing. Run without any to see what there is.");

    public string Text(int at, string otherwise) => at < values.Count ? values[at] : otherwise;

    public int Number(int at, int otherwise) => at < values.Count ? int.Parse(values[at].Replace(",", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : otherwise;

    /// <summary>How busy the machine is: the load average of the last minute, where it can be known.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
