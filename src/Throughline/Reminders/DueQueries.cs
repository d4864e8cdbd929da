using Microsoft.Extensions.DependencyInjection;
using Throughline.Concerns;
using Throughline.Delivery;
using Throughline.Expenses;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Recognition;
using Throughline.Recruitment;
using Throughline.Safeguarding;
using Throughline.Security;
using Throughline.Support;
using Throughline.Surveys;
using Throughline.Training;
using Throughline.Trust;

namespace Throughline.Reminders;

/// <summary>A slice's answer to what is due on a London date.</summary>
internal delegate Task<IReadOnlyList<Due>> DueSource(IServiceProvider system, DateOnly today, CancellationToken cancellation);

/// <summary>Everything that is due, from every slice. Asked as the system whoever is looking; what somebody may be told of it is for <see cref="AudienceQueries"/> to say.</summary>
public sealed class DueQueries
{
    // One line for each slice that has something to be told of.
    private static readonly DueSource[] Sources =
    [
        From<RecruitmentDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<ClearanceDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<TrainingDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<TrustDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<KeyDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<HubDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<DeliveryDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<ConcernDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<MentoringDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<SafeguardingDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<RecognitionDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<SurveyDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<SupportDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
        From<ExpenseDueQueries>((queries, today, cancellation) => queries.DueAsync(today, cancellation)),
    ];

    private readonly IServiceScopeFactory scopes;
    private readonly IReadOnlyList<DueSource> sources;

    /// <summary>Asks every slice.</summary>
    public DueQueries(IServiceScopeFactory scopes)
        : this(scopes, Sources)
    {
    }

    internal DueQueries(IServiceScopeFactory scopes, IReadOnlyList<DueSource> sources) => (this.scopes, this.sources) = (scopes, sources);

    internal async Task<IReadOnlyList<Due>> AllAsync(DateOnly today, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Viewer = Viewer.System;
        List<Due> all = [];
        foreach (var source in sources)
        {
            all.AddRange((await source(scope.ServiceProvider, today, cancellation)).Where(d => d.On <= today));
        }

        return all;
    }

    private static DueSource From<TQueries>(Func<TQueries, DateOnly, CancellationToken, Task<IReadOnlyList<Due>>> ask)
        where TQueries : notnull => (system, today, cancellation) => ask(system.GetRequiredService<TQueries>(), today, cancellation);
}
