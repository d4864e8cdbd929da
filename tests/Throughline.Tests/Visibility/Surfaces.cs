using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Importing;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Throughlines;

namespace Throughline.Tests.Visibility;

/// <summary>What a surface is asked with: ids and words that may belong to the walled person.</summary>
/// <param name="Subject">The person who is not to be seen.</param>
/// <param name="SubjectWords">A word of their name.</param>
/// <param name="Other">Somebody connected with them: whom they supervise, or who works beside them.</param>
/// <param name="OtherWords">A word of another name.</param>
/// <param name="Scheme">A scheme.</param>
/// <param name="Role">A role title.</param>
/// <param name="State">A state.</param>
/// <param name="Conflict">A conflict in which the subject is named.</param>
/// <param name="SubjectHolding">A role of the subject's.</param>
/// <param name="Pair">Number of the pair: surfaces that cost much take turns by it.</param>
public sealed record SurfaceCase(
    Guid Subject, string SubjectWords, Guid Other, string OtherWords, Guid Scheme, string Role, RoleState State, Guid Conflict, Guid SubjectHolding, int Pair);

/// <summary>
/// The one list of everything that lists, counts, searches, suggests or exports people: each is a named function from a viewer's services to a
/// value. A slice that adds such a thing adds a line here, and the wall tests hold it; <see cref="SurfaceRegistryTests"/> fails until it does.
/// </summary>
public static class Surfaces
{
    /// <param name="Name">Class and method of the query, and what it is asked for.</param>
    /// <param name="Read">What the viewer gets.</param>
    /// <param name="EveryNth">1 to be held for every pair, more for a surface that takes turns.</param>
    public sealed record Surface(string Name, Func<IServiceProvider, SurfaceCase, Task<object?>> Read, int EveryNth = 1);

    private static readonly JsonSerializerOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, IncludeFields = true };

    public static IReadOnlyList<Surface> All { get; } =
    [
        Of<PeopleQueries>("PeopleQueries.ListAsync, everybody", async (q, _) => await q.ListAsync(new PeopleFilter()), 3),
        Of<PeopleQueries>("PeopleQueries.ListAsync, searched for the subject", async (q, c) => await q.ListAsync(new PeopleFilter(c.SubjectWords))),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by scheme", async (q, c) => await q.ListAsync(new PeopleFilter(SchemeId: c.Scheme)), 6),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by role", async (q, c) => await q.ListAsync(new PeopleFilter(Role: c.Role)), 6),
        Of<PeopleQueries>("PeopleQueries.ListAsync, by state", async (q, c) => await q.ListAsync(new PeopleFilter(State: c.State)), 6),
        Of<PeopleQueries>("PeopleQueries.ListAsync, second page", async (q, _) =>
            (await q.ListAsync(new PeopleFilter())).Next is { } next ? await q.ListAsync(new PeopleFilter(), next) : null, 6),
        Of<PeopleQueries>("PeopleQueries.ChoicesAsync", async (q, _) => await q.ChoicesAsync(), 12),
        Of<PeopleQueries>("PeopleQueries.SuggestAsync, the subject", async (q, c) => await q.SuggestAsync(c.SubjectWords)),
        Of<PeopleQueries>("PeopleQueries.SuggestAsync, another", async (q, c) => await q.SuggestAsync(c.OtherWords), 6),
        Of<PeopleQueries>("PeopleQueries.PersonAsync, the subject", async (q, c) => await q.PersonAsync(c.Subject)),
        Of<PeopleQueries>("PeopleQueries.PersonAsync, somebody connected", async (q, c) => await q.PersonAsync(c.Other), 4),
        Of<PeopleQueries>("PeopleQueries.HoldingAsync, the subject's", async (q, c) => await q.HoldingAsync(c.SubjectHolding), 4),
        Of<PeopleQueries>("PeopleQueries.NameAsync, the subject", async (q, c) => await q.NameAsync(c.Subject), 4),
        Of<PeopleQueries>("PeopleQueries.WithHatAsync", async (q, _) => await q.WithHatAsync(Hat.Supervisor), 4),
        Of<PeopleQueries>("PeopleQueries.RolesAsync", async (q, _) => await q.RolesAsync(), 12),
        Of<PeopleQueries>("PeopleQueries.ExportAsync", async (q, _) => await q.ExportAsync(new PeopleFilter()), 6),
        Of<ConflictQueries>("ConflictQueries.MineAsync", async (q, _) => await q.MineAsync(), 6),
        Of<ConflictQueries>("ConflictQueries.ListAsync", async (q, _) => await q.ListAsync(), 3),
        Of<ConflictQueries>("ConflictQueries.CountAsync", async (q, _) => await q.CountAsync(), 6),
        Of<ConflictQueries>("ConflictQueries.FindAsync", async (q, c) => await q.FindAsync(c.Conflict), 2),
        Of<ExclusionQueries>("ExclusionQueries.ExcludedAsync", async (q, c) => await q.ExcludedAsync(c.Other), 4),
        Of<MyRecordQueries>("MyRecordQueries.TraceAsync", async (q, _) => await q.TraceAsync(), 3),
        Of<MyRecordQueries>("MyRecordQueries.TraceAsync, looked only", async (q, _) => await q.TraceAsync(lookedOnly: true), 6),
        Of<AspirationQueries>("AspirationQueries.MineAsync", async (q, _) => await q.MineAsync(), 12),
        Of<HomeQueries>("HomeQueries.CoordinatorAsync", async (q, _) => await q.CoordinatorAsync(), 6),
        Of<HomeQueries>("HomeQueries.WithoutSupervisorAsync", async (q, _) => await q.WithoutSupervisorAsync(), 6),
        Of<HomeQueries>("HomeQueries.SuperviseesAsync", async (q, _) => await q.SuperviseesAsync(), 6),
        Of<HomeQueries>("HomeQueries.OwnRolesAsync", async (q, _) => await q.OwnRolesAsync(), 6),
        Of<SchemeQueries>("SchemeQueries.ListAsync", async (q, _) => await q.ListAsync(), 20),
        Of<SchemeQueries>("SchemeQueries.OverviewAsync", async (q, c) => await q.OverviewAsync(c.Scheme), 20),
        Of<SchemeQueries>("SchemeQueries.SettingsAsync", async (q, c) => await q.SettingsAsync(c.Scheme, SettingKeys.SupportWallReviewDays), 20),
        Of<ThroughlineQueries>("ThroughlineQueries.FindAsync, the subject", async (q, c) => await q.FindAsync(c.Subject, "/throughline"), 6),
        Of<ThroughlineQueries>("ThroughlineQueries.FindAsync, somebody connected", async (q, c) => await q.FindAsync(c.Other, "/throughline"), 12),
        Of<StoryQueries>("StoryQueries.MineAsync", async (q, _) => await q.MineAsync(), 12),
        Of<StoryQueries>("StoryQueries.FindAsync", async (q, c) => await q.FindAsync(c.Subject), 12),
        Of<StoryQueries>("StoryQueries.MyEvidenceAsync", async (q, _) => await q.MyEvidenceAsync(null), 12),
        Of<StoryQueries>("StoryQueries.WaitingAsync", async (q, _) => await q.WaitingAsync(), 12),
        Of<StoryQueries>("StoryQueries.EvidenceForAsync", async (q, c) => await q.EvidenceForAsync(c.Subject, new DateOnly(2024, 1, 1), new DateOnly(2026, 3, 2)), 12),
        Of<StoryQueries>("StoryQueries.ViewsForAsync", async (q, c) => await q.ViewsForAsync(c.Subject), 12),
        Of<StoryQueries>("StoryQueries.MyPastRelationAsync", async (q, _) => await q.MyPastRelationAsync(), 12),
        Of<StoryQueries>("StoryQueries.ReviewsForAsync", async (q, c) => await q.ReviewsForAsync(c.Subject), 12),
        Of<StoryQueries>("StoryQueries.SharedWithMeAsync", async (q, _) => await q.SharedWithMeAsync(), 12),
        Of<StoryQueries>("StoryQueries.MayMarkAsync", async (q, c) => await q.MayMarkAsync(c.Subject, 1), 12),
        Of<StoryQueries>("StoryQueries.MarkableVersionAsync", async (q, c) => await q.MarkableVersionAsync(c.Subject), 12),
        Of<StoryQueries>("StoryQueries.SharingAsync", async (q, c) => await q.SharingAsync(c.Subject), 12),
        Of<StoryQueries>("StoryQueries.NameOfAsync", async (q, c) => await q.NameOfAsync(c.Subject), 12),
        Of<CoderQueries>("CoderQueries.AllAsync", async (q, _) => await q.AllAsync(), 12),
        Of<CoderQueries>("CoderQueries.FindAsync", async (q, c) => await q.FindAsync(c.SubjectWords), 6),
        Of<InvitationQueries>("InvitationQueries.OpenAsync", async (q, _) => await q.OpenAsync(), 12),
        Of<InvitationQueries>("InvitationQueries.FindPeopleAsync", async (q, c) => await q.FindPeopleAsync(c.SubjectWords), 6),
        Of<InvitationQueries>("InvitationQueries.NameAsync", async (q, c) => await q.NameAsync(c.Subject), 6),
        Of<ImportQueries>("ImportQueries.ListAsync", async (q, _) => await q.ListAsync(), 20),
        Of<ImportQueries>("ImportQueries.FindAsync", async (q, c) => await q.FindAsync(c.Subject), 20),
        Of<ImportQueries>("ImportQueries.BadRowsAsync", async (q, c) => await q.BadRowsAsync(c.Subject), 20),
        Of<RecruitmentQueries>("RecruitmentQueries.BoardAsync", async (q, _) => await q.BoardAsync(), 6),
        Of<RecruitmentQueries>("RecruitmentQueries.CountAsync", async (q, _) => await q.CountAsync(), 12),
        Of<RecruitmentQueries>("RecruitmentQueries.FindAsync", async (q, c) => await q.FindAsync(c.Subject), 6),
        Of<RecruitmentQueries>("RecruitmentQueries.MineAsync", async (q, _) => await q.MineAsync(), 12),
        Of<RecruitmentQueries>("RecruitmentQueries.PanelsAsync", async (q, _) => await q.PanelsAsync(), 6),
        Of<RecruitmentQueries>("RecruitmentQueries.AsksAsync", async (q, _) => await q.AsksAsync(), 6),
        Of<RecruitmentQueries>("RecruitmentQueries.CandidatesAsync", async (q, c) => await q.CandidatesAsync(c.Subject), 6),
        Of<InfluenceQueries>("InfluenceQueries.FindAsync", async (q, _) => await q.FindAsync(), 6),
        Rows("Applications", context => context.Applications.OrderBy(a => a.Id).Select(a => a.Id)),
        Rows("Inspirations", context => context.Inspirations.OrderBy(i => i.Id).Select(i => i.Id)),
        Rows("RoleHoldings", context => context.RoleHoldings.OrderBy(h => h.Id).Select(h => h.Id)),
        Rows("RoleMoves", context => context.RoleMoves.OrderBy(m => m.HoldingId).ThenBy(m => m.Number).Select(m => m.HoldingId)),
        Rows("Conflicts", context => context.Conflicts.OrderBy(c => c.Id).Select(c => c.Id)),
        Rows("ConflictParties", context => context.ConflictParties.OrderBy(p => p.ConflictId).ThenBy(p => p.OtherId).Select(p => p.OtherId)),
        Rows("Clearances", context => context.Clearances.OrderBy(c => c.Id).Select(c => c.PersonId)),
        Rows("TrustGrants", context => context.TrustGrants.OrderBy(g => g.Id).Select(g => g.Id)),
        Rows("TrustEntries", context => context.TrustEntries.OrderBy(e => e.GrantId).ThenBy(e => e.Number).Select(e => e.GrantId)),
        Rows("Milestones", context => context.Milestones.OrderBy(m => m.Id).Select(m => m.Id)),
        Rows("Aspirations", context => context.Aspirations.OrderBy(a => a.Id).Select(a => a.Id)),
    ];

    /// <summary>Query methods that name nobody, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> NotAboutPeople { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["OpenRoleQueries.ListAsync"] = "what can be applied for",
        ["RecruitmentQueries.FormAsync"] = "what can be applied for",
        ["RecruitmentQueries.WindowsAsync"] = "what can be applied for",
        ["InfluenceQueries.Share"] = "no query",
        ["RecruitmentDueQueries.DueAsync"] = "the system's own work: nothing for any other viewer",
        ["SchemeQueries.WordsAsync"] = "words of a scheme",
        ["SchemeQueries.RolesAsync"] = "role definitions",
        ["SchemeQueries.RoleAsync"] = "a role definition; its history names people as SettingsAsync does",
        ["SchemeQueries.ReferenceAsync"] = "reference data",
        ["SchemeQueries.PlacesAsync"] = "sites and teams",
        ["SchemeQueries.OrganisationAsync"] = "the organisation",
        ["StoryRuleQueries.ConsentMonthsAsync"] = "policy numbers",
        ["StoryRuleQueries.StageRuleAsync"] = "policy numbers",
        ["StoryQueries.AmTrainedAsync"] = "the viewer's own training",
        ["ImportQueries.SchemesAsync"] = "schemes",
        ["InvitationQueries.OfTokenAsync"] = "the holder of the link, not signed in",
        ["AccountQueries.ByNameAsync"] = "signing in, before there is a viewer",
        ["AccountQueries.ByPasskeyAsync"] = "signing in, before there is a viewer",
        ["AccountQueries.OfAsync"] = "the account's own",
        ["AccountQueries.PasskeysAsync"] = "the account's own",
        ["AccountQueries.PageAsync"] = "the account's own",
        ["AccountQueries.SessionsAsync"] = "the account's own",
        ["AccountQueries.AnyAsync"] = "whether there is any account",
        ["ChallengeQueries.GiveAsync"] = "signing in",
        ["ChallengeQueries.FindAsync"] = "signing in",
        ["ChallengeQueries.TakeAsync"] = "signing in",
        ["SettingQueries.ValuesAsync"] = "policy numbers",
        ["SessionQueries.FindAsync"] = "the viewer's own session, found by its key",
        ["HatQueries.OfAsync"] = "the viewer's own hats",
        ["FictionalListQueries.AllAsync"] = "the fictional service only, before anybody is signed in",
        ["PeopleQueries.Searchable"] = "no query",
    };

    /// <summary>What the surfaces give, as text: one line for each. Bare rows, which nobody is shown, can be left out.</summary>
    public static async Task<string> ReadAsync(IServiceProvider services, SurfaceCase asked, bool rows = true)
    {
        var text = new System.Text.StringBuilder();
        foreach (var (surface, index) in All.Select((surface, index) => (surface, index)))
        {
            if ((asked.Pair + index) % surface.EveryNth == 0 && (rows || !surface.Name.StartsWith("rows of", StringComparison.Ordinal)))
            {
                text.Append(surface.Name).Append(": ").AppendLine(JsonSerializer.Serialize(await surface.Read(services, asked), Canonical));
            }
        }

        return text.ToString();
    }

    private static Surface Of<TQueries>(string name, Func<TQueries, SurfaceCase, Task<object?>> read, int everyNth = 1)
        where TQueries : notnull => new(name, (services, asked) => read(services.GetRequiredService<TQueries>(), asked), everyNth);

    private static Surface Rows(string table, Func<ThroughlineContext, IQueryable<Guid>> rows) =>
        new($"rows of {table}", async (services, _) => await rows(services.GetRequiredService<ThroughlineContext>()).ToListAsync(), 5);
}
