using Microsoft.EntityFrameworkCore;
using Throughline.Recognition;
using Throughline.Storage;

namespace Throughline.Throughlines;

/// <summary>
/// The messages somebody logged, kind ones above the lane's line and cold ones below. On their own throughline only: whoever a message was shared with
/// reads it on its own page. Nothing is added up.
/// </summary>
internal static class MessageMarks
{
    private static readonly PerModel<Func<ThroughlineContext, Guid, IAsyncEnumerable<Got>>> Messages = new(() => EF.CompileAsyncQuery((ThroughlineContext context, Guid personId) =>
        context.ReceivedMessages.AsNoTracking().Where(m => m.PersonId == personId).OrderBy(m => m.On).ThenBy(m => m.Id)
            .Select(m => new Got(m.Id, m.On, m.Dimension, m.Source, m.Value, m.LeftOut))));

    /// <summary>The lane of the viewer's own throughline; empty on anybody else's. One command.</summary>
    public static async Task<MarkLane> LaneAsync(ThroughlineContext context, bool own, CancellationToken cancellation)
    {
        var messages = own ? await Messages.For(context)(context, context.Viewer.PersonId).ToListAsync(cancellation) : [];
        return new MarkLane("messages", "Messages you got", LaneGlyph.Ring,
        [
            .. messages.Select(m => new LaneMark(m.On, $"{RecognitionWords.Side(m.Value)}{(m.LeftOut ? ", left out" : "")}: {Lower(m.Dimension.Name())}. {m.Source.Name()}", $"/messages/{m.Id}")
            {
                Side = m.Value > 0 ? LaneSide.Above : m.Value < 0 ? LaneSide.Below : LaneSide.Level,
            }),
        ])
        {
            HasSides = true,
        };
    }

    private static string Lower(string words) => char.ToLowerInvariant(words[0]) + words[1..];

    private sealed record Got(Guid Id, DateOnly On, MessageDimension Dimension, SourceClass Source, int Value, bool LeftOut);
}
