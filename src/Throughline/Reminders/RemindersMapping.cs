using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Throughline.People;

namespace Throughline.Reminders;

internal sealed class ReminderMapping : IEntityTypeConfiguration<Reminder>
{
    public void Configure(EntityTypeBuilder<Reminder> builder)
    {
        builder.ToTable("Reminders");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.DueKey).HasMaxLength(Reminder.DueKeyMaxLength);
        builder.Property(r => r.Failure).HasMaxLength(Reminder.FailureMaxLength);
        builder.Property(r => r.Version).IsConcurrencyToken();
        builder.HasIndex(r => new { r.PersonId, r.DueKey, r.Channel }).IsUnique();
        builder.HasIndex(r => new { r.ClosedAt, r.NextTryAt });
        builder.HasOne<Person>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderTurnMapping : IEntityTypeConfiguration<ReminderTurn>
{
    public void Configure(EntityTypeBuilder<ReminderTurn> builder)
    {
        builder.ToTable("ReminderTurns");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.HasIndex(t => new { t.PersonId, t.Channel }).IsUnique();
        builder.HasOne<Person>().WithMany().HasForeignKey(t => t.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReminderChoiceMapping : IEntityTypeConfiguration<ReminderChoice>
{
    public void Configure(EntityTypeBuilder<ReminderChoice> builder)
    {
        builder.ToTable("ReminderChoices");
        builder.HasKey(c => c.PersonId);
        builder.Property(c => c.PersonId).ValueGeneratedNever();
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DailyRunMapping : IEntityTypeConfiguration<DailyRun>
{
    public void Configure(EntityTypeBuilder<DailyRun> builder)
    {
        builder.ToTable("DailyRuns");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).HasMaxLength(DailyRun.NameMaxLength);
        builder.HasIndex(r => new { r.Name, r.On }).IsUnique();
    }
}
