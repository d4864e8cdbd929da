using Microsoft.EntityFrameworkCore;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A match that is being tried out, with the limits gone through: by the use cases, from the list to the mentee's yes.</summary>
    public static async Task<Guid> AddMatchAsync(this TestDatabase database, TestScheme scheme, Viewer coordinator, Guid mentee, Guid mentor)
    {
        await database.DoAsync(coordinator, (ReferPeople refer) => refer.RunAsync(scheme.Id, [mentee], null, null, ReferralSource.Staff));
        var match = await database.DoAsync(coordinator, (DecideMatch decide) => decide.RunAsync(new MatchDecision(scheme.Id, mentee, mentor, "Both like to walk and are free on Mondays.")));
        await database.DoAsync(coordinator, (ArrangeMeeting arrange) => arrange.RunAsync(match.Value, 1, new DateOnly(2026, 3, 2), new TimeOnly(9, 0)));
        await database.DoAsync(coordinator, (ShowLimits show) => show.RunAsync(mentee, scheme.Id));
        var version = (await database.MatchAsync(match.Value)).Version;
        var answer = await database.DoAsync(new Viewer(mentee, Hat.Mentee, [scheme.Id]), (AnswerMatch say) => say.RunAsync(match.Value, version, true, null));
        return answer.Succeeded ? match.Value : throw new InvalidOperationException(answer.Refusal!.Code);
    }

    /// <summary>A match as stored.</summary>
    public static async Task<Match> MatchAsync(this TestDatabase database, Guid id)
    {
        await using var context = database.Everything();
        return await context.Matches.AsNoTracking().Include(m => m.Entries.OrderBy(e => e.Number)).SingleAsync(m => m.Id == id);
    }

    /// <summary>A contact of this morning.</summary>
    public static ContactLog Contact(int hour = 9, string? whatHelped = "We walked and talked.") =>
        new(new DateOnly(2026, 3, 2), new TimeOnly(hour, 0), 45, ContactMode.InPerson, ContactPlace.Community, whatHelped, 1);
}
