using System.Security.Cryptography;
using Throughline.Security;
using Throughline.Storage;

namespace Throughline.Surveys;

/// <summary>Codes to print.</summary>
/// <param name="WaveId">The wave.</param>
/// <param name="HowMany">How many, from 1 to <see cref="PrintCodes.MostAtOnce"/>.</param>
public sealed record NewCodes(Guid WaveId, int? HowMany);

/// <summary>
/// Makes codes that let one person answer once. They are shown this one time; only their hashes are kept, with nothing that says who got which.
/// </summary>
public sealed class PrintCodes(UnitOfWork unit, Keyring keyring, CurrentViewer current)
{
    /// <summary>Most codes at once.</summary>
    public const int MostAtOnce = 200;

    /// <summary>Most codes of a wave for each person who could answer: spoilt sheets happen.</summary>
    public const int MostForEach = 3;

    /// <summary>Makes them. The answer is a secret, so a repeat with the same form makes others.</summary>
    /// <returns>The codes, kept nowhere; or <see cref="NotFound"/>, <see cref="Invalid"/>, <see cref="WaveIsClosed"/>, <see cref="WaveNeedsNoCodes"/>.</returns>
    public Task<Outcome<IReadOnlyList<string>>> RunAsync(NewCodes input, CancellationToken cancellation = default) =>
        unit.RunAsAsync<IReadOnlyList<string>>(current.Viewer, new Act("survey-codes-printed"), async writing =>
        {
            var (wave, refused) = await writing.TakeWaveAsync(input.WaveId, null, cancellation);
            if (wave is null)
            {
                return refused!;
            }

            if (wave.State != SurveyWaveState.Open)
            {
                return new WaveIsClosed();
            }

            if (!wave.NeedsCode)
            {
                return new WaveNeedsNoCodes();
            }

            if (input.HowMany is not (>= 1 and <= MostAtOnce and var many))
            {
                return new Invalid(nameof(input.HowMany), $"Enter a number from 1 to {MostAtOnce}");
            }

            if (wave.CodesPrinted + many > wave.CouldAnswer * MostForEach)
            {
                return new Invalid(nameof(input.HowMany), $"There are {wave.CodesPrinted} codes for {wave.CouldAnswer} people already");
            }

            List<string> codes = [.. Enumerable.Range(0, many).Select(_ => RandomNumberGenerator.GetString(SurveyDoor.Alphabet, SurveyDoor.CodeLength))];
            var key = keyring.SecretHashKey;
            // In the order of their hashes, which is not the order on the paper.
            writing.Context.AddRange(codes.Select(code => SurveySecrets.Hash(key, wave.Id, code)).Order(StringComparer.Ordinal).Select(hash => new SurveyCode(wave.Id, hash)));
            wave.CountPrinted(many);
            return codes;
        }, cancellation);

    /// <summary>A code as it is printed: in two halves.</summary>
    public static string Grouped(string code) => $"{code[..4]}-{code[4..]}";
}

/// <summary>The wave lets anybody answer who is there: it has no codes.</summary>
public sealed record WaveNeedsNoCodes() : Refusal("wave-needs-no-codes")
{
    /// <inheritdoc />
    public override string Sentence => "This survey was opened without codes: anybody who is there can answer.";
}
