using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>A role that somebody can apply for now.</summary>
/// <param name="WindowId">The window.</param>
/// <param name="Role">The role's title.</param>
/// <param name="Scheme">The scheme's name.</param>
/// <param name="About">What the role is.</param>
/// <param name="OtherWays">Other ways to apply.</param>
/// <param name="Closes">Last day; null while no end is set.</param>
/// <param name="RoleDefinitionId">The role's definition.</param>
public sealed record OpenRole(Guid WindowId, string Role, string Scheme, string About, string? OtherWays, DateOnly? Closes, Guid RoleDefinitionId);

/// <summary>The form to apply with.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="IsOpen">Whether it takes applications today.</param>
/// <param name="Encouragers">The sorts of people who may have encouraged somebody: code and name.</param>
public sealed record ApplyForm(OpenRole Role, bool IsOpen, IReadOnlyList<(string Code, string Name)> Encouragers);

/// <summary>A window, for those who run the scheme.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Role">The role's title.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="Opens">First day.</param>
/// <param name="Closes">Last day.</param>
/// <param name="Version">Its version.</param>
public sealed record WindowLine(Guid Id, string Role, string Scheme, DateOnly Opens, DateOnly? Closes, int Version);

/// <summary>One application on the board.</summary>
/// <param name="Id">The application; null for somebody who has said that they are interested and not applied yet.</param>
/// <param name="PersonId">Whose it is.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The role.</param>
/// <param name="State">Where it stands; null for interest.</param>
/// <param name="Since">Since when: the day it was sent, or the day they said so.</param>
/// <param name="DueBy">By when the next step is due.</param>
public sealed record ApplicationLine(Guid? Id, Guid PersonId, string Name, string Role, ApplicationState? State, DateOnly Since, DateOnly DueBy);

/// <summary>Everything under way.</summary>
/// <param name="Lines">The oldest first.</param>
/// <param name="Today">Today, to say what is late.</param>
public sealed record ApplicationBoard(IReadOnlyList<ApplicationLine> Lines, DateOnly Today);

/// <summary>A talk, as read.</summary>
/// <param name="On">The day.</param>
/// <param name="With">Who talked with them; null for somebody the reader may not know of.</param>
/// <param name="Strengths">What was good.</param>
/// <param name="Wishes">What they would like.</param>
/// <param name="Support">What would help.</param>
public sealed record TalkRead(DateOnly On, string? With, string? Strengths, string? Wishes, string? Support);

/// <summary>What one panel member saw.</summary>
/// <param name="MemberId">Who.</param>
/// <param name="Member">Their name.</param>
/// <param name="Said">What they said, in the order of the dimensions; empty while they have not.</param>
public sealed record PanelRead(Guid MemberId, string Member, IReadOnlyList<PanelSaying> Said);

/// <summary>What was said of one dimension.</summary>
/// <param name="Code">The dimension's code.</param>
/// <param name="Dimension">Its name.</param>
/// <param name="Standing">The plain answer.</param>
/// <param name="Words">What they saw.</param>
public sealed record PanelSaying(string Code, string Dimension, PanelStanding Standing, string? Words);

/// <summary>Somebody whom the applicant said they saw.</summary>
/// <param name="Id">The link.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Said">Who they said, while it is open.</param>
/// <param name="Named">Who it is, where they agreed.</param>
public sealed record InspirationRead(Guid Id, InspirationState State, string? Said, string? Named);

/// <summary>The facts of an application: who entered and who answered it is told by name alone, where the reader may know them.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PersonId">Who applied.</param>
/// <param name="SchemeId">The scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Route">How they came to apply.</param>
/// <param name="TypedIn">True where somebody else typed it in for them.</param>
/// <param name="Forgotten">True once its words have been let go of.</param>
/// <param name="SentOn">When it was sent.</param>
/// <param name="AnsweredOn">When it was answered.</param>
/// <param name="AnswerBy">By when an offer is to be answered.</param>
/// <param name="ReapplyFrom">From when they may try again.</param>
/// <param name="Version">Its version.</param>
public sealed record ApplicationFacts(
    Guid Id, Guid PersonId, Guid SchemeId, ApplicationState State, ApplicationRoute Route, bool TypedIn, bool Forgotten, DateOnly SentOn, DateOnly? AnsweredOn, DateOnly? AnswerBy,
    DateOnly? ReapplyFrom, int Version);

/// <summary>An application, read whole.</summary>
/// <param name="Application">Its facts.</param>
/// <param name="Name">Who applied.</param>
/// <param name="Role">For which role.</param>
/// <param name="Scheme">In which scheme.</param>
/// <param name="Brings">What they bring.</param>
/// <param name="Why">Why they would like to.</param>
/// <param name="WouldHelp">What would help.</param>
/// <param name="Answer">What they were told.</param>
/// <param name="AnsweredBy">Who answered.</param>
/// <param name="EncouragedBy">The sort of person who encouraged them.</param>
/// <param name="EnteredBy">Who typed it in for them.</param>
/// <param name="Talks">The talks, oldest first.</param>
/// <param name="Panel">The panel, by name; the viewer's own seat among them.</param>
/// <param name="Dimensions">What a panel looks at.</param>
/// <param name="Inspirations">Whom they said they saw.</param>
public sealed record ApplicationPage(
    ApplicationFacts Application, string Name, string Role, string Scheme, string? Brings, string? Why, string? WouldHelp, string? Answer, string? AnsweredBy, string? EncouragedBy,
    string? EnteredBy, IReadOnlyList<TalkRead> Talks, IReadOnlyList<PanelRead> Panel, IReadOnlyList<PanelDimension> Dimensions, IReadOnlyList<InspirationRead> Inspirations);

/// <summary>A question to the viewer: may they be named as somebody who inspired?</summary>
/// <param name="Id">The link.</param>
/// <param name="Who">Who said so.</param>
public sealed record InspirationAsk(Guid Id, string Who);

/// <summary>A panel that the viewer was asked to.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Name">Who applied.</param>
/// <param name="Role">For which role.</param>
/// <param name="Said">Whether the viewer has said what they saw.</param>
public sealed record PanelAsk(Guid ApplicationId, string Name, string Role, bool Said);

/// <summary>One's own applications.</summary>
/// <param name="Id">The application.</param>
/// <param name="Role">The role.</param>
/// <param name="Scheme">The scheme.</param>
/// <param name="State">Where it stands.</param>
/// <param name="SentOn">When it was sent.</param>
/// <param name="ReapplyFrom">From when they may try again.</param>
/// <param name="AnswerBy">By when an offer is to be answered.</param>
/// <param name="RoleDefinitionId">The role's definition.</param>
public sealed record OwnApplicationLine(Guid Id, string Role, string Scheme, ApplicationState State, DateOnly SentOn, DateOnly? ReapplyFrom, DateOnly? AnswerBy, Guid RoleDefinitionId);

/// <summary>What people read about joining. Each takes a fixed number of commands.</summary>
public sealed class RecruitmentQueries(ThroughlineContext context, Vault vault, TimeProvider clock)
{
    /// <summary>Most lines on the board.</summary>
    public const int BoardMost = 300;

    /// <summary>The form of a window; null when there is none. Two commands.</summary>
    public async Task<ApplyForm?> FormAsync(Guid windowId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var found = await Roles().Where(r => r.Window.Id == windowId).FirstOrDefaultAsync(cancellation);
        if (found is null)
        {
            return null;
        }

        var window = found.Window;
        var encouragers = await context.ReferenceItems.AsNoTracking()
            .Where(r => r.SchemeId == window.SchemeId && r.Kind == ReferenceKind.SourceClasses.Key && (r.From == null || r.From <= today) && (r.To == null || r.To >= today))
            .OrderBy(r => r.Order).Select(r => new { r.Code, r.Name }).ToListAsync(cancellation);
        return new ApplyForm(
            new OpenRole(window.Id, found.Role, found.Scheme, window.About, window.OtherWays, window.Closes, window.RoleDefinitionId), window.IsOpen(today), [.. encouragers.Select(e => (e.Code, e.Name))]);
    }

    /// <summary>The windows of the schemes the viewer runs, the newest first. One command.</summary>
    public async Task<IReadOnlyList<WindowLine>> WindowsAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        return await Roles().Where(r => mine.Contains(r.Window.SchemeId)).OrderByDescending(r => r.Window.Opens).ThenBy(r => r.Window.Id)
            .Select(r => new WindowLine(r.Window.Id, r.Role, r.Scheme, r.Window.Opens, r.Window.Closes, r.Window.Version)).Take(200).ToListAsync(cancellation);
    }

    /// <summary>Everything under way in the schemes the viewer runs, the oldest first. Two commands, and two for each scheme's numbers.</summary>
    public async Task<ApplicationBoard> BoardAsync(CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var viewer = context.Viewer;
        var mine = viewer.SchemeIds;
        if (viewer.Hat != Hat.Coordinator)
        {
            return new ApplicationBoard([], today);
        }

        var open = await (from application in context.Applications.AsNoTracking()
                          join person in context.People on application.PersonId equals person.Id
                          join role in context.RoleDefinitions on application.RoleDefinitionId equals role.Id
                          where application.ClosedOn == null && application.PersonId != viewer.PersonId && mine.Contains(application.SchemeId)
                          orderby application.SentOn, application.Id
                          select new { application.Id, application.PersonId, person.PreferredName, person.FamilyName, role.Title, application.State, application.SentOn, application.AnswerBy, application.SchemeId })
            .Take(BoardMost).ToListAsync(cancellation);
        var interested = await (from holding in context.ShownHoldings(today)
                                join person in context.People on holding.PersonId equals person.Id
                                where holding.State == RoleState.Interested && holding.PersonId != viewer.PersonId && mine.Contains(holding.SchemeId)
                                orderby holding.From, holding.Id
                                select new { holding.PersonId, person.PreferredName, person.FamilyName, holding.Title, holding.From, holding.SchemeId })
            .Take(BoardMost).ToListAsync(cancellation);
        Dictionary<Guid, RecruitmentSettings> settings = [];
        foreach (var scheme in open.Select(o => o.SchemeId).Concat(interested.Select(i => i.SchemeId)).Distinct())
        {
            settings[scheme] = await RecruitmentSettings.OfAsync(context, scheme, cancellation);
        }

        return new ApplicationBoard(
            [.. interested.Select(i => new ApplicationLine(null, i.PersonId, Full(i.PreferredName, i.FamilyName), i.Title, null, i.From, i.From.AddDays(settings[i.SchemeId].TalkDays)))
                .Concat(open.Select(o => new ApplicationLine(
                    o.Id, o.PersonId, Full(o.PreferredName, o.FamilyName), o.Title, o.State, o.SentOn,
                    o.State == ApplicationState.Sent ? o.SentOn.AddDays(settings[o.SchemeId].TalkDays) : o.AnswerBy ?? o.SentOn.AddDays(settings[o.SchemeId].AnswerDays))))
                .OrderBy(l => l.Since).ThenBy(l => l.Id)],
            today);
    }

    /// <summary>How many applications wait for those who run the scheme, and how many of them are late; counted up to the board's length.</summary>
    public async Task<(int Waiting, int Late)> CountAsync(CancellationToken cancellation = default)
    {
        var board = await BoardAsync(cancellation);
        var waiting = board.Lines.Where(l => l.State != ApplicationState.Offered).ToList();
        return (waiting.Count, waiting.Count(l => l.DueBy < board.Today));
    }

    /// <summary>One application as the viewer may read it; null when there is none for them. Seven commands at most, and one trace for every word.</summary>
    public async Task<ApplicationPage?> FindAsync(Guid applicationId, CancellationToken cancellation = default)
    {
        var today = clock.Today();
        var found = await (from a in context.Applications.AsNoTracking()
                           join role in context.RoleDefinitions on a.RoleDefinitionId equals role.Id
                           join scheme in context.Schemes on a.SchemeId equals scheme.Id
                           where a.Id == applicationId
                           select new { Application = a, role.Title, Scheme = scheme.Name }).FirstOrDefaultAsync(cancellation);
        if (found is null || await HiddenByLabelAsync(found.Application, today, cancellation))
        {
            return null;
        }

        var application = found.Application;
        var talks = await context.Conversations.AsNoTracking().Where(c => c.ApplicationId == applicationId).OrderBy(c => c.On).ThenBy(c => c.Id).ToListAsync(cancellation);
        var seats = await context.PanelSeats.AsNoTracking().Where(s => s.ApplicationId == applicationId).ToListAsync(cancellation);
        var views = await context.PanelViews.AsNoTracking().Where(v => v.ApplicationId == applicationId).ToListAsync(cancellation);
        var inspirations = await context.Inspirations.AsNoTracking().Where(i => i.ApplicationId == applicationId).OrderBy(i => i.Id).ToListAsync(cancellation);
        var reference = await context.ReferenceItems.AsNoTracking()
            .Where(r => r.SchemeId == application.SchemeId && (r.Kind == ReferenceKind.PanelDimensions.Key || (r.Kind == ReferenceKind.SourceClasses.Key && r.Code == application.EncouragedBy)))
            .OrderBy(r => r.Order).ToListAsync(cancellation);
        var names = await context.NamesAsync(
            talks.Select(t => (Guid?)t.WithId).Concat(seats.Select(s => (Guid?)s.MemberId)).Concat(inspirations.Select(i => i.State == InspirationState.Named ? i.InspirerId : null))
                .Append(application.PersonId).Append(application.AnsweredById).Append(application.EnteredById), cancellation);
        string? Name(Guid? of) => of is { } id && names.TryGetValue(id, out var name) ? name : null;

        var texts = new List<SealedText?> { application.Brings, application.Why, application.WouldHelp, application.Answer }
            .Concat(talks.SelectMany(t => new[] { t.Strengths, t.Wishes, t.Support })).Concat(views.Select(v => v.Words)).Concat(inspirations.Select(i => i.Said)).ToList();
        var opened = new Queue<string?>(await vault.OpenAsync(
            new Opening(application.PersonId, "your application", nameof(Application), applicationId, "Looked at the application"), [.. texts.OfType<SealedText>()], cancellation));
        string? Open(SealedText? text) => text is null ? null : opened.Dequeue();

        // Words come out of the queue in the order in which they were put in.
        var (brings, why, help, answer) = (Open(application.Brings), Open(application.Why), Open(application.WouldHelp), Open(application.Answer));
        var dimensions = reference.Where(r => r.Kind == ReferenceKind.PanelDimensions.Key).ToList();
        var readTalks = talks.ConvertAll(t => new TalkRead(t.On, Name(t.WithId), Open(t.Strengths), Open(t.Wishes), Open(t.Support)));
        var said = views.ConvertAll(v => (v.MemberId, At: dimensions.FindIndex(d => d.Code == v.Dimension), Saying: new PanelSaying(
            v.Dimension, dimensions.Find(d => d.Code == v.Dimension)?.Name ?? v.Dimension, v.Standing, Open(v.Words))));
        var facts = new ApplicationFacts(
            application.Id, application.PersonId, application.SchemeId, application.State, application.Route, application.EnteredById is not null, application.Brings is null,
            application.SentOn, application.AnsweredOn, application.AnswerBy, application.ReapplyFrom, application.Version);
        return new ApplicationPage(
            facts, Name(application.PersonId) ?? "", found.Title, found.Scheme, brings, why, help, answer, Name(application.AnsweredById),
            reference.Find(r => r.Kind == ReferenceKind.SourceClasses.Key)?.Name, Name(application.EnteredById), readTalks,
            [.. seats.Select(s => new PanelRead(s.MemberId, Name(s.MemberId) ?? "", [.. said.Where(v => v.MemberId == s.MemberId).OrderBy(v => v.At).Select(v => v.Saying)]))
                .OrderBy(p => p.Member, StringComparer.Ordinal).ThenBy(p => p.MemberId)],
            [.. dimensions.Where(d => (d.From is null || d.From <= today) && (d.To is null || d.To >= today)).Select(d => new PanelDimension(d.Code, d.Name, d.Hint))],
            [.. inspirations.Select(i => new InspirationRead(i.Id, i.State, Open(i.Said), Name(i.State == InspirationState.Named ? i.InspirerId : null)))]);
    }

    /// <summary>The viewer's own applications, the newest first. One command.</summary>
    public async Task<IReadOnlyList<OwnApplicationLine>> MineAsync(CancellationToken cancellation = default)
    {
        var me = context.Viewer.PersonId;
        return await (from application in context.Applications.AsNoTracking()
                      join role in context.RoleDefinitions on application.RoleDefinitionId equals role.Id
                      join scheme in context.Schemes on application.SchemeId equals scheme.Id
                      where application.PersonId == me
                      orderby application.SentOn descending, application.Id descending
                      select new OwnApplicationLine(application.Id, role.Title, scheme.Name, application.State, application.SentOn, application.ReapplyFrom, application.AnswerBy, application.RoleDefinitionId))
            .Take(50).ToListAsync(cancellation);
    }

    /// <summary>Panels that the viewer was asked to and that are not answered yet. One command.</summary>
    public async Task<IReadOnlyList<PanelAsk>> PanelsAsync(CancellationToken cancellation = default)
    {
        var me = context.Viewer.PersonId;
        return await (from seat in context.PanelSeats.AsNoTracking()
                      join application in context.Applications on seat.ApplicationId equals application.Id
                      join person in context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]) on seat.PersonId equals person.Id
                      join role in context.RoleDefinitions on application.RoleDefinitionId equals role.Id
                      where seat.MemberId == me && (application.State == ApplicationState.Panel || application.State == ApplicationState.Talking)
                      orderby seat.AskedOn, application.Id
                      select new PanelAsk(
                          application.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, role.Title,
                          context.PanelViews.Any(v => v.ApplicationId == application.Id && v.MemberId == me)))
            .Take(50).ToListAsync(cancellation);
    }

    /// <summary>Whether the viewer is asked to be named as somebody who inspired. One command.</summary>
    public async Task<IReadOnlyList<InspirationAsk>> AsksAsync(CancellationToken cancellation = default)
    {
        var me = context.Viewer.PersonId;
        return await (from inspiration in context.Inspirations.AsNoTracking()
                      join person in context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]) on inspiration.PersonId equals person.Id
                      where inspiration.InspirerId == me && inspiration.State == InspirationState.Asked
                      orderby inspiration.Id
                      select new InspirationAsk(inspiration.Id, person.PreferredName)).Take(50).ToListAsync(cancellation);
    }

    /// <summary>Who may be asked to the panel of an application, by name; none for anybody who does not run its scheme. Two commands.</summary>
    public async Task<IReadOnlyList<Named>> CandidatesAsync(Guid applicationId, CancellationToken cancellation = default)
    {
        var application = await context.Applications.AsNoTracking().FirstOrDefaultAsync(a => a.Id == applicationId, cancellation);
        if (application is null || !context.Viewer.Runs(application.SchemeId))
        {
            return [];
        }

        return await PanelCandidates.Query(context, application.SchemeId, application.PersonId).OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName)).Take(PeopleQueries.CountCap).ToListAsync(cancellation);
    }

    // Once their label has set, an application that is over tells others nothing: it would say what role they went on to.
    private async Task<bool> HiddenByLabelAsync(Application application, DateOnly today, CancellationToken cancellation)
    {
        var viewer = context.Viewer;
        return viewer.Hat != Hat.System && viewer.PersonId != application.PersonId && application.ClosedOn is not null
            && await context.People.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AnyAsync(p => p.Id == application.PersonId && p.LabelSunset != null && p.LabelSunset <= today, cancellation);
    }

    private IQueryable<WindowOfRole> Roles() =>
        from window in context.ApplicationWindows.AsNoTracking()
        join role in context.RoleDefinitions on window.RoleDefinitionId equals role.Id
        join scheme in context.Schemes on window.SchemeId equals scheme.Id
        select new WindowOfRole { Window = window, Role = role.Title, Scheme = scheme.Name };

    private static string Full(string preferred, string? family) => family is null ? preferred : $"{preferred} {family}";

    private sealed class WindowOfRole
    {
        public ApplicationWindow Window { get; init; } = null!;

        public string Role { get; init; } = "";

        public string Scheme { get; init; } = "";
    }
}
