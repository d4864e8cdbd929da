using Throughline.Throughlines;

namespace Throughline.Web.Components.Throughlines;

/// <summary>What the partial Pages/Throughlines/_Picture shows: the picture, the ways to another period, the key and the tables.</summary>
/// <param name="Model">What is drawn.</param>
/// <param name="Period">The period it is drawn for.</param>
/// <param name="First">London date of the first thing on the line, whatever the period.</param>
/// <param name="Message">What was wrong with the period asked for, or null.</param>
public sealed record ThroughlineView(ThroughlineModel Model, ThroughlinePeriod Period, DateOnly First, string? Message)
{
    public IEnumerable<PeriodLink> Links => Period.Links(First, Model.Today);

    public PeriodLink? Earlier => Period.Earlier(First);

    public PeriodLink? Later => Period.Later(Model.Today);

    public string Href(PeriodLink link) => Model.PagePath + (Model.PagePath.Contains('?') ? "&" + link.Query[1..] : link.Query);
}
