using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>
/// A trained coder marks passages of a story that its owner shared with them for it. Sentences are ticked, which needs no script and no mouse; with a
/// script, words selected in the text fill the same form.
/// </summary>
public sealed class CodingModel(StoryQueries queries, MarkPassage mark, RemoveCoding remove, CurrentViewer current) : PageModel
{
    public static readonly IReadOnlyList<Choice> Strengths = [new("1", "Hinted"), new("2", "Said"), new("3", "Said plainly")];

    public static readonly IReadOnlyList<CodeGroup> Groups =
    [
        .. StageWords.All.Select(s => new CodeGroup(char.ToUpperInvariant(s.PlainName()[0]) + s.PlainNameWithTerm()[1..], s, [.. Codebook.Default.Codes.Where(c => c.Stage == s)])),
        new CodeGroup("Something else that matters", null, [.. Codebook.Default.CrossCutting]),
    ];

    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [FromQuery(Name = "p")]
    public int? Paragraph { get; set; }

    [BindProperty]
    public int Version { get; set; }

    [BindProperty]
    public int? Start { get; set; }

    [BindProperty]
    public int? End { get; set; }

    [BindProperty]
    public List<string> Sentence { get; set; } = [];

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public int? Strength { get; set; }

    [BindProperty]
    public Guid CodingId { get; set; }

    [BindProperty]
    public Guid Once { get; set; }

    public StoryReading Story { get; private set; } = null!;

    public IReadOnlyList<Span> Sentences { get; private set; } = [];

    /// <summary>The words that were chosen, for a form shown again.</summary>
    public string? Chosen => Start is { } start && End is { } end && start >= 0 && end > start && end <= Story.Text.Length ? Story.Text[start..end] : null;

    public string? ErrorOf(string field) => ModelState.TryGetValue(field, out var entry) && entry.Errors.Count > 0 ? entry.Errors[0].ErrorMessage : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation) => await FindAsync(cancellation) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (Version != Story.Version)
        {
            return this.Refuse(new Stale());
        }

        var span = Chosen is not null ? new Span(Start!.Value, End!.Value) : Ticked();
        this.Ask(span is null, Sentences.Count > 0 ? "sentence-0" : "mark", Sentence.Count > 0 ? "Tick sentences that stand next to each other" : "Choose the sentences you want to mark");
        this.Ask(string.IsNullOrEmpty(Code), nameof(Code), "Choose what the passage speaks of");
        this.Ask(Strength is null, nameof(Strength), "Choose how clearly it says so");
        if (!ModelState.IsValid || span is not { } passage)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await mark.RunAsync(new NewMark(Id, Version, passage.Start, passage.End, Code, Strength), cancellation);
        return outcome.Succeeded
            ? this.Done("Marked. It counts once the owner says that it is right.", $"/stories/{Id}/coding{(Paragraph is { } p ? $"?p={p}" : "")}#passage-{outcome.Value}")
            : this.Refuse(outcome.Refusal!, outcome.Refusal!.Field == nameof(Start) ? "mark" : null);
    }

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellation)
    {
        current.Once = Once;
        var outcome = await remove.RunAsync(CodingId, cancellation);
        return outcome.Succeeded ? this.Done("The mark is taken off", $"/stories/{Id}/coding") : NotFound();
    }

    private async Task<bool> FindAsync(CancellationToken cancellation)
    {
        if (await queries.MarkableVersionAsync(Id, cancellation) is not { } version
            || await queries.FindAsync(Id, version, "Marking passages", cancellation) is not { } story)
        {
            return false;
        }

        Story = story;
        var paragraphs = StoryText.Paragraphs(story.Text);
        if (Paragraph is { } p && p >= 1 && p <= paragraphs.Count)
        {
            Sentences = StoryText.Sentences(story.Text, paragraphs[p - 1]);
        }
        else
        {
            Paragraph = null;
        }

        return true;
    }

    // From the first ticked sentence to the last, when none between them is left out.
    private Span? Ticked()
    {
        var ticked = Sentences.Select((s, i) => (Span: s, Index: i)).Where(s => Sentence.Contains(string.Create(CultureInfo.InvariantCulture, $"{s.Span.Start}-{s.Span.End}"))).ToList();
        return ticked.Count > 0 && ticked[^1].Index - ticked[0].Index == ticked.Count - 1 ? new Span(ticked[0].Span.Start, ticked[^1].Span.End) : null;
    }
}

/// <param name="Name">What the group is called, in plain words with the field's term.</param>
/// <param name="Stage">Its stage; null for codes of no stage.</param>
/// <param name="Codes">Its codes.</param>
public sealed record CodeGroup(string Name, Stage? Stage, IReadOnlyList<Code> Codes);
