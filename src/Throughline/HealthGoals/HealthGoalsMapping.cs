using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;
using Throughline.Schemes;

namespace Throughline.HealthGoals;

internal sealed class HealthGoalMapping : IEntityTypeConfiguration<HealthGoal>
{
    public void Configure(EntityTypeBuilder<HealthGoal> builder)
    {
        builder.ToTable("HealthGoals");
        builder.Property(g => g.Id).ValueGeneratedNever();
        builder.Property(g => g.Topic).HasMaxLength(ReferenceItem.CodeMaxLength);
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasIndex(g => g.PersonId);
        builder.HasIndex(g => g.TrainerId);
        builder.HasOne<Person>().WithMany().HasForeignKey(g => g.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Scheme>().WithMany().HasForeignKey(g => g.SchemeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(g => g.Steps).WithOne().HasForeignKey(s => s.GoalId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(g => g.Steps).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class HealthStepMapping : IEntityTypeConfiguration<HealthStep>
{
    public void Configure(EntityTypeBuilder<HealthStep> builder)
    {
        builder.ToTable("HealthSteps");
        builder.HasKey(s => new { s.GoalId, s.Number });
        builder.HasIndex(s => s.PersonId);
    }
}
