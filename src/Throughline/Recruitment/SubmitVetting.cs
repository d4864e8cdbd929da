using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Recruitment;

/// <summary>The person's part.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Version">The version the form was opened on.</param>
/// <param name="Words">What they wish whoever decides to know of the past; only where the scheme asks for it, and never compulsory.</param>
public sealed record VettingPart(Guid CaseId, int Version, string? Words = null);

/// <summary>The person says that they have done what was asked. Words about the past are taken only where their scheme has turned that on.</summary>
public sealed class SubmitVetting(UnitOfWork unit)
{
    /// <summary>Hands it over to whoever decides.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/>, <see cref="Stale"/>, <see cref="Invalid"/>, <see cref="WordsNotAsked"/>, <see cref="VettingMoveNotOpen"/>.</returns>
    public Task<Outcome<Done>> RunAsync(VettingPart input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("vetting-submitted"), async writing =>
        {
            var (found, refused) = await VettingTurn.TakeAsync(writing, input.CaseId, input.Version, own: true, cancellation);
            if (found is null)
            {
                return refused!;
            }

            if (PeopleRules.CheckOptionalText(nameof(input.Words), input.Words, "Your words", VettingCase.TextMaxLength) is { } wrong)
            {
                return wrong;
            }

            if (found.Submit(writing.Today) is { } refusal)
            {
                return refusal;
            }

            if (string.IsNullOrWhiteSpace(input.Words))
            {
                return new Done();
            }

            if ((await writing.SettingsAsync(found.SchemeId, cancellation)).Whole(SettingKeys.ClearanceConvictionText) == 0)
            {
                return new WordsNotAsked();
            }

            OwnWords.Add(writing, found, VettingWordsKind.Past, input.Words);
            return new Done();
        }, cancellation);
}

/// <summary>Seals what a person writes for whoever decides.</summary>
internal static class OwnWords
{
    public static void Add(Writing writing, VettingCase about, VettingWordsKind kind, string text)
    {
        var id = writing.NewId();
        var words = new VettingWords(id, about, kind, writing.SealTwice(about.PersonId, id, text.Trim()), writing.Now);
        about.Add(words);
        writing.Context.Add(words);
    }
}

/// <summary>The scheme does not ask for words about the past, so none are kept.</summary>
public sealed record WordsNotAsked() : Refusal("words-not-asked")
{
    /// <inheritdoc />
    public override string Sentence => "This scheme does not keep words about the past. Leave this empty.";

    /// <inheritdoc />
    public override string? Field => nameof(VettingPart.Words);
}
