using System.Buffers.Text;
using System.Linq.Expressions;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>What a list of people is narrowed to; null for everybody in reach.</summary>
/// <param name="Words">Words of the name or the reference, each from its beginning, at least two characters and at most <see cref="WordsMost"/> words in all.</param>
/// <param name="SchemeId">A scheme in which they hold or held a role.</param>
/// <param name="Role">A role by its title as shown.</param>
/// <param name="State">Where they stand in a role, as shown.</param>
public sealed record PeopleFilter(string? Words = null, Guid? SchemeId = null, string? Role = null, RoleState? State = null)
{
    /// <summary>Fewest characters a search needs.</summary>
    public const int WordsMinLength = 2;

    /// <summary>
    /// Most different words of a search. Each is one more condition within the others, and a database takes so many within each other only: a thousand on
    /// SQLite. Ten: more than a name with its reference has.
    /// </summary>
    public const int WordsMost = 10;

    /// <summary>True when nothing narrows the list.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Words) && SchemeId is null && string.IsNullOrEmpty(Role) && State is null;
}

/// <summary>One role on a list.</summary>
/// <param name="Title">Its title as shown.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="State">Where they stand, as shown.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record RoleLine(string Title, string Scheme, RoleState State, DateOnly From, DateOnly? To);

/// <summary>One person on a list.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Pronouns">Their pronouns.</param>
/// <param name="Roles">Their roles that are not over.</param>
public sealed record PersonRow(Guid Id, string Name, string? Pronouns, IReadOnlyList<RoleLine> Roles);

/// <summary>A page of a list.</summary>
/// <param name="People">At most 25.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="Count">How many there are in all, counted up to <see cref="PeopleQueries.CountedTo"/>; null on a later page, which does not count again.</param>
/// <param name="More">True when there are more than were counted.</param>
public sealed record PeopleList(IReadOnlyList<PersonRow> People, string? Next, int? Count, bool More);

/// <summary>What a list can be narrowed by.</summary>
/// <param name="Schemes">The schemes in reach.</param>
/// <param name="Roles">Role titles as shown, plain titles among them, so that no choice is empty for want of a person behind a veil.</param>
public sealed record PeopleChoices(IReadOnlyList<Named> Schemes, IReadOnlyList<string> Roles);

/// <summary>Something to choose by its name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record Named(Guid Id, string Name);

/// <summary>One role on a person's page.</summary>
/// <param name="Role">The holding as shown.</param>
/// <param name="Supervisor">The supervisor's name, where the viewer may know it.</param>
/// <param name="Manager">The name of who manages them in a role of staff, where the viewer may know it.</param>
/// <param name="SupportOwner">The name of who looks after them during a pause, where the viewer may know it.</param>
/// <param name="History">The states it went through, oldest first.</param>
public sealed record RoleOnPage(ShownHolding Role, string? Supervisor, string? Manager, string? SupportOwner, IReadOnlyList<RoleStepOnPage> History);

/// <summary>A state that a role went into.</summary>
/// <param name="State">The state.</param>
/// <param name="On">The London date.</param>
public sealed record RoleStepOnPage(RoleState State, DateOnly On);

/// <summary>A person's page.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Details">What they are called and known by.</param>
/// <param name="NoContact">True when they asked for no contact.</param>
/// <param name="ContactNote">How to be in touch; null for none, and for hats that do not need it.</param>
/// <param name="Version">The version of their record.</param>
/// <param name="IsOwn">True when it is the viewer's own.</param>
/// <param name="LabelSunset">The label sunset: on their own page only.</param>
/// <param name="Roles">Their roles, those not over first, then the latest first.</param>
/// <param name="EmergencyUntil">Until when the viewer has it open in an emergency, for reading only; null when they do not.</param>
public sealed record PersonOnPage(
    Guid Id, string Name, PersonDetails Details, bool NoContact, string? ContactNote, int Version, bool IsOwn, DateOnly? LabelSunset, IReadOnlyList<RoleOnPage> Roles,
    DateTimeOffset? EmergencyUntil = null);

/// <summary>One line of the export: one role of one person.</summary>
/// <param name="PersonId">Who; not in the file.</param>
/// <param name="Name">Preferred name.</param>
/// <param name="FamilyName">Family name.</param>
/// <param name="Pronouns">Pronouns.</param>
/// <param name="Reference">The scheme's own reference.</param>
/// <param name="Role">The role's title as shown; null for somebody with none shown.</param>
/// <param name="Scheme">Its scheme.</param>
/// <param name="State">Where they stand, as shown.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ExportedPerson(
    Guid PersonId, string Name, string? FamilyName, string? Pronouns, string? Reference, string? Role, string? Scheme, RoleState? State, DateOnly? From, DateOnly? To);

/// <summary>
/// Lists, search, suggestions, the person page and the export. Each takes a fixed number of commands, whatever the number of people, and
/// each starts from the filtered context and from <see cref="Veil"/>.
/// </summary>
public sealed class PeopleQueries(ThroughlineContext context, Vault vault, ReadTraces traces, TimeProvider clock)
{
    /// <summary>People on a page of a list.</summary>
    public const int PageSize = 25;

    /// <summary>How far a list is counted: past a hundred a list is searched, not read to its end, and each row costs what its walls cost.</summary>
    public const int CountedTo = 100;

    /// <summary>How far people are counted and offered elsewhere.</summary>
    public const int CountCap = 200;

    /// <summary>Most suggestions.</summary>
    public const int SuggestionsMost = 8;

    /// <summary>Most lines of one export.</summary>
    public const int ExportMost = 200_000;

    // The list as it is opened all day, with nothing to narrow it. Counted without their order: in order of name each row is somewhere else in the file.
    private static readonly PerModel<Func<ThroughlineContext, int, int, IAsyncEnumerable<CountedLine>>> First = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, int most, int counted) => context.People.AsNoTracking().OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new CountedLine(
                new Listed(p.Id, p.PreferredName, p.FamilyName, p.Pronouns, p.SortName), context.People.Select(other => other.Id).Take(counted).Count())).Take(most)));

    private static readonly PerModel<Func<ThroughlineContext, string, Guid, int, IAsyncEnumerable<Listed>>> Later = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, string sort, Guid id, int most) => context.People.AsNoTracking()
            .Where(p => string.Compare(p.SortName, sort) >= 0 && (string.Compare(p.SortName, sort) > 0 || p.Id.CompareTo(id) > 0))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Listed(p.Id, p.PreferredName, p.FamilyName, p.Pronouns, p.SortName)).Take(most)));

    private static readonly PerModel<Func<ThroughlineContext, Guid, bool, DateOnly, List<Guid>, IAsyncEnumerable<HeldLine>>> RolesOf = new(() =>
    {
        Expression<Func<IQueryable<ShownHolding>, List<Guid>, IQueryable<HeldLine>>> lines = (shown, ids) => shown
            .Where(h => ids.Contains(h.PersonId) && h.State != RoleState.Ended && h.State != RoleState.NotThisTime)
            .OrderBy(h => h.From).ThenBy(h => h.Title).ThenBy(h => h.Scheme)
            .Select(h => new HeldLine(h.PersonId, h.Title, h.Scheme, h.State, h.From, h.To));
        return EF.CompileAsyncQuery(Expression.Lambda<Func<ThroughlineContext, Guid, bool, DateOnly, List<Guid>, IQueryable<HeldLine>>>(
            lines.Body.With((lines.Parameters[0], Veil.Shown.Body)), [.. Veil.Shown.Parameters, lines.Parameters[1]]));
    });

    private static readonly PerModel<Func<ThroughlineContext, bool, List<Guid>, IAsyncEnumerable<ChoiceLine>>> ChoiceLines = new(() => EF.CompileAsyncQuery(
        (ThroughlineContext context, bool everything, List<Guid> mine) =>
            from scheme in context.Schemes
            where everything || mine.Contains(scheme.Id)
            from role in context.RoleDefinitions.Where(r => r.SchemeId == scheme.Id).DefaultIfEmpty()
            orderby scheme.Name, scheme.Id
            select new ChoiceLine(scheme.Id, scheme.Name, role == null ? null : role.Title, role == null || !role.LivedExperienceRequired ? null : role.PlainTitle)));

    /// <summary>A page of the list, in order of name. Two commands, three for the first page of a list that is narrowed.</summary>
    /// <param name="filter">What to narrow to.</param>
    /// <param name="after">Where the page begins, as an earlier page gave it; anything else begins at the beginning.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<PeopleList> ListAsync(PeopleFilter filter, string? after = null, CancellationToken cancellation = default)
    {
        var (rows, count) = filter.IsEmpty ? await AllAsync(Cursor.Read(after), cancellation) : await NarrowedAsync(filter, Cursor.Read(after), cancellation);
        var page = rows.Take(PageSize).ToList();
        var held = await RolesOf.For(context)(context, context.Viewer.PersonId, context.Viewer.Hat == Hat.System, clock.Today(), page.ConvertAll(p => p.Id)).ToListAsync(cancellation);
        var roles = held.ToLookup(h => h.PersonId, h => new RoleLine(h.Title, h.Scheme, h.State, h.From, h.To));
        return new PeopleList(
            page.ConvertAll(p => new PersonRow(p.Id, Full(p.PreferredName, p.FamilyName), p.Pronouns, [.. roles[p.Id]])),
            rows.Count > PageSize ? Cursor.Write(page[^1].SortName, page[^1].Id) : null,
            count is { } all ? Math.Min(all, CountedTo) : null,
            count > CountedTo);
    }

    private async Task<(List<Listed> Rows, int? Count)> AllAsync((string Sort, Guid Id)? after, CancellationToken cancellation)
    {
        if (after is { } cursor)
        {
            return (await Later.For(context)(context, cursor.Sort, cursor.Id, PageSize + 1).ToListAsync(cancellation), null);
        }

        var first = await First.For(context)(context, PageSize + 1, CountedTo + 1).ToListAsync(cancellation);
        return (first.ConvertAll(line => line.Person), first.Select(line => line.All).FirstOrDefault());
    }

    private async Task<(List<Listed> Rows, int? Count)> NarrowedAsync(PeopleFilter filter, (string Sort, Guid Id)? after, CancellationToken cancellation)
    {
        var people = Narrowed(filter);
        var count = after is null ? await people.Select(p => p.Id).Take(CountedTo + 1).CountAsync(cancellation) : (int?)null;
        if (after is { } cursor)
        {
            var (sort, id) = cursor;
            people = people.Where(p => string.Compare(p.SortName, sort) >= 0 && (string.Compare(p.SortName, sort) > 0 || p.Id.CompareTo(id) > 0));
        }

        return (await people.OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Listed(p.Id, p.PreferredName, p.FamilyName, p.Pronouns, p.SortName)).Take(PageSize + 1).ToListAsync(cancellation), count);
    }

    /// <summary>What the list can be narrowed by. One command.</summary>
    public async Task<PeopleChoices> ChoicesAsync(CancellationToken cancellation = default)
    {
        var lines = await ChoiceLines.For(context)(context, context.Viewer.Hat == Hat.System, [.. context.Viewer.SchemeIds]).ToListAsync(cancellation);
        return new PeopleChoices(
            [.. lines.Select(l => new Named(l.SchemeId, l.Scheme)).Distinct()],
            [.. lines.SelectMany(l => new[] { l.Title, l.PlainTitle }).OfType<string>().Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>At most eight people whose names begin with the words typed. One command; none for fewer than two characters and for too many words.</summary>
    public async Task<IReadOnlyList<Named>> SuggestAsync(string? words, CancellationToken cancellation = default)
    {
        if (!Searchable(words))
        {
            return [];
        }

        return await Narrowed(new PeopleFilter(words)).OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(SuggestionsMost)
            .ToListAsync(cancellation);
    }

    /// <summary>True for words that can be searched by: long enough, and not too many.</summary>
    public static bool Searchable(string? words) => words is not null && NameFolding.Fold(words).Replace(" ", "", StringComparison.Ordinal).Length >= PeopleFilter.WordsMinLength && !TooMany(words);

    /// <summary>True for more words than one search takes. It finds nobody.</summary>
    public static bool TooMany(string? words) => NameFolding.Terms(words).Count > PeopleFilter.WordsMost;

    /// <summary>
    /// A person's page; null when there is nobody of that id whom the viewer may know of. The trace of the reading is written before anything
    /// is returned, except for the viewer's own page without a contact note. Four commands, one less where nobody else is named.
    /// </summary>
    /// <param name="id">The person.</param>
    /// <param name="purpose">Why it is opened, for the trace.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<PersonOnPage?> PersonAsync(Guid id, string purpose = "Looked at the page", CancellationToken cancellation = default)
    {
        var (viewer, now) = (context.Viewer, clock.Now());
        var (looks, hat) = (viewer.PersonId, viewer.Hat);
        var found = await context.People.AsNoTracking().Where(p => p.Id == id).Select(p => new
        {
            Person = p,
            EmergencyUntil = context.EmergencyGrants
                .Where(g => g.SubjectId == id && g.ViewerId == looks && g.Hat == hat && g.Result == EmergencyResult.Opened && g.EndsAt > now)
                .OrderByDescending(g => g.EndsAt).Select(g => (DateTimeOffset?)g.EndsAt).FirstOrDefault(),
        }).FirstOrDefaultAsync(cancellation);
        if (found is not { Person: { } person })
        {
            return null;
        }

        var own = viewer.PersonId == id;
        var holdings = await context.ShownHoldings(clock.Today()).Where(h => h.PersonId == id).ToListAsync(cancellation);
        var shown = holdings.Where(h => !h.Veiled).Select(h => h.Id).ToList();
        var moves = (await context.RoleMoves.AsNoTracking().Where(m => shown.Contains(m.HoldingId)).OrderBy(m => m.Number).ToListAsync(cancellation))
            .ToLookup(m => m.HoldingId, m => new RoleStepOnPage(m.State, m.On));
        var names = await context.NamesAsync(holdings.SelectMany(h => new[] { h.SupervisorId, h.ManagerId, h.SupportOwnerId }), cancellation);
        string? Name(Guid? of) => of is { } found && names.TryGetValue(found, out var name) ? name : null;

        var contact = own || viewer.Hat is Hat.Coordinator or Hat.Supervisor or Hat.System;
        string? note = null;
        var opening = new Opening(id, person.ContactNote is null || !contact ? "your page" : "your page, with how to contact you", nameof(Person), id, found.EmergencyUntil is null ? purpose : "Opened in an emergency");
        if (contact && person.ContactNote is { } sealedNote)
        {
            note = await vault.OpenAsync(opening, sealedNote, cancellation);
        }
        else if (!own)
        {
            await traces.RecordAsync(opening, cancellation);
        }

        return new PersonOnPage(
            person.Id, person.FullName,
            new PersonDetails(person.PreferredName, person.FamilyName, person.Pronouns, person.Reference),
            person.NoContact, note, person.Version, own, own ? person.LabelSunset : null,
            [.. holdings
                .OrderBy(h => h.State.IsOver()).ThenByDescending(h => h.From).ThenBy(h => h.Title, StringComparer.Ordinal).ThenBy(h => h.Id)
                .Select(h => new RoleOnPage(
                    h, Name(h.SupervisorId), Name(h.ManagerId), Name(h.SupportOwnerId), h.Veiled ? [new RoleStepOnPage(RoleState.Held, h.From)] : [.. moves[h.Id]]))],
            found.EmergencyUntil);
    }

    /// <summary>One role and whose it is, for the forms that change it; null when the viewer cannot see it. One command, no trace: the name alone is shown.</summary>
    public async Task<RoleOfPerson?> HoldingAsync(Guid holdingId, CancellationToken cancellation = default) =>
        await (from holding in context.ShownHoldings(clock.Today())
               join person in context.People on holding.PersonId equals person.Id
               where holding.Id == holdingId
               select new RoleOfPerson(
                   person.Id, person.FamilyName == null ? person.PreferredName : person.PreferredName + " " + person.FamilyName, holding)).FirstOrDefaultAsync(cancellation);

    /// <summary>Somebody's name and the version of their record, for forms; null when the viewer cannot see them. One command.</summary>
    public async Task<NamedPerson?> NameAsync(Guid personId, CancellationToken cancellation = default) =>
        await context.People.AsNoTracking().Where(p => p.Id == personId)
            .Select(p => new NamedPerson(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName, p.Version))
            .FirstOrDefaultAsync(cancellation);

    /// <summary>People who can be chosen for something: everybody in reach who does paid or supervising work now. One command.</summary>
    /// <param name="hat">The hat their role must give.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<IReadOnlyList<Named>> WithHatAsync(Hat hat, CancellationToken cancellation = default) =>
        await context.People.AsNoTracking()
            .Where(p => context.RoleHoldings.Any(h => h.PersonId == p.Id && h.State == RoleState.Held
                && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId && r.Hats.Contains(hat))))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(CountCap)
            .ToListAsync(cancellation);

    /// <summary>People who can be named as manager in a scheme: everybody in reach who coordinates, supervises or heads it now. One command.</summary>
    public async Task<IReadOnlyList<Named>> ManagersAsync(Guid schemeId, CancellationToken cancellation = default) =>
        await context.People.AsNoTracking()
            .Where(p => context.RoleHoldings.Any(h => h.PersonId == p.Id && h.SchemeId == schemeId && h.State == RoleState.Held && context.RoleDefinitions.Any(r => r.Id == h.RoleDefinitionId
                && (r.Hats.Contains(Hat.Coordinator) || r.Hats.Contains(Hat.Supervisor) || r.Hats.Contains(Hat.HeadOfService)))))
            .OrderBy(p => p.SortName).ThenBy(p => p.Id)
            .Select(p => new Named(p.Id, p.FamilyName == null ? p.PreferredName : p.PreferredName + " " + p.FamilyName))
            .Take(CountCap)
            .ToListAsync(cancellation);

    /// <summary>The roles of the schemes the viewer runs, to take up or to aspire to. Two commands.</summary>
    public async Task<IReadOnlyList<RoleChoice>> RolesAsync(CancellationToken cancellation = default)
    {
        var mine = context.Viewer.SchemeIds;
        var everything = context.Viewer.Hat == Hat.System;
        return await (from role in context.RoleDefinitions.AsNoTracking()
                      join scheme in context.Schemes on role.SchemeId equals scheme.Id
                      where everything || mine.Contains(role.SchemeId)
                      orderby scheme.Name, role.LadderStep, role.Title, role.Id
                      select new RoleChoice(role.Id, role.Title, scheme.Name, role.OnLadder, role.LivedExperienceRequired)).ToListAsync(cancellation);
    }

    /// <summary>The export: every role of everybody the filter leaves, in order of name. One command.</summary>
    public async Task<IReadOnlyList<ExportedPerson>> ExportAsync(PeopleFilter filter, CancellationToken cancellation = default)
    {
        // What an emergency opened is for reading here: it does not leave as a file.
        context.OpensEmergencies = false;
        var shown = context.ShownHoldings(clock.Today());
        var lines = await (from person in Narrowed(filter)
                           join holding in shown on person.Id equals holding.PersonId into held
                           from role in held.DefaultIfEmpty()
                           orderby person.SortName, person.Id, role!.From, role.Title, role.Scheme
                           select new
                           {
                               person.Id,
                               person.PreferredName,
                               person.FamilyName,
                               person.Pronouns,
                               person.Reference,
                               Title = role == null ? null : role.Title,
                               Scheme = role == null ? null : role.Scheme,
                               State = role == null ? (RoleState?)null : role.State,
                               From = role == null ? (DateOnly?)null : role.From,
                               To = role == null ? null : role.To,
                           }).Take(ExportMost).ToListAsync(cancellation);
        return lines.ConvertAll(l => new ExportedPerson(l.Id, l.PreferredName, l.FamilyName, l.Pronouns, l.Reference, l.Title, l.Scheme, l.State, l.From, l.To));
    }

    private IQueryable<Person> Narrowed(PeopleFilter filter)
    {
        var people = context.People.AsNoTracking();
        if (filter.Words is { } words && !string.IsNullOrWhiteSpace(words))
        {
            var terms = NameFolding.Terms(words);
            if (!Searchable(words))
            {
                return people.Where(p => false);
            }

            foreach (var term in terms)
            {
                // Every string that begins with the term lies between the term and the term followed by the last code point.
                var last = term + "\U0010FFFF";
                var found = context.PersonTerms.Where(t => string.Compare(t.Term, term) >= 0 && string.Compare(t.Term, last) <= 0).Select(t => t.PersonId);
                people = people.Where(p => found.Contains(p.Id));
            }
        }

        if (filter.SchemeId is null && string.IsNullOrEmpty(filter.Role) && filter.State is null)
        {
            return people;
        }

        var holdings = context.ShownHoldings(clock.Today());
        if (filter.SchemeId is { } scheme)
        {
            holdings = holdings.Where(h => h.SchemeId == scheme);
        }

        if (filter.Role is { Length: > 0 } role)
        {
            holdings = holdings.Where(h => h.Title == role);
        }

        holdings = filter.State is { } state
            ? holdings.Where(h => h.State == state)
            : holdings.Where(h => h.State != RoleState.Ended && h.State != RoleState.NotThisTime);
        return people.Where(p => holdings.Any(h => h.PersonId == p.Id));
    }

    private sealed record CountedLine(Listed Person, int All);

    private sealed record Listed(Guid Id, string PreferredName, string? FamilyName, string? Pronouns, string SortName);

    private sealed record HeldLine(Guid PersonId, string Title, string Scheme, RoleState State, DateOnly From, DateOnly? To);

    private sealed record ChoiceLine(Guid SchemeId, string Scheme, string? Title, string? PlainTitle);

    private static string Full(string preferred, string? family) => family is null ? preferred : $"{preferred} {family}";

    private static class Cursor
    {
        public static string Write(string sort, Guid id) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{id:N}{sort}"));

        public static (string Sort, Guid Id)? Read(string? text)
        {
            if (text is null || text.Length > 1200 || !Base64Url.IsValid(text))
            {
                return null;
            }

            var plain = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text));
            return plain.Length >= 32 && !plain.Contains('\0') && Guid.TryParseExact(plain[..32], "N", out var id) ? (plain[32..], id) : null;
        }
    }
}

/// <summary>A role and whose it is.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Their name.</param>
/// <param name="Role">The holding as shown.</param>
public sealed record RoleOfPerson(Guid PersonId, string Name, ShownHolding Role);

/// <summary>A person by name.</summary>
/// <param name="Id">Their id.</param>
/// <param name="Name">Their name.</param>
/// <param name="Version">The version of their record.</param>
public sealed record NamedPerson(Guid Id, string Name, int Version);

/// <summary>A role to choose.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Scheme">Its scheme's name.</param>
/// <param name="OnLadder">Whether it climbs the ladder.</param>
/// <param name="LivedExperienceRequired">Whether it asks for lived experience.</param>
public sealed record RoleChoice(Guid Id, string Title, string Scheme, bool OnLadder, bool LivedExperienceRequired);
