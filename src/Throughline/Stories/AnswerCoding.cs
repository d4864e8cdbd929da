using Microsoft.EntityFrameworkCore;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>The owner's answer to a mark on their words.</summary>
/// <param name="CodingId">The mark.</param>
/// <param name="Answer">Yes, no, or taken back.</param>
/// <param name="Words">What it means to them, if they want to say.</param>
public sealed record CodingAnswer(Guid CodingId, OwnerAnswer Answer, string? Words = null);

/// <summary>The owner says "yes, that's right" or "no, that's not it" to a mark on their words, or takes the answer back.</summary>
public sealed class AnswerCoding(UnitOfWork unit)
{
    /// <summary>Longest own words, in UTF-16 characters.</summary>
    public const int WordsMaxLength = 2_000;

    /// <summary>Answers.</summary>
    /// <returns>Done; <see cref="NotFound"/> for anybody but the owner; <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(CodingAnswer input, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("coding-answered"), async writing =>
        {
            var owner = writing.Viewer.PersonId;
            var coding = await writing.Context.Codings.FirstOrDefaultAsync(c => c.Id == input.CodingId && c.PersonId == owner, cancellation);
            if (coding is null)
            {
                return new NotFound();
            }

            if (!Enum.IsDefined(input.Answer))
            {
                return new Invalid(nameof(input.Answer), "Choose yes or no");
            }

            if (input.Words?.Length > WordsMaxLength)
            {
                return new Invalid(nameof(input.Words), $"Use {WordsMaxLength:N0} characters or fewer");
            }

            coding.Reply(input.Answer, writing.SealOptional(owner, input.Words), writing.Now);
            return new Done();
        }, cancellation);
}
