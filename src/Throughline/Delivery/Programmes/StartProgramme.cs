using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Delivery.Programmes;

/// <summary>Writes down the idea for a programme: its first version.</summary>
public sealed class StartProgramme(UnitOfWork unit)
{
    /// <summary>Writes it down.</summary>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="aim">What it is for.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The version's id, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(Guid schemeId, string? title, string? aim, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("session-programme-started"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(schemeId, cancellation))
            {
                return new NotFound();
            }

            var begun = SessionProgramme.Begin(writing.NewId(), schemeId, title, aim);
            if (!begun.Succeeded)
            {
                return begun.Refusal!;
            }

            var version = SessionProgrammeVersion.Begin(writing.NewId(), begun.Value, writing.Now, writing.Viewer.PersonId);
            writing.Context.AddRange(begun.Value, version);
            return version.Id;
        }, cancellation);
}
