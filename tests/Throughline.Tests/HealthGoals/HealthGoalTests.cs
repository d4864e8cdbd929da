using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.HealthGoals;
using Throughline.People;
using Throughline.Security;
using Throughline.Testing;

namespace Throughline.Tests.HealthGoals;

[Trait("invariants", "INV-092")]
public sealed class HealthGoalTests
{
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static IEnumerable<object[]> Providers => TestDatabase.Providers;

    [Fact]
    public async Task Schema_HoldsTopicAndStep_AndNoPlaceForAnIllnessOrAMedicine()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var context = database.Everything();
        context.Model.FindEntityType(typeof(HealthGoal))!.GetProperties().Select(p => p.Name)
            .ShouldBe(["Id", "LetGoOn", "PersonId", "SchemeId", "SetOn", "Topic", "TrainerId", "Version"], ignoreOrder: true);
        context.Model.FindEntityType(typeof(HealthStep))!.GetProperties().Select(p => p.Name)
            .ShouldBe(["ClosedOn", "GoalId", "Number", "PersonId", "SetOn", "State", "TrainerId", "Words"], ignoreOrder: true);
        typeof(HealthStep).GetProperty(nameof(HealthStep.Words))!.PropertyType.ShouldBe(typeof(SealedText));
    }

    [Fact]
    public void Steps_WhateverIsDone_OnlyTheLastIsOpenAndNoneComesBack() =>
        Gen.Int[0, 3].Array[1, 20].Sample(moves =>
        {
            var words = new SealedText([1]);
            var goal = HealthGoal.Set(Guid.Empty, Guid.Empty, Guid.Empty, Guid.Empty, "sleep", words, Today);
            foreach (var move in moves)
            {
                var (over, open, count) = (goal.LetGoOn is not null, goal.Steps[^1].State == HealthStepState.Now, goal.Steps.Count);
                var refusal = move switch { 0 => goal.MoveOn(true, words, Today), 1 => goal.MoveOn(false, words, Today), 2 => goal.MoveOn(true, null, Today), _ => goal.LetGo(Today) };
                (refusal is null).ShouldBe(!over && (open || move != 2));
                goal.Steps.SkipLast(1).ShouldAllBe(s => s.State != HealthStepState.Now && s.ClosedOn != null);
                goal.Steps.Count.ShouldBe(count + (refusal is null && move < 2 ? 1 : 0));
                goal.Steps.Select(s => s.Number).ShouldBe(Enumerable.Range(1, goal.Steps.Count));
            }
        });

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task Goal_SetTogether_IsSeenByTheTwoAlone(string provider)
    {
        await using var database = await TestDatabase.CreateAsync(provider);
        var scheme = await database.SetUpSchemeAsync("Towpath health", "health-trainers");
        await using var context = database.Everything();
        async Task<Viewer> SomebodyAsync(string name, string role, Hat hat, RoleState? state = null) => TestData.Viewer(
            await database.AddPersonAsync(name, "Reed", await context.RoleDefinitions.SingleAsync(r => r.SchemeId == scheme.Id && r.Key == role), state), hat, scheme.Id);
        var ann = await SomebodyAsync("Ann", "participant", Hat.Mentee);
        var dee = await SomebodyAsync("Dee", "health-trainer", Hat.PeerWorker, RoleState.ActiveSolo);
        var kin = await SomebodyAsync("Kit", "health-trainer", Hat.PeerWorker, RoleState.ActiveSolo);
        var set = await SomebodyAsync("Sid", "senior-health-trainer", Hat.PeerWorker, RoleState.Senior);
        await database.WriteAsync("kept-apart", writing =>
        {
            writing.Context.Add(Relationship.Declare(writing.NewId(), ann.PersonId, kin.PersonId, null, scheme.Coordinator.PersonId, Today, Today.AddDays(84)).Value);
            writing.Context.People.Single(p => p.Id == set.PersonId).SetLabelSunset(Today);
            return true;
        });

        var form = (await database.AsAsync<HealthGoalQueries, GoalForm?>(ann, q => q.FormAsync()))!;
        form.Topics.Select(t => t.Code).ShouldContain("sleep");
        form.Trainers.Select(t => t.Name).ShouldBe(["Dee Reed", "Kit Reed"], "Sid’s label has set");
        (await SetAsync(ann, "gardening", "Walk", dee.PersonId)).Refusal!.Field.ShouldBe("Topic");
        (await SetAsync(ann, "moving", " ", dee.PersonId)).Refusal!.Field.ShouldBe("Step");
        (await SetAsync(ann, "moving", "Walk", ann.PersonId)).Refusal!.Field.ShouldBe("TrainerId");
        (await SetAsync(ann, "moving", "Walk", set.PersonId)).Refusal!.Field.ShouldBe("TrainerId");
        (await SetAsync(ann, "moving", "Walk", kin.PersonId)).Refusal.ShouldBeOfType<AnotherTrainer>();
        (await SetAsync(dee, "moving", "Walk", kin.PersonId)).Refusal.ShouldBeOfType<NotFound>("Dee is not one of those the scheme works with");
        var goal = (await SetAsync(ann, "moving", "Walk to the shop on Tuesday", dee.PersonId)).Value;

        var mine = (await database.AsAsync<HealthGoalQueries, IReadOnlyList<GoalLine>>(ann, q => q.MineAsync())).Single();
        (mine.Topic, mine.With, mine.Steps.Single().Words).ShouldBe(("Moving more", "Dee Reed", "Walk to the shop on Tuesday"));
        (await database.AsAsync<HealthGoalQueries, IReadOnlyList<GoalLine>>(dee, q => q.WithMeAsync())).Single().With.ShouldBe("Ann Reed");
        foreach (var other in new[] { kin, scheme.Coordinator, new Viewer(dee.PersonId, Hat.StaffColleague, [scheme.Id]), new Viewer(scheme.Coordinator.PersonId, Hat.Supervisor, [scheme.Id]) })
        {
            (await database.AsAsync<HealthGoalQueries, GoalLine?>(other, q => q.FindAsync(goal))).ShouldBeNull();
            (await MoveAsync(other, 1, true, null)).Refusal.ShouldBeOfType<NotFound>();
        }

        // Either of the two writes down how it went; only the person lets it go.
        (await MoveAsync(dee, 1, null, null)).Refusal!.Field.ShouldBe("Done");
        (await MoveAsync(dee, 1, false, " ")).Refusal!.Field.ShouldBe("Next");
        (await MoveAsync(dee, 1, true, null)).Succeeded.ShouldBeTrue();
        (await MoveAsync(ann, 1, true, "Twice a week")).Refusal.ShouldBeOfType<Stale>();
        (await MoveAsync(ann, 2, true, "Twice a week")).Succeeded.ShouldBeTrue();
        (await LetGoAsync(dee, 3)).Refusal.ShouldBeOfType<NotAllowed>();
        (await LetGoAsync(kin, 3)).Refusal.ShouldBeOfType<NotFound>();
        (await LetGoAsync(ann, 3)).Succeeded.ShouldBeTrue();
        (await MoveAsync(ann, 4, true, "More")).Refusal.ShouldBeOfType<GoalIsLetGo>();
        (await database.AsAsync<HealthGoalQueries, IReadOnlyList<GoalLine>>(ann, q => q.MineAsync())).Single().Steps.Select(s => s.State).ShouldBe([HealthStepState.LetGo, HealthStepState.Done]);
        (await database.AsAsync<HealthGoalQueries, IReadOnlyList<GoalLine>>(dee, q => q.WithMeAsync())).ShouldBeEmpty();

        // A wall between the two takes it from the trainer at once; the person keeps it.
        goal = (await SetAsync(ann, "sleep", "Bed by eleven", dee.PersonId)).Value;
        await database.WriteAsync("walled", writing =>
        {
            writing.Context.Add(new Wall(writing.NewId(), writing.NewId(), dee.PersonId, ann.PersonId, writing.Now));
            return true;
        });
        (await database.AsAsync<HealthGoalQueries, IReadOnlyList<GoalLine>>(dee, q => q.WithMeAsync())).ShouldBeEmpty();
        (await MoveAsync(dee, 1, true, null)).Refusal.ShouldBeOfType<NotFound>();
        (await database.AsAsync<HealthGoalQueries, GoalLine?>(ann, q => q.FindAsync(goal)))!.Own.ShouldBeTrue();

        Task<Outcome<Guid>> SetAsync(Viewer by, string topic, string step, Guid trainer) =>
            database.AsAsync<SetHealthGoal, Outcome<Guid>>(by, use => use.RunAsync(new NewHealthGoal(scheme.Id, topic, step, trainer)));
        Task<Outcome<Done>> MoveAsync(Viewer by, int version, bool? done, string? next) =>
            database.AsAsync<MoveHealthStep, Outcome<Done>>(by, use => use.RunAsync(new StepMove(goal, version, done, next)));
        Task<Outcome<Done>> LetGoAsync(Viewer by, int version) => database.AsAsync<LetHealthGoalGo, Outcome<Done>>(by, use => use.RunAsync(goal, version));
    }
}
