using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Training;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    /// <summary>The key of the course that the roles above the first ask for.</summary>
    private static string Course { get; } = SchemeTemplates.Newest.Single(t => t.Id == "drugs-team-peer-mentoring").Training[0].Key;

    /// <summary>The courses of a scheme.</summary>
    /// <param name="Winter">The scheme's own, running without a peer worker by somebody's decision.</param>
    /// <param name="Mornings">A portfolio, running.</param>
    /// <param name="Summer">One that begins soon.</param>
    /// <param name="Peer">The one peer worker who is to run that.</param>
    private sealed record Courses(Cohort Winter, Cohort Mornings, Cohort Summer, Guid Peer);

    private static async Task<IReadOnlyDictionary<Guid, Courses>> OpenCoursesAsync(Acts acts, List<Someone> people, IReadOnlyDictionary<Guid, Places> places, Viewer chief)
    {
        Dictionary<Guid, Courses> courses = [];
        foreach (var team in people.GroupBy(p => p.Scheme.Id))
        {
            var members = team.ToList();
            courses[team.Key] = await acts.DoAsync<UnitOfWork, Courses>(chief, unit => unit.RunAsync<Courses>(new Act("cohort-planned"), async writing =>
            {
                var scheme = await writing.Context.Schemes.SingleAsync(s => s.Id == team.Key);
                var own = Programme.Brought(writing.NewId(), scheme.Id, Course, ProgrammeTemplates.OfScheme(SchemeTemplates.Of(scheme), Course)!, members[5].Id, Hat.Coordinator, writing.Now);
                var mornings = Programme.Write(
                    writing.NewId(), scheme.Id, "mornings",
                    new ProgrammeOutline("Mornings", "Welcoming people", ProgrammeShape.Portfolio, 0, [], [new("First morning", []), new("Second morning", [])], [new("Says hello", "They look up."), new("Listens", "They wait.")]),
                    members[6].Id, Hat.Coordinator, writing.Now).Value;
                Cohort Plan(Programme programme, string name, DateOnly first) => Cohort.Plan(
                    writing.NewId(), programme, programme.Outline, new CohortPlan(name, places[scheme.Id].Site, Cohort.MostPlaces, first, new TimeOnly(10, 0), new TimeOnly(12, 0)), writing.NewId).Value;
                var made = new Courses(
                    Plan(own, "Winter course", new DateOnly(2025, 12, 1)), Plan(mornings, "Winter mornings", new DateOnly(2026, 2, 2)), Plan(own, "Summer course", new DateOnly(2026, 3, 9)),
                    members.Find(p => p.Viewer.Hat == Hat.PeerWorker)!.Id);
                var refused = made.Winter.Open(new DateOnly(2025, 12, 1), false, "Everybody who could is away until the spring.", members[2].Id)
                    ?? made.Mornings.Open(new DateOnly(2026, 2, 2), false, "Everybody who could is away until the spring.", members[3].Id);
                writing.Context.AddRange(own, mornings, made.Winter, made.Mornings, made.Summer);
                return refused is null ? made : refused;
            }));
        }

        return courses;
    }

    // Everybody runs one of the two courses that go on and takes part in the other: registers, parts signed off, certificates and some taken back, going on
    // later, stopping and being asked to; and courses done elsewhere.
    private static async Task TrainAsync(Acts acts, Ring ring, Courses courses)
    {
        var me = ring.This.Id;
        Guid At(int further) => ring.At(further).Id;
        var (mine, runs) = ring.Place / 4 % 2 == 0 ? (courses.Winter, courses.Mornings) : (courses.Mornings, courses.Winter);
        await acts.DoAsync<UnitOfWork, Done>(ring.As(Hat.Coordinator, 8), unit => unit.RunAsync<Done>(new Act("register-kept"), async writing =>
        {
            var (context, today) = (writing.Context, writing.Today);
            SealedText Words() => writing.Seal(me, "The bus did not come.");
            var holding = await FirstHoldingAsync(writing, me);
            var role = await context.RoleDefinitions.SingleAsync(r => r.Id == holding.RoleDefinitionId);
            var credited = new CreditedRole(me, holding.Id, role.Title, role.PlainTitle, role.TellsOfThePast);
            var facilitation = new Facilitation(writing.NewId(), runs.Id, credited, runs.StartsOn, At(20));
            context.AddRange(facilitation, new SessionLead(runs.Sessions[ring.Place % 2].Id, runs.Id, credited));
            if (ring.Every(5, 2))
            {
                facilitation.End(today);
            }

            if (me == courses.Peer)
            {
                context.Add(new Facilitation(writing.NewId(), courses.Summer.Id, credited, today, At(24)));
            }

            var enrolment = Enrolment.Enrol(writing.NewId(), holding, role, mine, mine.StartsOn);
            context.Add(enrolment);
            foreach (var session in mine.Sessions.Take(2))
            {
                var attendance = new Attendance(enrolment, session);
                attendance.Mark(session.Number == 1 ? Came.Came : Came.CaughtUp, session.Number == 1 ? WhoSaid.Nobody : WhoSaid.Colleague, session.Number == 1 ? null : Words(), At(8), writing.Now);
                context.Add(attendance);
            }

            List<Refusal?> refusals = [enrolment.TakePart()];
            if (mine == courses.Mornings)
            {
                context.Add(new SignOff(writing.NewId(), enrolment, "Says hello", today, Words(), At(16), writing.Now));
            }

            switch (ring.Place % 5)
            {
                case 0:
                    refusals.Add(enrolment.Complete(today, At(4)));
                    var certificate = Certificate.For(writing.NewId(), enrolment, mine.Outline, writing.Seal(me, ring.This.FullName), today);
                    context.Add(certificate);
                    refusals.Add(ring.Every(3) ? certificate.Revoke(writing.Now, At(24), Words()) : null);
                    break;
                case 1:
                    refusals.Add(enrolment.Defer(today, null, Words()));
                    break;
                case 2:
                    refusals.Add(enrolment.Withdraw(today, At(12)));
                    break;
                case 3:
                    refusals.Add(enrolment.AskToStop(today, At(20), Words()));
                    break;
            }

            if (ring.Every(3))
            {
                context.Add(new TrainingElsewhere(
                    writing.NewId(), me, ring.This.Scheme.Id, Course, role.TellsOfThePast, new DateOnly(2025, 6, 2), Words(), At(12), writing.Now));
            }

            return refusals.Find(r => r is not null) is { } refusal ? refusal : new Done();
        }));
    }

    private static Task<RoleHolding> FirstHoldingAsync(Writing writing, Guid person) =>
        writing.Context.RoleHoldings.OrderBy(h => h.Id).FirstAsync(h => h.PersonId == person);
}
