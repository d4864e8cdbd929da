using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;
using Throughline.Trust;

namespace Throughline.Tests.Visibility;

/// <summary>
/// Ethics rule E08, INV-009 and acceptance scenario 10: once Tess's label has set, everything that others are shown of her is what they would be
/// shown of a member of staff who never held a peer role.
/// </summary>
public sealed class VeilTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Surfaces_AfterSunset_AreThoseOfStaffNeverInAPeerRole(string provider)
    {
        await using var service = await Service.MakeAsync(provider);
        await service.SetAsync(Today);
        var shown = await service.SurfacesAsync();
        var answers = await service.AnswersAsync();
        await service.BecomeStaffAsync();

        var plain = await service.SurfacesAsync();
        foreach (var (who, text) in shown)
        {
            (text == plain[who]).ShouldBeTrue($"{who}\n{Difference(text, plain[who])}");
        }

        (await service.AnswersAsync()).ShouldBe(answers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Surfaces_BeforeSunsetOrTakenBack_AreNot(bool takenBack)
    {
        await using var service = await Service.MakeAsync("SQLite");
        await service.SetAsync(takenBack ? Today : Today.AddDays(1));
        if (takenBack)
        {
            await service.SetAsync(null);
        }

        var shown = await service.SurfacesAsync();
        shown["coordinator"].ShouldContain("Peer mentor");
        await service.BecomeStaffAsync();
        (await service.SurfacesAsync())["coordinator"].ShouldNotBe(shown["coordinator"]);
    }

    [Fact]
    public async Task Owner_AfterSunset_StillSeesTheirOwnInFull()
    {
        await using var service = await Service.MakeAsync("SQLite");
        await service.SetAsync(Today);
        foreach (var hat in new[] { Hat.PeerWorker, Hat.StaffColleague })
        {
            var own = await service.Database.DoAsync(new Viewer(service.Tess, hat, [service.Scheme.Id]), (PeopleQueries people) => people.PersonAsync(service.Tess));
            own!.Roles.Select(r => (r.Role.Title, r.Role.State)).ShouldBe([("Peer mentor", RoleState.Senior), ("Mentee", RoleState.Ended)]);
            own.LabelSunset.ShouldBe(Today);
            own.Roles[0].History.Count.ShouldBe(2);
        }
    }

    [Fact]
    public async Task SetLabelSunset_PastTooFarOrStale_IsRefused()
    {
        await using var service = await Service.MakeAsync("SQLite");
        var tess = new Viewer(service.Tess, Hat.PeerWorker, [service.Scheme.Id]);
        var version = (await service.Database.PersonAsync(service.Tess)).Version;
        Task<Outcome<Done>> Set(int at, DateOnly? from) => service.Database.DoAsync(tess, (SetLabelSunset set) => set.RunAsync(new LabelSunset(at, from)));
        (await Set(version, Today.AddDays(-1))).Refusal.ShouldBeOfType<Invalid>().Input.ShouldBe("From");
        (await Set(version, Today.AddYears(11))).Refusal.ShouldBeOfType<Invalid>();
        (await Set(version - 1, Today)).Refusal.ShouldBeOfType<Stale>();
        (await service.Database.PersonAsync(service.Tess)).LabelSunset.ShouldBeNull();
    }

    private static string Difference(string left, string right)
    {
        var (one, two) = (left.Split('\n'), right.Split('\n'));
        var at = Enumerable.Range(0, Math.Min(one.Length, two.Length)).FirstOrDefault(i => one[i] != two[i], -1);
        return at < 0 ? $"{one.Length} and {two.Length} lines" : $"set:   {one[at]}\nstaff: {two[at]}";
    }

    private sealed class Service(TestDatabase database, TestScheme scheme, RoleDefinition plain, Guid tess, Guid colleague, (Guid Grant, Guid Key) trust, Dictionary<string, Viewer> viewers) : IAsyncDisposable
    {
        public TestDatabase Database { get; } = database;

        public TestScheme Scheme { get; } = scheme;

        public Guid Tess { get; } = tess;

        public static async Task<Service> MakeAsync(string provider)
        {
            var database = await TestDatabase.CreateAsync(provider);
            var scheme = await database.AddSchemeAsync();
            var plain = await database.WriteAsync("role-defined", writing =>
            {
                var role = RoleDefinition.Define(writing.NewId(), scheme.Id, new RoleOutline("team-member", "Team member", "Team member", [Hat.StaffColleague]));
                writing.Context.Add(role);
                return role;
            });
            var moira = await database.AddCoordinatorAsync(scheme);
            var ruth = await database.AddPersonAsync("Ruth", "Bell", scheme.Supervisor);
            var colleague = await database.AddPersonAsync("Cal", "Wren", plain);
            var peer = await database.AddPersonAsync("Dee", "Marsh", scheme.PeerMentor);
            var tess = await database.AddPersonAsync("Tess", "Lowe", scheme.PeerMentor, RoleState.ActiveSolo, new DateOnly(2021, 3, 1));
            var holding = await database.HoldingAsync(tess, scheme.PeerMentor);
            await database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, holding.Version, ruth)));
            await database.DoAsync(moira, (ConfirmCriterion confirm) => confirm.RunAsync(new MetCriterion(holding.Id, holding.Version + 1)));
            await database.DoAsync(moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, holding.Version + 2, RoleState.Senior, Today)));
            var once = await database.DoAsync(moira, (TakeUpRole take) => take.RunAsync(new NewRole(tess, scheme.Mentee.Id, RoleState.Held, new DateOnly(2020, 1, 6))));
            await database.DoAsync(moira, (EndRole end) => end.RunAsync(new RoleEnd(once.Value, 1, new DateOnly(2020, 12, 1), ExitReason.CompletedAgreedTerm, new Decision(null, null))));
            var grant = await database.AddTrustAsync(holding, TrustStep.WorkingAlone, ruth, new DateOnly(2025, 11, 3));
            await database.AddTrustAsync(holding, TrustStep.KeyHolding, ruth);
            var key = (await database.DoAsync(moira, (AddKey add) => add.RunAsync(new NewKey(scheme.Id, null, "Heron 1", "The front door")))).Value;
            (await database.DoAsync(moira, (HandOverKey give) => give.RunAsync(new KeyHandover(key, tess)))).Refusal.ShouldBeNull();
            (await database.DoAsync(new Viewer(tess, Hat.PeerWorker, [scheme.Id]), (ConfirmKey confirm) => confirm.RunAsync(key))).Refusal.ShouldBeNull();
            return new Service(database, scheme, plain, tess, colleague, (grant, key), new Dictionary<string, Viewer>
            {
                ["coordinator"] = moira,
                ["supervisor"] = new(ruth, Hat.Supervisor, [scheme.Id]),
                ["colleague"] = new(colleague, Hat.StaffColleague, [scheme.Id]),
                ["peer"] = new(peer, Hat.PeerWorker, [scheme.Id]),
                ["head"] = new(colleague, Hat.HeadOfService, [scheme.Id]),
            });
        }

        public async Task SetAsync(DateOnly? from)
        {
            var version = (await Database.PersonAsync(Tess)).Version;
            (await Database.DoAsync(new Viewer(Tess, Hat.PeerWorker, [Scheme.Id]), (SetLabelSunset set) => set.RunAsync(new LabelSunset(version, from)))).Succeeded.ShouldBeTrue();
        }

        /// <summary>Everything that each viewer is shown, with every filter there is.</summary>
        public async Task<Dictionary<string, string>> SurfacesAsync()
        {
            var holding = (await Database.HoldingAsync(Tess, await RoleNowAsync())).Id;
            Dictionary<string, string> all = [];
            foreach (var (who, viewer) in viewers)
            {
                all[who] = await Database.AsAsync(viewer, async services =>
                {
                    // The list alone asks for a role and a state.
                    var text = await Surfaces.ReadAsync(services, Case(viewer, "Peer mentor", RoleState.ActiveSolo, holding), rows: false);
                    RoleState?[] states = [null, .. Enum.GetValues<RoleState>()];
                    foreach (var role in new[] { null, "Peer mentor", "Team member", "Mentee" })
                    {
                        foreach (var state in states)
                        {
                            text += JsonSerializer.Serialize(await services.GetRequiredService<PeopleQueries>().ListAsync(new PeopleFilter(Role: role, State: state))) + "\n";
                        }
                    }

                    return text;
                });
            }

            return all;
        }

        /// <summary>What the coordinator is told who tries to do to it what can only be done to a peer role.</summary>
        public async Task<string> AnswersAsync()
        {
            var moira = viewers["coordinator"];
            var holding = await Database.HoldingAsync(Tess, await RoleNowAsync());
            var version = holding.Version;
            Refusal?[] refusals =
            [
                (await Database.DoAsync(moira, (MoveRole move) => move.RunAsync(new RoleStep(holding.Id, version, RoleState.Senior, Today)))).Refusal,
                (await Database.DoAsync(moira, (PauseRole pause) => pause.RunAsync(new RolePause(holding.Id, version, Today, colleague, Today.AddDays(7), TestData.Decision)))).Refusal,
                (await Database.DoAsync(moira, (NameSupervisor name) => name.RunAsync(new NamedSupervisor(holding.Id, version, viewers["supervisor"].PersonId)))).Refusal,
                (await Database.DoAsync(moira, (NameManager name) => name.RunAsync(new NamedManager(holding.Id, version, Tess)))).Refusal,
                (await Database.DoAsync(moira, (NameManager name) => name.RunAsync(new NamedManager(holding.Id, version, colleague)))).Refusal,
                (await Database.DoAsync(moira, (ConfirmCriterion confirm) => confirm.RunAsync(new MetCriterion(holding.Id, version)))).Refusal,
                (await Database.DoAsync(moira, (OfferTrust offer) => offer.RunAsync(new TrustOffer(holding.Id, TrustStep.OpeningAndClosing, "We saw how you stayed with it.", Today.AddDays(84))))).Refusal,
                (await Database.DoAsync(moira, (RecordMilestone record) => record.RunAsync(new NewMilestone(Tess, MilestoneKind.FirstOpening, Today)))).Refusal,
                (await Database.DoAsync(moira, (DeclineApplication decline) => decline.RunAsync(new NotThisTimeAnswer(holding.Id, version, Today.AddDays(90), TestData.Decision)))).Refusal,
            ];
            return string.Join('\n', refusals.Select(r => r is null ? "done" : $"{r.Code}: {r.Sentence}"));
        }

        /// <summary>Turns her record into that of somebody who has held a plain role since the same day, and nothing else.</summary>
        public async Task BecomeStaffAsync()
        {
            await using var context = Database.Everything();
            var holdings = await context.RoleHoldings.Where(h => h.PersonId == Tess).ToListAsync();
            var kept = holdings.Single(h => h.RoleDefinitionId == Scheme.PeerMentor.Id).Id;
            await context.KeyCustodies.Where(c => c.PersonId == Tess).ExecuteDeleteAsync();
            await context.Milestones.Where(m => m.PersonId == Tess).ExecuteDeleteAsync();
            await context.TrustGrants.Where(g => g.PersonId == Tess).ExecuteDeleteAsync();
            await context.RoleMoves.Where(m => m.PersonId == Tess && (m.HoldingId != kept || m.Number > 1)).ExecuteDeleteAsync();
            await context.RoleHoldings.Where(h => h.PersonId == Tess && h.Id != kept).ExecuteDeleteAsync();
            await context.RoleMoves.Where(m => m.HoldingId == kept).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, RoleState.Held));
            await context.RoleHoldings.Where(h => h.Id == kept).ExecuteUpdateAsync(set => set
                .SetProperty(h => h.RoleDefinitionId, plain.Id)
                .SetProperty(h => h.State, RoleState.Held)
                .SetProperty(h => h.CriterionConfirmedAt, (DateTimeOffset?)null)
                .SetProperty(h => h.CriterionConfirmedById, (Guid?)null));
            await context.People.Where(p => p.Id == Tess).ExecuteUpdateAsync(set => set.SetProperty(p => p.LabelSunset, (DateOnly?)null));
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();

        private SurfaceCase Case(Viewer viewer, string role, RoleState state, Guid holding) => new(name => name switch
        {
            nameof(SurfaceCase.Subject) or nameof(SurfaceCase.Other) => Tess,
            nameof(SurfaceCase.SubjectWords) => "tess",
            nameof(SurfaceCase.OtherWords) => "lowe",
            nameof(SurfaceCase.Viewer) => viewer.PersonId,
            nameof(SurfaceCase.Scheme) => Scheme.Id,
            nameof(SurfaceCase.RoleDefinition) => plain.Id,
            nameof(SurfaceCase.Role) => role,
            nameof(SurfaceCase.State) => state,
            "Subject/RoleHoldings" or "Other/RoleHoldings" => holding,
            "Subject/TrustGrants" or "Other/TrustGrants" => trust.Grant,
            "Subject/Keys" => trust.Key,
            _ => Guid.Empty,
        });

        private async Task<RoleDefinition> RoleNowAsync()
        {
            await using var context = Database.Everything();
            return await context.RoleHoldings.AnyAsync(h => h.PersonId == Tess && h.RoleDefinitionId == plain.Id) ? plain : Scheme.PeerMentor;
        }
    }
}
