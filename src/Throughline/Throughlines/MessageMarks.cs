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
    /// <summary>The lane of the viewer's own throughline; empty on anybody else's. One command.</summary>
    public static async Task<MarkLane> LaneAsync(ThroughlineContext context, bool own, CancellationToken cancellation)
    {
        var viewer = context.Viewer.PersonId;
        var messages = !own ? [] : await context.ReceivedMessages.AsNoTracking().Where(m => m.PersonId == viewer).OrderBy(m => m.On).ThenBy(m => m.Id)
            .Select(m => new { m.Id, m.On, m.Dimension, m.Source, m.Value, m.LeftOut }).ToListAsync(cancellation);
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
}
