using Microsoft.AspNetCore.Html;

namespace Throughline.Web.Components.Throughlines;

/// <summary>How to read the picture: each shape beside its meaning, drawn with the picture's own classes.</summary>
public static class ThroughlineKey
{
    private static readonly (string Drawing, string Words)[] Entries =
    [
        ("""<path class="tl-line tl-line--case" d="M2,22H23C43,22 42,5 32,5C22,5 21,22 41,22H62"/><path class="tl-line tl-line--core" d="M2,22H23C43,22 42,5 32,5C22,5 21,22 41,22H62"/>""", "The person’s line, with a knot for a milestone"),
        ("""<g class="tl-receiving tl-band"><rect class="tl-band__ground" x="2" y="4" width="60" height="22" rx="6"/><rect class="tl-band__edge" x="2" y="4" width="60" height="22" rx="6"/></g>""", "A role: getting support"),
        ("""<g class="tl-learning tl-band"><rect class="tl-band__ground" x="2" y="4" width="60" height="22" rx="6"/><rect class="tl-band__edge" x="2" y="4" width="60" height="22" rx="6"/></g>""", "A role: training"),
        ("""<g class="tl-giving tl-band"><rect class="tl-band__ground" x="2" y="4" width="60" height="22" rx="6"/><rect class="tl-band__edge" x="2" y="4" width="60" height="22" rx="6"/></g>""", "A role: giving support"),
        ("""<g class="tl-giving tl-band"><rect class="tl-band__ground" x="2" y="4" width="60" height="22" rx="6"/><rect class="tl-band__paid" x="4" y="21" width="56" height="5"/><rect class="tl-band__edge" x="2" y="4" width="60" height="22" rx="6"/></g>""", "A rail along the foot: paid"),
        ("""<g class="tl-giving tl-band"><path class="tl-key__hatch" d="M6,26L24,4M18,26L36,4M30,26L48,4M42,26L60,4"/><rect class="tl-band__edge" x="2" y="4" width="60" height="22" rx="6"/></g>""", "Hatched: paused"),
        ("""<g class="tl-mark--leaf-up"><path class="tl-shape" d="M32,27C23,22 24,14 32,7C40,14 41,22 32,27Z"/></g>""", "A leaf growing up: words or acts that support what the row says"),
        ("""<g class="tl-mark--leaf-down"><path class="tl-shape" d="M32,3C23,8 24,16 32,23C40,16 41,8 32,3Z"/></g>""", "A hollow leaf hanging down: words or acts that point away from it"),
        ("""<path class="tl-vine tl-vine--none" d="M2,15H62"/><g class="tl-mark--ring"><circle class="tl-shape" cx="32" cy="15" r="7"/></g>""", "In the row of messages: kind ones grow up, cold ones hang down, and a ring is neither"),
        ("""<path class="tl-vine tl-vine--none" d="M2,15H62"/>""", "Nothing recorded yet"),
        ("""<path class="tl-vine tl-vine--glimpse" d="M2,15H62"/>""", "A glimpse: once"),
        ("""<path class="tl-vine tl-vine--growing" d="M2,15H62"/>""", "Growing: more than once"),
        ("""<path class="tl-vine tl-vine--steady" d="M2,15H62"/>""", "Steady: several times, over some weeks"),
        ("""<path class="tl-vine tl-vine--contested" d="M2,12.5H62M2,17.5H62"/>""", "Pulling both ways"),
        ("""<path class="tl-vine tl-vine--countered" d="M2,15H62"/>""", "Pulling the other way just now"),
    ];

    public static IHtmlContent Render()
    {
        var text = new SvgText();
        text.Raw("<ul class=\"tl-key\">");
        foreach (var (drawing, words) in Entries)
        {
            text.Raw("<li class=\"govuk-body\"><svg viewBox=\"0 0 64 30\" aria-hidden=\"true\" focusable=\"false\">").Raw(drawing).Raw("</svg><span>").Words(words).Raw("</span></li>");
        }

        return new HtmlString(text.Raw("</ul>").ToString());
    }
}
