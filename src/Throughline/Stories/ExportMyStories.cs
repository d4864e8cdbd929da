using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>
/// The owner takes their stories away (E09): a zip with every version as a plain text file, byte for byte, and one JSON file with everything that is
/// kept beside them: dates, marks and answers, sharing, own views. Leaves a trace, because a copy that is out cannot be called back.
/// </summary>
public sealed class ExportMyStories(ThroughlineContext context, Vault vault, ReviewQueries queries)
{
    /// <summary>How the trace of an export is known.</summary>
    internal const string RecordType = "StoryExport";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Makes the zip of everything that the viewer owns.</summary>
    public async Task<byte[]> RunAsync(CancellationToken cancellation = default)
    {
        var owner = context.Viewer.PersonId;
        var stories = await context.Stories.AsNoTracking().Where(s => s.PersonId == owner && s.DeletedAt == null).OrderBy(s => s.OccasionDate).ThenBy(s => s.Id).ToListAsync(cancellation);
        var versions = await context.StoryVersions.AsNoTracking().Where(v => v.PersonId == owner).OrderBy(v => v.Number).ToListAsync(cancellation);
        var codings = await context.Codings.AsNoTracking().Where(c => c.PersonId == owner)
            .Join(context.Excerpts, c => c.ExcerptId, e => e.Id, (c, e) => new { Coding = c, e.Start, e.End }).ToListAsync(cancellation);
        var consents = await context.StoryConsents.AsNoTracking().Where(c => c.PersonId == owner).OrderBy(c => c.Id).ToListAsync(cancellation);
        var views = await context.StageViews.AsNoTracking().Where(v => v.PersonId == owner).OrderBy(v => v.Id).ToListAsync(cancellation);
        var past = await context.PastRelations.AsNoTracking().Where(r => r.PersonId == owner).OrderBy(r => r.Id).ToListAsync(cancellation);
        var reviews = await queries.ForAsync(owner, cancellation);
        var offers = await context.ConsentOffers.AsNoTracking().Where(o => o.PersonId == owner).OrderBy(o => o.AskedAt).ThenBy(o => o.Id).ToListAsync(cancellation);
        var people = await context.NamesOfAsync([.. offers.Select(o => o.AskedById), .. codings.Select(c => c.Coding.CoderId), .. consents.Select(c => c.AudiencePersonId).OfType<Guid>(), .. stories.Select(s => s.AuthorId)], cancellation);

        var roles = await context.StaffRolesAsync(owner, people, [.. stories.Where(s => s.AuthorId != owner).Select(s => s.AuthorId)], cancellation);

        SealedText?[] toOpen =
        [
            .. versions.SelectMany(v => new[] { v.Title, v.Text, v.FileName }), .. stories.Select(s => s.Reply), .. codings.Select(c => c.Coding.AnswerWords), .. views.Select(v => v.Words),
            .. offers.Select(o => o.Why), .. consents.Select(c => c.Audience),
        ];
        var given = toOpen.OfType<SealedText>().ToList();
        var opened = await vault.OpenAsync(new Opening(owner, "all your stories", RecordType, owner, "A copy to take away"), given, cancellation);
        var words = given.Zip(opened).ToDictionary(p => p.First, p => p.Second);
        string? Of(SealedText? text) => text is null ? null : words[text];

        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var entries = new List<object>();
            for (var index = 0; index < stories.Count; index++)
            {
                var story = stories[index];
                var own = versions.Where(v => v.StoryId == story.Id).ToList();
                var folder = $"{index + 1:000} {story.OccasionDate:yyyy-MM-dd} {Plain(Of(own[^1].Title) ?? "")}".Trim();
                foreach (var version in own)
                {
                    await WriteAsync(zip, PathOf(folder, version), Of(version.Text) ?? "", context.Now, cancellation);
                }

                entries.Add(new
                {
                    story.Id,
                    Date = story.OccasionDate,
                    story.Kind,
                    Account = story.Source,
                    Author = story.AuthorId == owner ? null : people.Of(story.AuthorId).Name,
                    AuthorRole = story.AuthorId == owner ? null : roles(story.AuthorId, story.CreatedAt.LondonDate()),
                    story.CreatedAt,
                    Reply = Of(story.Reply),
                    YouAgreed = story.NeedsAgreement ? story.Agreed : (OwnerAnswer?)null,
                    Versions = own.Select(v => new { v.Number, Date = v.OccasionDate, SavedAt = v.At, Title = Of(v.Title), FileName = Of(v.FileName), File = PathOf(folder, v), Characters = v.Length, Sha256 = Excerpt.HashOf(Of(v.Text) ?? "") }),
                    Marks = codings.Where(c => c.Coding.StoryId == story.Id).OrderBy(c => c.Coding.VersionNumber).ThenBy(c => c.Start).ThenBy(c => c.Coding.Id).Select(c => new
                    {
                        c.Coding.Id,
                        Version = c.Coding.VersionNumber,
                        c.Start,
                        c.End,
                        Passage = Of(own.Single(v => v.Id == c.Coding.VersionId).Text)?[c.Start..c.End],
                        c.Coding.Code,
                        Meaning = Codebook.Default.Find(c.Coding.Code)?.Label,
                        Stage = c.Coding.Stage?.PlainName(),
                        Direction = c.Coding.Polarity,
                        c.Coding.Strength,
                        By = people.Of(c.Coding.CoderId).Name,
                        c.Coding.At,
                        YourAnswer = c.Coding.Answer,
                        YourWords = Of(c.Coding.AnswerWords),
                    }),
                    Sharing = consents.Where(c => c.StoryId == story.Id).Select(c => new
                    {
                        c.Purpose,
                        With = c.AudiencePersonId is { } person ? people.Of(person).Name : c.AudienceHat?.ToString(),
                        Audience = Of(c.Audience),
                        c.Channel,
                        Version = c.VersionNumber,
                        State = c.StateAt(context.Now),
                        c.GivenAt,
                        c.ExpiresAt,
                        c.EndedAt,
                    }),
                });
            }

            var all = new
            {
                About = "Your stories from Throughline. Each version is a text file (UTF-8). Places of marks are counted in UTF-16 units from the beginning of the version's text.",
                Format = "throughline-stories",
                FormatVersion = 1,
                ExportedAt = context.Now,
                Stories = entries,
                YourViews = views.Select(v => new { Stage = v.Stage.PlainName(), v.Standing, Words = Of(v.Words), v.At }),
                AskedOfYou = offers.Select(o => new { By = people.Of(o.AskedById).Name, o.Purpose, Why = Of(o.Why), o.AskedAt, YourAnswer = o.State, o.AnsweredAt }),
                YourPast = past.Select(r => new { r.Position, r.At }),
                Reviews = reviews.Select(r => new
                {
                    r.On,
                    r.By,
                    r.Note,
                    YourReply = r.Reply,
                    Stages = r.Stages.Select(s => new { Stage = s.Reading.Stage.PlainName(), Record = s.Reading.Status.PlainWords(), YourView = s.OwnStanding, Marks = s.Reading.Codings.Select(c => c.CodingId) }),
                }),
            };
            await WriteAsync(zip, "stories.json", JsonSerializer.Serialize(all, Json), context.Now, cancellation);
        }

        return stream.ToArray();
    }

    private static string PathOf(string folder, StoryVersion version) => $"{folder}/version {version.Number}.txt";

    private static async Task WriteAsync(ZipArchive zip, string path, string text, DateTimeOffset at, CancellationToken cancellation)
    {
        var entry = zip.CreateEntry(path, CompressionLevel.Fastest);
        entry.LastWriteTime = at;
        await using var stream = entry.Open();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
    }

    // Letters, digits, spaces and hyphens only: a folder's name must be one on any machine.
    private static string Plain(string title)
    {
        var plain = new StringBuilder();
        foreach (var rune in title.EnumerateRunes().Take(60))
        {
            plain.Append(Rune.IsLetterOrDigit(rune) || rune.Value is ' ' or '-' ? rune.ToString() : "");
        }

        return string.Join(' ', plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToString(CultureInfo.InvariantCulture);
    }
}
