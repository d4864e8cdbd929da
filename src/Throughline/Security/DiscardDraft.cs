using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Throws away a draft: its words have been saved for good, or are not wanted.</summary>
public sealed class DiscardDraft(UnitOfWork unit, CurrentViewer current)
{
    /// <summary>Throws away the present viewer's draft for a form. None there is no error.</summary>
    public Task<Outcome<Done>> RunAsync(string formKey, CancellationToken cancellation = default) =>
        unit.RunAsAsync<Done>(current.Viewer, new Act("draft-discarded"), async writing =>
        {
            var owner = writing.Viewer.PersonId;
            await writing.Context.Drafts.Where(d => d.PersonId == owner && d.FormKey == formKey).ExecuteDeleteAsync(cancellation);
            return new Done();
        }, cancellation);

    /// <summary>Throws away a kept form.</summary>
    public Task<Outcome<Done>> KeptAsync(Guid id, CancellationToken cancellation = default) => RunAsync(SaveDraft.KeptKey(id), cancellation);
}
