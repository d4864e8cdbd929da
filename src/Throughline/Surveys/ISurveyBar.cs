using Throughline.People;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>
/// Why one person must not hand a survey to another or read it to them (INV-091). Each slice that knows of such a reason brings one; every one is asked, and
/// whoever asks is told only that somebody else will do it.
/// </summary>
public interface ISurveyBar
{
    /// <summary>Whether there is such a reason. Looks past what the viewer may see: a rule that keeps two people apart holds whoever asks.</summary>
    /// <param name="context">The viewer's context; filters that hide what keeps two people apart have to be left out by name.</param>
    /// <param name="workerId">Who would hand it out.</param>
    /// <param name="personId">Who would answer.</param>
    /// <param name="cancellation">Stops the query.</param>
    Task<bool> BarsAsync(ThroughlineContext context, Guid workerId, Guid personId, CancellationToken cancellation);
}

/// <summary>Family and others who are kept apart, and people with a wall between them in either direction.</summary>
internal sealed class KeptApartBar : ISurveyBar
{
    public Task<bool> BarsAsync(ThroughlineContext context, Guid workerId, Guid personId, CancellationToken cancellation) => KeptApart.AreAsync(context, workerId, personId, cancellation);
}
