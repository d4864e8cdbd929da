using Throughline.Storage;

namespace Throughline.Stories;

/// <summary>A person says how they carry their past, or changes it, or says nothing (INV-157). Nobody else is shown it.</summary>
public sealed class SetPastRelation(UnitOfWork unit)
{
    /// <summary>Saves it.</summary>
    /// <returns>The id of the choice; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(PastPosition? position, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("past-relation-set"), writing =>
        {
            if (position is not { } chosen || !Enum.IsDefined(chosen))
            {
                return Task.FromResult<Outcome<Guid>>(new Invalid("Position", "Choose one, or say that you would rather not"));
            }

            var relation = new PastRelation(writing.NewId(), writing.Viewer.PersonId, chosen, writing.Now);
            writing.Context.Add(relation);
            return Task.FromResult<Outcome<Guid>>(relation.Id);
        }, cancellation);
}
