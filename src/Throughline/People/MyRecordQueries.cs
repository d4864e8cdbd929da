using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.Storage;

namespace Throughline.People;

/// <summary>One line of "who looked at my record".</summary>
/// <param name="At">When, in UTC.</param>
/// <param name="Who">The name of who did it; null for Throughline itself and for somebody whose record is gone.</param>
/// <param name="Hat">The hat it was done under, as shown.</param>
/// <param name="Did">What was done, in words.</param>
/// <param name="Why">The purpose of a reading; null for a change.</param>
/// <param name="Looked">True for a reading, false for a change.</param>
public sealed record TraceLine(DateTimeOffset At, string? Who, Hat Hat, string Did, string? Why, bool Looked);

/// <summary>A page of the trace, newest first.</summary>
/// <param name="Lines">At most 50.</param>
/// <param name="More">True when there is another page. Pages are numbered: a place in the chain would tell how much others do.</param>
public sealed record TracePage(IReadOnlyList<TraceLine> Lines, bool More);

/// <summary>Who looked at and who changed the viewer's own record (design rule 3). Their own only, under every hat.</summary>
public sealed class MyRecordQueries(ThroughlineContext context, Ledger ledger, TimeProvider clock)
{
    /// <summary>Lines on a page.</summary>
    public const int PageSize = 50;

    private static readonly Dictionary<string, string> Acts = new(StringComparer.Ordinal)
    {
        ["person-added"] = "Added your record",
        ["person-imported"] = "Brought your record in from a file",
        ["import-people-told-apart"] = "Said who the rows of your file are about",
        ["import-checked-again"] = "Had your file checked again",
        ["imports-given-up"] = "Gave up a file of yours that nobody came back for",
        ["people-exported"] = "Took a list that you are in away as a file",
        ["details-changed"] = "Changed your details",
        ["contact-changed"] = "Changed how to contact you",
        ["role-taken-up"] = "Added a role",
        ["role-moved"] = "Moved your role on",
        ["role-paused"] = "Paused your role",
        ["role-ended"] = "Ended your role",
        ["work-change-seen"] = "Said that you saw a change in your work",
        ["application-sent"] = "Sent an application",
        ["application-withdrawn"] = "Took an application back",
        ["interest-said"] = "Said that they would like to join",
        ["panel-asked"] = "Asked a panel about your application",
        ["panel-view-given"] = "Gave a view on your application",
        ["place-offered"] = "Offered you a place",
        ["conversation-held"] = "Wrote down your talk about joining",
        ["inspiration-asked"] = "Asked whether somebody may be named",
        ["inspiration-answered"] = "Answered whether they may be named",
        ["application-declined"] = "Answered your application",
        ["supervisor-named"] = "Named your supervisor",
        ["aspiration-taken-back"] = "Took back that we may know that they would like to move on",
        ["manager-named"] = "Named who manages you",
        ["criterion-confirmed"] = "Confirmed what your role asks for",
        ["label-changed"] = "Changed when your label stops being shown",
        ["concern-heard"] = "Wrote down what the person it is about says to a concern",
        ["concern-written"] = "Wrote a concern down",
        ["concern-thrown-away"] = "Threw away a concern that was not sent",
        ["concern-sent"] = "Sent a concern",
        ["concern-acknowledged"] = "Said that a concern came",
        ["concern-handler-assigned"] = "Asked somebody to look into a concern",
        ["concern-begun"] = "Began to look into a concern",
        ["concern-must-go-on"] = "Said that a concern has to go on",
        ["concern-message"] = "Wrote a message in a concern",
        ["concern-answer-offered"] = "Answered a concern",
        ["concern-answer-accepted"] = "Accepted the answer to a concern",
        ["concern-appealed"] = "Asked for somebody else to look at a concern",
        ["concern-last-answer"] = "Gave the last answer to a concern",
        ["concern-ended"] = "Closed a concern",
        ["concern-kept-longer"] = "Said how long a concern is kept after it is closed",
        ["raised-concerns-forgotten"] = "Let go of old concerns",
        ["concern-contact-named"] = "Named somebody outside for concerns",
        ["concern-withdrawn"] = "Took a concern back",
        ["second-person-asked"] = "Asked a second person about a decision",
        ["second-person-answered"] = "Looked at a decision as the second person",
        ["health-goal-set"] = "Set a health goal",
        ["health-step-moved"] = "Wrote down how a step of a health goal went",
        ["health-goal-let-go"] = "Let a health goal go",
        ["message-logged"] = "Logged how they were treated",
        ["message-changed"] = "Changed a message they had logged",
        ["message-shared"] = "Shared a message with their supervisor",
        ["message-deleted"] = "Deleted a message they had logged",
        ["shared-message-read"] = "Said that they read a message you shared",
        ["messages-forgotten"] = "Deleted messages that had been kept long enough",
        ["pulse-saved"] = "Said how their week was",
        ["belief-shared"] = "Told you what they see in you",
        ["belief-put-away"] = "Put away or brought back what somebody said",
        ["chance-noted"] = "Noted a chance that was shut",
        ["shut-chance-deleted"] = "Deleted a chance that was shut",
        ["chance-outcome-said"] = "Said what became of a chance",
        ["thanks-noted"] = "Asked whether you may be named where work was thanked",
        ["thanks-answered"] = "Said whether they may be named",
        ["alongside-said"] = "Said when they did the course about working beside peers",
        ["alongside-taken-back"] = "Took back that they did the course about working beside peers",
        ["own-view-said"] = "Said what they make of something",
        ["supervision-planned"] = "Set a day for supervision",
        ["agenda-item-added"] = "Put something on the agenda of a supervision",
        ["agenda-item-taken-off"] = "Took something off the agenda of a supervision",
        ["supervision-moved"] = "Moved a supervision to another day",
        ["supervision-called-off"] = "Called a supervision off",
        ["supervision-held"] = "Wrote down what was agreed in supervision",
        ["supervision-reworded"] = "Changed what is written of a supervision",
        ["supervision-confirmed"] = "Said that this is what was agreed",
        ["check-in-saved"] = "Said how they are doing",
        ["check-in-shared"] = "Shared a check-in with their supervisor",
        ["check-in-taken-back"] = "Took a check-in back",
        ["check-in-deleted"] = "Deleted a check-in",
        ["check-ins-forgotten"] = "Deleted check-ins that had been kept long enough",
        ["flag-raised"] = "Noticed something about your work",
        ["flag-closed"] = "Closed a flag about your work that nobody was left to act on",
        ["flag-answered"] = "Said what they make of a flag about their work",
        ["flag-moved"] = "Did something about a flag about your work",
        ["stay-well-written"] = "Wrote a plan for staying well",
        ["stay-well-shared"] = "Shared a plan for staying well",
        ["stay-well-taken-back"] = "Took a plan for staying well back",
        ["pause-asked-for"] = "Asked for a pause or for less to do",
        ["pause-agreed"] = "Agreed to what you asked for",
        ["pause-looked-at"] = "Looked again with you at what you had agreed, and set the next day",
        ["pause-plan-changed"] = "Changed a plan for a hard time",
        ["pause-taken-back"] = "Took a question for a pause back",
        ["ready-said"] = "Said that they would like to come back",
        ["pause-finished"] = "Said that a plan is needed no longer",
        ["expense-asked-for"] = "Asked for an expense back",
        ["expense-taken-back"] = "Took back that they asked for an expense",
        ["expense-paid"] = "Said that an expense of yours was paid",
        ["expense-sent-back"] = "Sent an expense back to you, with a reason",
        ["expenses-forgotten"] = "Deleted expenses that had been kept long enough",
        ["aspiration-recorded"] = "Recorded where you would like to go",
        ["mentor-asked-for"] = "Asked for a mentor",
        ["person-referred"] = "Put you on the list for a mentor",
        ["referral-withdrawn"] = "Took you off the list for a mentor",
        ["access-limit-recorded"] = "Wrote down where or when you can be",
        ["access-limit-ended"] = "Ended a limit on where or when you can be",
        ["access-limit-questioned"] = "Said that a limit on where or when they can be is wrong",
        ["access-limit-answered"] = "Answered what you said about a limit on where or when you can be",
        ["said-for-matching"] = "Wrote down what helps to find the right person",
        ["match-wish-said"] = "Said whom they would like to be matched with",
        ["limits-shown"] = "Went through what stays between you and a mentor",
        ["proposals-made"] = "Had proposals made for a match",
        ["match-decided"] = "Suggested a match",
        ["first-meeting-arranged"] = "Arranged a first meeting",
        ["match-answered"] = "Answered a match",
        ["match-reviewed"] = "Looked how a match goes",
        ["match-held"] = "Put a match on hold",
        ["match-resumed"] = "Went on with a match",
        ["match-ending-planned"] = "Planned the end of a match",
        ["match-ended"] = "Ended a match",
        ["match-stopped"] = "Stopped a match",
        ["match-stop-followed"] = "Talked with both after a match was stopped",
        ["match-check-answered"] = "Answered three questions about how it goes",
        ["match-check-deleted"] = "Deleted their answers about how it goes",
        ["safety-noted"] = "Wrote what a mentor needs to know",
        ["notes-shared"] = "Said whether notes are shown",
        ["contact-logged"] = "Logged a meeting",
        ["contact-corrected"] = "Corrected a logged meeting",
        ["contact-taken-back"] = "Took a logged meeting back",
        ["goal-set"] = "Set a goal",
        ["goal-step-added"] = "Added a step to a goal",
        ["goal-step-marked"] = "Marked a step of a goal",
        ["goal-closed"] = "Closed a goal",
        ["setback-recorded"] = "Wrote down that something hard happened",
        ["debrief-offered"] = "Offered a talk",
        ["debrief-declined"] = "Said not now to a talk",
        ["debrief-held"] = "Held a talk",
        ["concern-raised"] = "Said that they worry about somebody’s safety",
        ["emergency-called"] = "Said that 999 was called",
        ["concern-added-to"] = "Added to a concern about safety",
        ["page-answered"] = "Took on what somebody was paged for",
        ["concern-taken"] = "Took on a concern about safety",
        ["concern-triaged"] = "Looked at a concern about safety",
        ["concern-moved"] = "Went on with a concern about safety",
        ["concern-action-added"] = "Agreed something to do about a concern",
        ["concern-action-done"] = "Said that something about a concern is done",
        ["concern-shared"] = "Told another service about a concern",
        ["concern-handed-over"] = "Handed a concern to somebody else",
        ["concern-telling-said"] = "Said whether you were told of a concern",
        ["concern-kept"] = "Said how long a concern is kept",
        ["concern-closed"] = "Closed a concern about safety",
        ["concerns-forgotten"] = "Let go of old safeguarding records",
        ["duty-planned"] = "Put you on the duty rota",
        ["duty-covered"] = "Changed who covers a turn of yours",
        ["duty-swapped"] = "Swapped turns on the duty rota",
        ["duty-taken-off"] = "Took you off a turn on the duty rota",
        ["duty-paged"] = "Paged you",
        ["page-sent"] = "Sent you a page",
        ["word-asked"] = "Asked for a word",
        ["story-written"] = "Wrote a story",
        ["story-changed"] = "Changed a story",
        ["story-deleted"] = "Deleted a story",
        ["story-shared"] = "Shared a story",
        ["story-sharing-withdrawn"] = "Stopped sharing a story",
        ["account-given"] = "Wrote down what they saw you do",
        ["account-answered"] = "Answered what somebody saw",
        ["stage-view-set"] = "Said how they see themselves on a stage",
        ["past-relation-set"] = "Said how they carry their past",
        ["coding-removed"] = "Took a mark off your words",
        ["coder-training-confirmed"] = "Confirmed training to mark passages",
        ["passage-marked"] = "Marked a passage of your words",
        ["coding-answered"] = "Said yes or no to a mark",
        ["stages-reviewed"] = "Looked at the stages together",
        ["review-answered"] = "Answered a look at the stages",
        ["story-asked-for"] = "Asked you to share a story",
        ["story-question-declined"] = "Said no to a question for a story",
        ["act-noted"] = "Noted something you did",
        ["act-answered"] = "Said yes or no to something noted about you",
        ["emergency-asked"] = "Asked to open a record in an emergency",
        ["emergency-ended"] = "Closed a record opened in an emergency",
        ["clearance-recorded"] = "Recorded a clearance of yours",
        ["clearance-ended"] = "Ended a clearance of yours",
        ["vetting-opened"] = "Asked for a clearance for you",
        ["decider-named"] = "Named who decides about your clearance",
        ["vetting-asked"] = "Asked you to do your part for your clearance",
        ["vetting-submitted"] = "Did your part for your clearance",
        ["vetting-decided"] = "Decided about your clearance",
        ["vetting-appealed"] = "Appealed about your clearance",
        ["appeal-hearer-named"] = "Named who hears your appeal",
        ["appeal-decided"] = "Decided about your appeal",
        ["own-words-taken-back"] = "Took back what you wrote for your clearance",
        ["own-words-destroyed"] = "Destroyed what you wrote for your clearance",
        ["supervision-begun"] = "Wrote down an officer's supervision",
        ["supervision-changed"] = "Changed an officer's supervision",
        ["crossing-seen"] = "Said that you saw a date that is near",
        ["approval-asked"] = "Asked your officer to agree to a role",
        ["approval-answered"] = "Answered whether your officer agrees to a role",
        ["trust-proposed"] = "Put a step of trust forward",
        ["trust-not-yet"] = "Answered about a step of trust",
        ["trust-offered"] = "Offered you a step of trust",
        ["trust-accepted"] = "Accepted a step of trust",
        ["trust-declined"] = "Did not take up a step of trust",
        ["trust-reviewed"] = "Looked at your trust again",
        ["trust-held"] = "Put a step of trust on hold",
        ["trust-hold-confirmed"] = "Agreed to the hold",
        ["trust-restored"] = "Gave a step of trust back",
        ["trust-withdrawal-asked"] = "Asked to take a step of trust back",
        ["trust-withdrawn"] = "Took a step of trust back",
        ["trust-appealed"] = "Appealed",
        ["trust-appeal-answered"] = "Answered your appeal",
        ["milestone-reached"] = "Wrote down a first of yours",
        ["milestone-recognised"] = "Said something to you about a first",
        ["key-handed-over"] = "Handed you a key",
        ["key-confirmed"] = "Confirmed that you have a key",
        ["key-handover-called-off"] = "Called off the handover of a key",
        ["key-asked-back"] = "Asked for a key back",
        ["key-handed-in"] = "Said that a key was handed in",
        ["key-taken-back"] = "Took a key back",
        ["key-seen-back"] = "Saw a key come back",
        ["key-lost"] = "Noted a key as lost",
        ["reminder-sent"] = "Sent you a message that something waits",
        ["reminders-chosen"] = "Chose how you are told of things",
        ["address-check-asked"] = "Asked to check your email address",
        ["address-confirmed"] = "Said that your email address is yours",
        ["test-message-sent"] = "Sent a test message",
        ["invited"] = "Invited you to sign in",
        ["invitation-accepted"] = "Accepted an invitation",
        ["invitation-withdrawn"] = "Took an invitation back",
        ["account-closed"] = "Closed your way of signing in",
        ["account-reopened"] = "Opened your way of signing in again",
        ["recovery-issued"] = "Made a link to get into your account",
        ["recovery-used"] = "Used a link to get into your account",
        ["recovery-withdrawn"] = "Stopped a link to get into your account",
        ["conflict-declared"] = "Told us about somebody close to you",
        ["training-place-given"] = "Gave you a place on a course",
        ["register-kept"] = "Kept a course’s register",
        ["training-deferred"] = "Wrote down that you go on with a course later",
        ["training-withdrawn"] = "Wrote down that you stopped a course",
        ["training-stopped"] = "Asked you to stop a course",
        ["training-completed"] = "Wrote down that you finished a course",
        ["part-signed-off"] = "Signed a part of your portfolio off",
        ["sign-off-taken-back"] = "Took a sign-off back",
        ["training-elsewhere-recorded"] = "Wrote down training you did elsewhere",
        ["certificate-name-chosen"] = "Chose the name on your certificate",
        ["certificate-taken-back"] = "Took your certificate back",
        ["facilitator-named"] = "Asked you to help run a course",
        ["facilitator-stopped"] = "Wrote down that you no longer help to run a course",
        ["requirement-recorded"] = "Wrote down why you come",
        ["requirement-changed"] = "Changed why you come",
        ["requirement-ended"] = "Wrote down that a reason you come has ended",
        ["stand-in-named"] = "Named another officer who decides",
        ["programme-author-named"] = "Named you as an author of a programme",
        ["programme-name-taken-out"] = "Took your name out of a programme",
        ["programme-story-chosen"] = "Chose a passage of your story for a programme",
        ["programme-story-taken-out"] = "Took a passage of your story out of a programme",
        ["programme-author-taken-out"] = "Took your name, put there by mistake, out of a programme",
        ["programme-session-moved"] = "Moved a session of a programme with a passage of your story",
        ["programme-session-deleted"] = "Deleted a session of a programme with a passage of your story",
        ["programme-view-given"] = "Said what you think of a programme",
        ["session-programme-revised"] = "Began a new version of a programme that you are in",
        ["session-planned"] = "Planned sessions of a group",
        ["group-session-moved"] = "Moved a session of a group",
        ["session-runner-named"] = "Asked you to help run a session",
        ["session-runner-stepped-back"] = "Wrote down that you no longer help to run a session",
        ["people-expected"] = "Put you on the list of a group",
        ["place-put-back"] = "Put you back on the list of the session you were to come to first",
        ["person-taken-off-list"] = "Took you off the list of a session",
        ["place-moved"] = "Moved you to another session",
        ["attendance-saved"] = "Wrote down who was at a session",
        ["compliance-decided"] = "Decided what coming or not coming means",
        ["compliance-amended"] = "Changed a decision about coming",
        ["hub-signed-in"] = "Signed in at a hub",
        ["hub-signed-out"] = "Signed out of a hub",
        ["hub-signed-in-for"] = "Signed you in at a hub",
        ["hub-signed-out-for"] = "Signed you out of a hub",
        ["hub-sign-out-assumed"] = "Took you to have left a hub",
        ["hub-put-right"] = "Took you to have left a hub",
        ["hub-unlocked"] = "Unlocked a hub",
        ["hub-locked"] = "Locked a hub that you were signed in at",
        ["hub-opened"] = "Opened a hub to everybody",
        ["hub-opened-to-team"] = "Opened a hub to the team only",
        ["presence-corrected"] = "Put a stay in a hub right",
        ["presence-added"] = "Entered a stay in a hub",
        ["presence-brought-in"] = "Brought in stays from the sign-in book",
        ["shift-planned"] = "Planned a shift for you",
        ["shift-ended"] = "Ended a shift of yours",
        ["shift-date-changed"] = "Changed a date of a shift of yours",
        ["calendar-link-made"] = "Made a link to your calendar",
        ["calendar-link-changed"] = "Changed what your calendar link shows",
        ["calendar-link-ended"] = "Ended the link to your calendar",
        ["screen-name-said"] = "Said whether your name may be on the screen",
    };

    /// <summary>
    /// A page of the trace. Four commands; a few more for somebody who is walled off from anybody, to whom a line about a record that the wall
    /// hides, or one that would say nothing if the other's name were left out, is not shown.
    /// </summary>
    /// <param name="lookedOnly">True to leave changes out.</param>
    /// <param name="number">The page, from 1.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<TracePage> TraceAsync(bool lookedOnly = false, int number = 1, CancellationToken cancellation = default)
    {
        var viewer = context.Viewer.PersonId;
        var walled = await context.Walls.Where(w => w.ViewerId == viewer && w.LiftedAt == null).Select(w => w.SubjectId).ToListAsync(cancellation);
        var skip = (Math.Clamp(number, 1, 100_000) - 1) * PageSize;
        var lines = context.AuditEvents.AsNoTracking()
            .Where(e => e.SubjectId == viewer && e.Kind != AuditKind.SignIn
                && (e.Kind != AuditKind.Read || e.ActorId != viewer)
                && (!lookedOnly || e.Kind == AuditKind.Read))
            .OrderByDescending(e => e.Sequence);
        var events = walled.Count == 0
            ? await lines.Skip(skip).Take(PageSize + 1).ToListAsync(cancellation)
            : await UnwalledAsync(lines, [.. walled], skip, cancellation);
        var page = events.Take(PageSize).ToList();
        var names = await context.NamesAsync(page.Select(e => e.ActorId), cancellation);
        var today = clock.Today();
        var actors = page.Select(e => e.ActorId).OfType<Guid>().Where(id => id != viewer).Distinct().ToList();
        // A peer worker whose label has set looked as a colleague.
        var set = await context.People.AsNoTracking().IgnoreQueryFilters([ThroughlineContext.ReachFilter])
            .Where(p => actors.Contains(p.Id) && p.LabelSunset != null && p.LabelSunset <= today).Select(p => p.Id).ToListAsync(cancellation);
        return new TracePage(
            page.ConvertAll(e =>
            {
                var read = e.Kind == AuditKind.Read && ledger.OpenDetails(e) is { } details ? JsonSerializer.Deserialize<ReadDetails>(details) : null;
                var hat = e.Hat is Hat.PeerWorker or Hat.Mentee && e.ActorId is { } actor && set.Contains(actor) ? Hat.StaffColleague : e.Hat;
                return new TraceLine(
                    e.At, e.ActorId is { } id && names.TryGetValue(id, out var name) ? name : null, hat,
                    read is not null ? $"Looked at {read.What}" : e.Kind == AuditKind.Read ? "Looked at your record" : Acts.GetValueOrDefault(e.Name) ?? Words(e.Name),
                    read?.Purpose, e.Kind == AuditKind.Read);
            }),
            events.Count > PageSize);
    }

    private async Task<List<AuditEvent>> UnwalledAsync(IQueryable<AuditEvent> lines, HashSet<Guid> walled, int skip, CancellationToken cancellation)
    {
        List<AuditEvent> shown = [];
        for (var from = 0; shown.Count <= skip + PageSize; from += 4 * PageSize)
        {
            var some = await lines.Skip(from).Take(4 * PageSize).ToListAsync(cancellation);
            HashSet<Guid> hidden = [];
            foreach (var kind in some.GroupBy(e => e.RecordType))
            {
                hidden.UnionWith(await context.WalledOffAsync(kind.Key, [.. kind.Select(e => e.RecordId).Distinct()], cancellation));
            }

            shown.AddRange(some.Where(e => !hidden.Contains(e.RecordId) && !OnlyNames(e, walled)));
            if (some.Count < 4 * PageSize)
            {
                break;
            }
        }

        return [.. shown.Skip(skip).Take(PageSize + 1)];
    }

    // "Named your supervisor", where the supervisor is behind the wall.
    private bool OnlyNames(AuditEvent e, HashSet<Guid> walled)
    {
        if (e.Kind != AuditKind.Write || ledger.OpenDetails(e) is not { } details)
        {
            return false;
        }

        var fields = JsonSerializer.Deserialize<AuditDetails>(details)!.Changes.SelectMany(c => c.Fields).ToList();
        return fields.Count > 0 && fields.TrueForAll(f => Names(f.Old) || Names(f.New));

        bool Names(string? value) => Guid.TryParse(value, out var id) && walled.Contains(id);
    }

    private static string Words(string act)
    {
        var words = act.Replace('-', ' ');
        return words.Length == 0 ? "Changed your record" : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
