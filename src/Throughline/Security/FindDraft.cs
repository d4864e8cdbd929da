using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Gives somebody back the words they have not saved yet. Nobody else's draft exists for them.</summary>
public sealed class FindDraft(ThroughlineContext context, CurrentViewer current, Vault vault, TimeProvider clock)
{
    /// <summary>Finds the present viewer's draft for a form.</summary>
    /// <returns>The draft, or null when there is none that can still be read.</returns>
    public async Task<FoundDraft?> RunAsync(string formKey, CancellationToken cancellation = default)
    {
        var (owner, now) = (current.Viewer.PersonId, clock.Now());
        var draft = await context.Drafts.AsNoTracking().FirstOrDefaultAsync(d => d.PersonId == owner && d.FormKey == formKey && d.ExpiresAt > now, cancellation);
        if (draft is null)
        {
            return null;
        }

        var text = await vault.OpenAsync(new Opening(owner, "words you had not saved yet", nameof(Draft), draft.Id, "To go on writing"), draft.Text, cancellation);
        return text is null ? null : new FoundDraft(draft.Id, JsonSerializer.Deserialize<DraftForm>(text)!, draft.SavedAt);
    }

    /// <summary>Finds a form of theirs that was kept when its session had locked or ended.</summary>
    public Task<FoundDraft?> KeptAsync(Guid id, CancellationToken cancellation = default) => RunAsync(SaveDraft.KeptKey(id), cancellation);
}
