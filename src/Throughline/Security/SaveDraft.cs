using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>Keeps what somebody has typed so far, in place of what was kept for the same form before.</summary>
public sealed class SaveDraft(UnitOfWork unit, CurrentViewer current, SignInRules rules)
{
    private const string KeptPrefix = "kept:";

    /// <summary>Most forms kept for one person from locked or ended sessions; older ones go.</summary>
    public const int MostKept = 20;

    /// <summary>Keeps the present viewer's words for a form.</summary>
    /// <returns>When it was saved, or <see cref="DraftTooLong"/>, <see cref="Invalid"/> for a form key that is blank or too long.</returns>
    public Task<Outcome<DateTimeOffset>> RunAsync(string formKey, DraftForm form, CancellationToken cancellation = default) =>
        string.IsNullOrWhiteSpace(formKey) || formKey.Length > Draft.FormKeyMaxLength || formKey.StartsWith(KeptPrefix, StringComparison.Ordinal)
            ? Task.FromResult<Outcome<DateTimeOffset>>(new Invalid("FormKey", "This form cannot be kept"))
            : SaveAsync(current.Viewer, formKey, form, TimeSpan.FromDays(rules.DraftDays), cancellation);

    /// <summary>Keeps a form that was posted from a session which had locked or ended, for the person whose session it was.</summary>
    /// <returns>The number by which they get it back.</returns>
    public async Task<Outcome<Guid>> KeepAsync(CurrentSession session, DraftForm form, Guid id, CancellationToken cancellation = default)
    {
        var saved = await SaveAsync(session.Viewer, KeptPrefix + id, form, TimeSpan.FromHours(rules.KeptFormHours), cancellation);
        return saved.Succeeded ? id : saved.Refusal!;
    }

    /// <summary>The form key of a kept form.</summary>
    internal static string KeptKey(Guid id) => KeptPrefix + id;

    private async Task<Outcome<DateTimeOffset>> SaveAsync(Viewer viewer, string formKey, DraftForm form, TimeSpan life, CancellationToken cancellation)
    {
        var personId = viewer.PersonId;
        if (form.Fields.Sum(f => (long)f.Name.Length + f.Value.Length) > Draft.MaxLength)
        {
            return new DraftTooLong();
        }

        var text = JsonSerializer.Serialize(form);
        return await unit.RunAsAsync<DateTimeOffset>(viewer, new Act("draft-saved"), async writing =>
        {
            var now = writing.Now;
            await writing.Context.Drafts.Where(d => d.PersonId == personId && d.ExpiresAt <= now).ExecuteDeleteAsync(cancellation);
            var draft = await writing.Context.Drafts.FirstOrDefaultAsync(d => d.PersonId == personId && d.FormKey == formKey, cancellation);
            if (draft is null)
            {
                if (formKey.StartsWith(KeptPrefix, StringComparison.Ordinal))
                {
                    var old = await writing.Context.Drafts.Where(d => d.PersonId == personId && d.FormKey.StartsWith(KeptPrefix))
                        .OrderByDescending(d => d.SavedAt).Skip(MostKept - 1).ToListAsync(cancellation);
                    writing.Context.RemoveRange(old);
                }

                draft = new Draft(writing.NewId(), personId, formKey);
                writing.Context.Add(draft);
            }

            draft.Save(writing.Seal(personId, text), now, now + life);
            return now;
        }, cancellation);
    }
}

/// <summary>More was typed than a draft can hold.</summary>
public sealed record DraftTooLong() : Refusal("draft-too-long")
{
    /// <inheritdoc />
    public override string Sentence => "This is too long to keep as you type. Save it now, or in parts.";
}
