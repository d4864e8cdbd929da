using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Fictional;

/// <summary>
/// Fills an empty database with the fictional service: three schemes, 18 staff, 24 peer workers and 60 people who use the services, over the eighteen
/// months before a day. What can be seen is the same for the same day: names, roles, dates, stories, marks and the clock of every audit event. Ids,
/// keys and ciphertext differ.
/// </summary>
public sealed class FillFictionalService(IDatabaseEngine engine, Keyring keyring, Ledger ledger)
{
    /// <summary>How many people the fictional service has.</summary>
    public static int People => FictionalContent.Current.Everybody.Count();

    /// <summary>True while there is nobody and no scheme in the database: only then will it be filled.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellation = default)
    {
        await using var context = engine.OpenReader(Viewer.System);
        return await IsEmptyAsync(context, cancellation);
    }

    /// <summary>Fills it, all in one transaction: a process killed on the way leaves the database as empty as it was.</summary>
    /// <param name="anchor">The London date that the eighteen months lead up to; the last thing happens on the day before.</param>
    /// <param name="cancellation">Stops, and leaves the database empty.</param>
    /// <returns>True when it was filled; false when something was there already.</returns>
    public Task<bool> RunAsync(DateOnly anchor, CancellationToken cancellation = default) => RunAsync(anchor, FictionalContent.Current, cancellation);

    internal async Task<bool> RunAsync(DateOnly anchor, FictionalContent content, CancellationToken cancellation)
    {
        var filled = false;
        await engine.WriteAsync(WriteTurn.Person, Viewer.System, async context =>
        {
            // Two processes that start at once take turns here, and the second finds the first one's work.
            await context.Set<AuditHead>().ExecuteUpdateAsync(set => set.SetProperty(h => h.Sequence, h => h.Sequence), cancellation);
            if (!await IsEmptyAsync(context, cancellation))
            {
                return false;
            }

            var clock = new FictionalClock();
            await using var one = new OneTransaction(engine, context, ledger);
            await using var services = new ServiceCollection()
                .AddSingleton<TimeProvider>(clock)
                .AddSingleton(keyring)
                .AddSingleton<IDatabaseEngine>(one)
                .AddThroughline()
                .BuildServiceProvider();
            await new FictionalHistory(services, one, clock, content, anchor).WriteAsync(cancellation);
            return filled = true;
        }, cancellation);
        return filled;
    }

    private static async Task<bool> IsEmptyAsync(ThroughlineContext context, CancellationToken cancellation) =>
        !await context.People.AnyAsync(cancellation) && !await context.Schemes.AnyAsync(cancellation);
}
