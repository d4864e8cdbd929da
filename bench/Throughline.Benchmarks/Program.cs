using System.Globalization;
using Throughline.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
return args switch
{
    ["build", .. var rest] => await LargeService.BuildAsync(rest),
    ["pages", .. var rest] => await PageCosts.RunAsync(rest),
    ["visit", .. var rest] => await Visitor.RunAsync(rest),
    ["import", .. var rest] => await ImportOfRows.RunAsync(rest),
    ["saves", .. var rest] => await SavesUnderImport.RunAsync(rest),
    ["attendance", .. var rest] => await AttendanceSaves.RunAsync(rest),
    ["saver", .. var rest] => await KilledInMidWrite.SaveUntilKilledAsync(rest),
    ["kills", .. var rest] => await KilledInMidWrite.RunAsync(rest),
    ["concerns", .. var rest] => await ConcernTimes.RunAsync(rest),
    ["matching", .. var rest] => MatchingCosts.Run(rest),
    _ => Help(),
};

static int Help()
{
    Console.WriteLine("""
        Throughline.Benchmarks (run with -c Release)

          build FOLDER [people] [events]     makes a large service in a folder (100,000 people, 2,000,000 dated events)
          pages FOLDER [rounds] [times] [page]   processor time and percentiles of the pages of that service, beside their floors; --commands shows the commands instead
          import FOLDER [rows]               a file of 10,000 rows through the whole import, beside plain prepared inserts
          saves [savers] [rows]              64 people saving at once on SQLite while an import of 300,000 rows runs
          matching [waiting] [mentors] [places]   proposals for a whole scheme, beside a list worked from the top and the bare solver
          attendance [people] [seconds]      the attendance of 200 people saved within a minute, each by itself, and of 200 more all at once
          concerns [rounds] [times]          pages of somebody whom a concern is about, with it and without it in turns: medians, and whether the clock could tell
          kills [times]                      a saving process killed with -9 again and again: acknowledged saves that were lost

        build, pages, concerns and attendance take --postgres "CONNECTION" for an empty PostgreSQL database; its keys are in the folder all the same.
        """);
    return 2;
}
