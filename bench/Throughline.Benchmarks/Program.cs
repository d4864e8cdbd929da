using System.Globalization;
using Throughline.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["saves", .. var rest] => await SavesUnderImport.RunAsync(rest),
    ["saver", .. var rest] => await KilledInMidWrite.SaveUntilKilledAsync(rest),
    ["kills", .. var rest] => await KilledInMidWrite.RunAsync(rest),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("""
        Throughline.Benchmarks (run with -c Release)

          saves [seconds] [savers] [rows]    people saving at once on SQLite while an import runs: percentiles of a save
          kills [times]                      a saving process killed with -9 again and again: acknowledged saves that were lost
        """);
    return 2;
}
