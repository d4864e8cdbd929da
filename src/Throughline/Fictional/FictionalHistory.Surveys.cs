using Microsoft.EntityFrameworkCore;
using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Surveys;

namespace Throughline.Fictional;

internal sealed partial class FictionalHistory
{
    private void PlanSurveys()
    {
        foreach (var wave in content.Surveys.Waves)
        {
            PlanWave(wave);
        }

        foreach (var goal in content.Surveys.HealthGoals)
        {
            PlanGoal(goal);
        }
    }

    private void PlanWave(WaveEntry entry)
    {
        Guid id = default;
        Dictionary<string, string> doors = [];
        Plan(WorkingDay(entry.Opened), async () =>
        {
            var scheme = schemes[entry.Scheme];
            Dictionary<string, Guid> sites;
            await using (var context = engine.OpenReader(Viewer.System))
            {
                sites = await context.Set<Site>().Where(s => s.SchemeId == scheme && entry.Sites.Contains(s.Name)).ToDictionaryAsync(s => s.Name, s => s.Id);
            }

            id = await AsAsync<OpenWave, Guid>(await WearsAsync(entry.By, Hat.Coordinator), use => use.RunAsync(new NewWave(scheme, new WavePlan(
                entry.Name, WorkingDay(entry.Opened), Day(entry.Last), entry.Audience, entry.CouldAnswer, false, [.. sites.Values]))));
            await using var read = engine.OpenReader(Viewer.System);
            var codes = await read.SurveyDoors.Where(d => d.WaveId == id).ToDictionaryAsync(d => d.SiteId, d => d.Code);
            doors = sites.ToDictionary(s => s.Key, s => codes[s.Value]);
        });

        // All on one evening: on which of the days somebody answered is written nowhere.
        var number = 0;
        steps.Add(new Step(WorkingDay(Math.Min(entry.Last, -1)), true, async () =>
        {
            foreach (var said in entry.Answers.Concat(entry.Words).SelectMany(a => Enumerable.Repeat(a, a.Times)))
            {
                var answers = said.Answer.Select(c => c == '.' ? (int?)null : c - '0').ToList();
                await AsAsync<AnswerSurvey, Done>(Viewer.System, use => use.RunAsync(doors[said.Site], new SurveyAnswers($"fictional sheet {++number:D6}", answers, said.Text, null)));
            }
        }));

        if (entry.Closed is not { } closed)
        {
            return;
        }

        Plan(WorkingDay(closed), async () =>
        {
            var viewer = await WearsAsync(entry.By, Hat.Coordinator);
            await AsAsync<CloseWave, bool>(viewer, use => use.RunAsync(new WaveToClose(id, 1, true)));
            for (var left = entry.Words.Count; left > 0; left--)
            {
                var words = (await WithAsync<SurveyQueries, SurveyWordsPage?>(viewer, surveys => surveys.WordsAsync(id)))!;
                var at = words.Words.ToList().FindIndex(w => w.State == WordsState.Waiting);
                await AsAsync<CheckWords, Done>(viewer, use => use.RunAsync(new WordsCheck(id, words.Version, at, entry.Words.Single(w => w.Text == words.Words[at].Text).Show)));
            }
        });
    }

    private void PlanGoal(GoalEntry entry)
    {
        Guid id = default;
        var version = 1;
        PlanOwn(entry.Person, entry.Set, async viewer => id = await AsAsync<SetHealthGoal, Guid>(viewer, use => use.RunAsync(
            new NewHealthGoal(schemes["health"], entry.Topic, entry.Step, people[entry.Trainer]))));
        foreach (var move in entry.Moves)
        {
            PlanOwn(move.By, move.On, viewer => AsAsync<MoveHealthStep, Done>(viewer, use => use.RunAsync(new StepMove(id, version++, move.Done, move.Next))));
        }

        if (entry.LetGo is { } on)
        {
            PlanOwn(entry.Person, on, viewer => AsAsync<LetHealthGoalGo, Done>(viewer, use => use.RunAsync(id, version++)));
        }
    }
}
