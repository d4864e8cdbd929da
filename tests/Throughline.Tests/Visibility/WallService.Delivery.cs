using Microsoft.EntityFrameworkCore;
using Throughline.Delivery;
using Throughline.Delivery.Programmes;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    /// <summary>The two groups of a scheme, of which one counts towards a requirement, with a session that has been and one to come.</summary>
    private sealed record Meetings(IReadOnlyList<GroupSession> Sessions, ReferenceItem Sort, ReferenceItem Outcome, SessionProgrammeVersion Programme);

    private static async Task<IReadOnlyDictionary<Guid, Meetings>> OpenGroupsAsync(Acts acts, List<Someone> people, IReadOnlyDictionary<Guid, Places> places, Viewer chief)
    {
        Dictionary<Guid, Meetings> meetings = [];
        foreach (var scheme in people.Select(p => p.Scheme.Id).Distinct().ToList())
        {
            meetings[scheme] = await acts.DoAsync<UnitOfWork, Meetings>(chief, unit => unit.RunAsync<Meetings>(new Act("group-started"), writing =>
            {
                ReferenceItem Item(ReferenceKind kind, string code) => ReferenceItem.Brought(
                    writing.NewId(), scheme, SchemeTemplates.Newest.Single(t => t.Id == "probation-peer-mentoring").Reference.First(r => r.Kind == kind && r.Code == code), 90);
                var (sort, outcome) = (Item(ReferenceKind.RequirementTypes, "RAR"), Item(ReferenceKind.AttendanceOutcomes, "AFTC"));
                var counts = Activity.Start(writing.NewId(), scheme, places[scheme].Site, "Tuesday group", ["RAR"], writing.Today).Value;
                var walking = Activity.Start(writing.NewId(), scheme, places[scheme].Site, "Walking", [], writing.Today).Value;
                GroupSession Plan(Activity group, int days) => GroupSession.Plan(
                    writing.NewId(), group.Id, scheme, new SessionTime(writing.Today.AddDays(days), new TimeOnly(14, 0), new TimeOnly(16, 0)), null, null).Value;
                GroupSession[] sessions = [Plan(counts, -14), Plan(counts, 7), Plan(walking, -7), Plan(walking, 9)];
                writing.Context.AddRange(sort, outcome, counts, walking);
                var programme = SessionProgramme.Begin(writing.NewId(), scheme, "First week out", "The first days after release.").Value;
                var version = SessionProgrammeVersion.Begin(writing.NewId(), programme, writing.Now, Guid.Empty);
                foreach (var to in new[] { ProgrammeState.CoDesign, ProgrammeState.Draft })
                {
                    version.Move(to, null, writing.Now, Guid.Empty);
                }

                version.Write(null, new SessionText("The gate", 60, "The first hour.", "Talk about the first hour."));
                version.AskPeers(true, writing.Now, Guid.Empty);
                foreach (var session in sessions)
                {
                    session.Follow(version.Id, 1);
                }

                writing.Context.AddRange(programme, version);
                writing.Context.AddRange(sessions.AsEnumerable());
                return Task.FromResult<Outcome<Meetings>>(new Meetings(sessions, sort, outcome, version));
            }));
        }

        return meetings;
    }

    // Everybody runs a session of one group, some in somebody's place, and is expected at those of the other, with a requirement, what they told us, and
    // decisions of an officer, some changed.
    private static async Task MeetAsync(Acts acts, Ring ring, Meetings meetings)
    {
        var (me, scheme) = (ring.This.Id, ring.This.Scheme.Id);
        Guid At(int further) => ring.At(further).Id;
        var officer = ring.Around.FirstOrDefault(p => p.Viewer.Hat == Hat.ResponsibleOfficer)?.Id ?? At(8);
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 8), unit => unit.RunAsync<Done>(new Act("attendance-saved"), async writing =>
        {
            var context = writing.Context;
            SealedText Words(string text) => writing.Seal(me, text);
            var holding = await FirstHoldingAsync(writing, me);
            var role = await context.RoleDefinitions.SingleAsync(r => r.Id == holding.RoleDefinitionId);
            var sort = await context.Set<ReferenceItem>().SingleAsync(i => i.Id == meetings.Sort.Id);
            var outcome = await context.Set<ReferenceItem>().SingleAsync(i => i.Id == meetings.Outcome.Id);
            var (mine, runs) = ring.Place / 4 % 2 == 0 ? (meetings.Sessions.Take(2).ToList(), meetings.Sessions[2 + (ring.Place % 2)]) : (meetings.Sessions.Skip(2).ToList(), meetings.Sessions[ring.Place % 2]);
            var part = new SessionPart(writing.NewId(), runs, new CreditedRole(me, holding.Id, role.Title, role.PlainTitle, role.TellsOfThePast), ring.Every(3) ? At(16) : null, At(20));
            context.Add(part);
            var wrote = new Authorship(writing.NewId(), meetings.Programme, new CreditedRole(me, holding.Id, role.Title, role.PlainTitle, role.TellsOfThePast), true, "The first session", At(20));
            context.Add(wrote);
            context.Add(new ProgrammeView(writing.NewId(), meetings.Programme, me, Words("It is true."), writing.Now));
            if (ring.Every(6))
            {
                wrote.TakeOut(writing.Now);
            }

            if (await context.StoryVersions.Where(v => v.PersonId == me && v.AuthorId == me).OrderBy(v => v.Id).FirstOrDefaultAsync() is { } told)
            {
                context.Add(new ProgrammeStory(writing.NewId(), meetings.Programme, 1, me, writing.NewId(), told.StoryId, told.Number, 0, 4, writing.Now, At(16)));
            }

            if (ring.Every(5, 1))
            {
                part.End(writing.Today);
            }

            var requirement = Requirement.Record(
                writing.NewId(), me, scheme, sort, writing.Today.AddDays(-60), null, 10, ring.Every(2) ? officer : null, At(12)).Value;
            if (ring.Every(4, 1))
            {
                requirement.StandIn(At(24));
            }

            SessionPlace[] places = [new(writing.NewId(), mine[0], me), new(writing.NewId(), mine[1], me)];
            context.Add(requirement);
            context.AddRange(places.AsEnumerable());
            if (ring.Every(7))
            {
                places[1].MoveTo(mine[0].Id, WhoAsked.Person);
            }

            var fact = AttendanceFact.Record(writing.NewId(), places[0], ring.Every(3) ? AttendanceMark.DidNotAttend : AttendanceMark.AttendedLate, Words("The bus was late."), At(4), writing.Now);
            if (ring.Every(2))
            {
                fact.Correct(AttendanceMark.Attended, Words("It was the other bus."), At(8), writing.Now);
            }

            context.Add(fact);
            if (fact.Mark.WasThere() && ring.Every(4, 2) | ring.Every(4, 3))
            {
                var decision = ComplianceDecision.For(writing.NewId(), requirement, fact);
                var wrong = decision.Decide(fact, outcome, Words("You left the room and did not come back."), officer, writing.Now);
                wrong ??= ring.Every(3, 1) ? decision.Amend(fact, outcome, Words("I heard more about it since."), At(12), writing.Now) : null;
                context.Add(decision);
                return wrong is null ? new Done() : wrong;
            }

            return new Done();
        }));
    }
}
