using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Security;

/// <summary>
/// Keeps what was posted from a session that had locked or ended in the meantime, sealed under the key of the person whose session it was, so that
/// they find every word again after they have unlocked or signed in.
/// </summary>
public sealed class KeptForms(SaveDraft save, TimeProvider clock, ILogger<KeptForms> logger)
{
    /// <summary>The field by which a kept form says, when it is sent again, which one it is.</summary>
    public const string FieldName = "__Kept";

    private static readonly string[] Own = ["__RequestVerificationToken", FormTagHelper.FieldName, FieldName];
    private static readonly string[] Secret = ["Password", "Credential"];

    /// <summary>Keeps the posted form.</summary>
    /// <returns>The number to find it by, or null when there was nothing to keep or nobody to keep it for.</returns>
    public async Task<Guid?> KeepAsync(HttpContext context)
    {
        if (context.FindSession() is not { } session || !context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            var kept = await save.KeepAsync(session, new DraftForm(Fields(form, context.Request.Path), context.Request.Path + context.Request.QueryString), clock.NewId(), context.RequestAborted);
            return kept.Succeeded ? kept.Value : null;
        }
        catch (Exception problem) when (problem is InvalidDataException or BadHttpRequestException or KeyDestroyedException)
        {
            logger.LogWarning("A form posted from a locked or ended session could not be kept: {Problem}", problem.GetType().Name);
            return null;
        }
    }

    /// <summary>What a person typed: no tokens, no passwords, no files, and no code where one lets somebody in. Anywhere else a code is a choice of theirs.</summary>
    /// <param name="form">The form.</param>
    /// <param name="to">Where it leads.</param>
    public static IReadOnlyList<DraftField> Fields(IFormCollection form, PathString to) =>
    [
        .. from field in form
           where !Own.Contains(field.Key) && !Secret.Contains(field.Key, StringComparer.OrdinalIgnoreCase)
               && !(SignIns.AsksWhoItIs(to) && field.Key.Equals("Code", StringComparison.OrdinalIgnoreCase))
           from value in field.Value
           where value is not null
           select new DraftField(field.Key, value),
    ];
}
