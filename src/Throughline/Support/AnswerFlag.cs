using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Support;

/// <summary>Says what the viewer makes of a flag about their own work (E24). The words stand beside it wherever it is shown.</summary>
public sealed class AnswerFlag(UnitOfWork unit)
{
    /// <summary>Says it.</summary>
    /// <returns><see cref="Done"/>, or <see cref="NotFound"/> for anybody else, <see cref="FlagNotOpen"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Done>> RunAsync(Guid id, string? words, CancellationToken cancellation = default) =>
        unit.RunAsync<Done>(new Act("flag-answered"), async writing =>
        {
            var own = writing.Viewer.PersonId;
            if (!await writing.LockAsync(own, cancellation) || await writing.Context.SupportFlags.FirstOrDefaultAsync(f => f.Id == id && f.PersonId == own, cancellation) is not { } flag)
            {
                return new NotFound();
            }

            if (Typed.Required(words, SupportFlag.ReplyMaxLength, "Words", "Enter what you make of it", "What you make of it") is { } wrong)
            {
                return wrong;
            }

            return flag.Answer(writing.Seal(own, words!.Trim()), writing.Today) is { } refusal ? refusal : new Done();
        }, cancellation);
}
