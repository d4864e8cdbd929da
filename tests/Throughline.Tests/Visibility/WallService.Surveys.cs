using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Surveys;

namespace Throughline.Tests.Visibility;

public sealed partial class WallService
{
    // What each scheme asks, changed by some of its people after one another; the answers are nobody's.
    private static async Task AskAsync(Acts acts, List<Someone> people, Viewer chief)
    {
        foreach (var team in people.GroupBy(p => p.Scheme.Id))
        {
            var members = team.Select(p => p.Id).ToList();
            await acts.DoAsync<UnitOfWork, Done>(chief, unit => unit.RunAsync<Done>(new Act("survey-edited"), writing =>
            {
                var survey = Survey.Brought(writing.NewId(), team.Key, SurveyTemplates.Default, Hat.Coordinator, writing.Now);
                var refused = members.Select((member, at) => survey.Edit(survey.Sheet with { Title = $"How is it going, time {at}?" }, "Plainer", member, Hat.Coordinator, writing.Now)).FirstOrDefault(r => r is not null);
                writing.Context.Add(survey);
                return Task.FromResult<Outcome<Done>>(refused is null ? new Done() : refused);
            }));
        }
    }

    // A health goal with somebody of the same scheme, with two steps.
    private static async Task SetGoalAsync(Acts acts, Ring ring)
    {
        var me = ring.This.Id;
        await acts.DoAsync<UnitOfWork, Done>(ring.This.Viewer, unit => unit.RunAsync<Done>(new Act("health-goal-set"), writing =>
        {
            var goal = HealthGoal.Set(writing.NewId(), me, ring.At(4).Id, ring.This.Scheme.Id, "sleep", writing.Seal(me, "Bed by eleven."), writing.Today);
            var refused = goal.MoveOn(true, writing.Seal(me, "Twice this week."), writing.Today);
            writing.Context.Add(goal);
            return Task.FromResult<Outcome<Done>>(refused is null ? new Done() : refused);
        }));
    }
}
