using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Stories;

/// <summary>What the pages on stories have in common.</summary>
public static class StoryPages
{
    public static string Day(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Day(DateTimeOffset instant) => Day(instant.LondonDate());

    public static string Time(DateTimeOffset instant) => instant.InLondon().ToString("d MMMM yyyy 'at' H:mm", CultureInfo.InvariantCulture);

    /// <summary>"about 900 words" for so many characters.</summary>
    public static string Length(int characters) => (int)Math.Round(characters / 5.7) switch
    {
        <= 20 => "a few words",
        var words when words < 200 => $"about {(words + 5) / 10 * 10} words",
        var words => string.Create(CultureInfo.InvariantCulture, $"about {(words + 50) / 100 * 100:N0} words"),
    };

    /// <summary>The same with a capital first letter.</summary>
    public static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];

    /// <summary>The periods a yes can be given for, up to the scheme's most.</summary>
    public static IReadOnlyList<Choice> Periods(int mostMonths) =>
    [
        .. new[] { 1, 3, 6, 12, 24 }.Where(m => m < mostMonths).Append(mostMonths).Distinct()
            .Select(m => new Choice(m.ToString(CultureInfo.InvariantCulture), m == 1 ? "1 month" : $"{m} months")),
    ];

    public static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";

    /// <summary>What a mark says, to whoever's words they are.</summary>
    public static string Says(MarkReading mark) => (mark.Stage, mark.Polarity) switch
    {
        ({ } stage, Polarity.Supporting) => $"This speaks for: {stage.PlainName()}.",
        ({ } stage, _) => $"This pulls the other way from: {stage.PlainName()}.",
        _ => "This is about something else that matters, and says nothing about the four stages.",
    };

    /// <summary>Whether the profile took a mark in, and what kept it out where it did not, to whoever's words they are.</summary>
    public static string Counting(StageProfile profile, MarkReading mark)
    {
        if (profile.Counts(mark.Id))
        {
            return "It counts.";
        }

        var why = mark switch
        {
            { Stage: null } => "it is about none of the four sides",
            { Answer: OwnerAnswer.NotYetGiven } => "you have not answered yet",
            { Answer: OwnerAnswer.ThatsNotIt } => "you said that's not it",
            { Agreed: OwnerAnswer.NotYetGiven } => "you have not said yet if this happened as it says",
            { Agreed: OwnerAnswer.ThatsNotIt } => "you said that this did not happen as it says",
            _ when mark.OccasionDate < profile.From => $"it is from before {Day(profile.From)}, and only the last {profile.Rule.WindowDays} days count",
            _ => null,
        };
        return why is null ? "It does not count." : $"It does not count: {why}.";
    }

    public static string Strength(int strength) => strength switch { 1 => "hinted", 2 => "said", _ => "said plainly" };

    public static string Answer(OwnerAnswer answer, bool mine) => (answer, mine) switch
    {
        (OwnerAnswer.ThatsRight, true) => "You said: yes, that's right",
        (OwnerAnswer.ThatsNotIt, true) => "You said: no, that's not it",
        (OwnerAnswer.NotYetGiven, true) => "You have not answered yet",
        (OwnerAnswer.ThatsRight, false) => "They said: yes, that's right",
        (OwnerAnswer.ThatsNotIt, false) => "They said: no, that's not it",
        _ => "Own view: not yet given",
    };

    public static string AnswerColour(OwnerAnswer answer) => answer switch { OwnerAnswer.ThatsRight => "green", OwnerAnswer.ThatsNotIt => "orange", _ => "grey" };

    /// <summary>The name of a stage in an address.</summary>
    public static string Slug(Stage stage) => stage switch
    {
        Stage.Openness => "open-to-something-different",
        Stage.Hook => "something-to-take-hold-of",
        Stage.ReplacementSelf => "trying-on-a-new-self",
        _ => "the-old-life-no-longer-fits",
    };

    /// <summary>The stage of an address: its name, or the number by which the throughline's marks link to it.</summary>
    public static Stage? StageOf(string? slug) => StageWords.All
        .Where(s => Slug(s) == slug || ((int)s).ToString(CultureInfo.InvariantCulture) == slug).Select(s => (Stage?)s).FirstOrDefault();

    /// <summary>The colour class of a mark.</summary>
    public static string Tone(Stage? stage) => stage is { } s ? $"tl-mark--{(int)s}" : "tl-mark--other";

    /// <summary>Puts a refusal where it belongs: the not-found page, the forbidden page, or beside its field with every word kept.</summary>
    public static IActionResult Refuse(this PageModel page, Refusal refusal, string? field = null)
    {
        switch (refusal)
        {
            case NotFound:
                return page.NotFound();
            case NotAllowed:
                return page.StatusCode(StatusCodes.Status403Forbidden);
            default:
                page.ModelState.AddModelError(field ?? refusal.Field ?? "", refusal is Stale ? refusal.Sentence : refusal.Sentence.TrimEnd('.'));
                var result = page.Invalid();
                result.StatusCode = refusal is Stale ? StatusCodes.Status409Conflict : result.StatusCode;
                return result;
        }
    }

    /// <summary>Puts everything that is wrong with a story's words beside its field; a date that could not be read keeps its own message.</summary>
    public static void Check(this PageModel page, StoryWords words, DateOnly today)
    {
        foreach (var fault in words.Faults(today).Where(f => page.ModelState.GetFieldValidationState(f.Field!) != ModelValidationState.Invalid))
        {
            page.ModelState.AddModelError(fault.Field!, fault.Sentence.TrimEnd('.'));
        }
    }

    /// <summary>
    /// The words of a story, paragraph by paragraph, each numbered, with marked passages as mark elements. What stands inside a data-start element is
    /// the stored text and nothing else, except what carries data-aside: the marking script counts on it.
    /// </summary>
    /// <param name="text">The stored text.</param>
    /// <param name="marks">The marks on it.</param>
    /// <param name="choose">The address to mark a paragraph at, by its number; null where nothing can be marked.</param>
    /// <param name="chosen">The number of the paragraph chosen.</param>
    public static IHtmlContent Words(string text, IReadOnlyList<MarkReading> marks, Func<int, string>? choose = null, int? chosen = null)
    {
        var to = new StringBuilder(text.Length + (text.Length / 2) + 1024);
        var encode = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);
        var paragraphs = StoryText.Paragraphs(text);
        var segments = StoryText.Segments(paragraphs, [.. marks.Select(m => m.Span)]);
        for (var i = 0; i < paragraphs.Count; i++)
        {
            var number = i + 1;
            to.Append(CultureInfo.InvariantCulture, $"<div class=\"tl-words__paragraph{(chosen == number ? " tl-words__paragraph--chosen" : "")}\" id=\"p{number}\">");
            if (choose is null)
            {
                to.Append(CultureInfo.InvariantCulture, $"<span class=\"tl-words__number\" aria-hidden=\"true\">{number}</span>");
            }
            else
            {
                to.Append(CultureInfo.InvariantCulture, $"<a class=\"tl-words__number govuk-link\" href=\"{encode.Encode(choose(number))}\" aria-label=\"Mark in paragraph {number}\">{number}</a>");
            }

            to.Append(CultureInfo.InvariantCulture, $"<p class=\"tl-words__text\" data-start=\"{paragraphs[i].Start}\">");
            foreach (var segment in segments[i])
            {
                foreach (var mark in segment.Begins)
                {
                    to.Append(CultureInfo.InvariantCulture, $"<span class=\"tl-words__place\" id=\"passage-{marks[mark].Id}\" tabindex=\"-1\" data-aside></span>");
                }

                var words = encode.Encode(segment.Span.Of(text));
                if (segment.Marks.Count == 0)
                {
                    to.Append(words);
                    continue;
                }

                var first = marks[segment.Marks[0]];
                to.Append(CultureInfo.InvariantCulture, $"<mark class=\"tl-mark {Tone(first.Stage)}{(first.Polarity == Polarity.Disconfirming ? " tl-mark--against" : "")}{(segment.Marks.Count > 1 ? " tl-mark--several" : "")}\">{words}</mark>");
                foreach (var mark in segment.Marks.Where(m => marks[m].Span.End == segment.Span.End))
                {
                    to.Append(CultureInfo.InvariantCulture, $"<a class=\"tl-words__ref govuk-link\" href=\"#about-{marks[mark].Id}\" aria-label=\"Mark {mark + 1}: {encode.Encode(marks[mark].Label)}\" data-aside>{mark + 1}</a>");
                }
            }

            to.Append("</p></div>");
        }

        return new HtmlString(to.ToString());
    }
}
