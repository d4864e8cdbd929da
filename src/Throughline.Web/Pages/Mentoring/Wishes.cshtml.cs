using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Mentoring;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Mentoring;

public sealed class WishesModel(MyMentoringQueries mentoring, WishFor wish, CurrentViewer current) : PageModel
{
    public static IReadOnlyList<(string Value, string Text)> Choices { get; } = [("", "No matter"), (nameof(WishKind.Like), "Would like"), (nameof(WishKind.Never), "Never")];

    public IReadOnlyList<WishRow> People { get; private set; } = [];

    public string Back => current.Viewer.Hat == Hat.PeerWorker ? "/mentoring/mine" : "/mentor";

    public string Chosen(WishRow person) => Request.HasFormContentType ? Request.Form[$"Wish-{person.Id}"].ToString() : person.Kind?.ToString() ?? "";

    public async Task OnGetAsync(Guid schemeId, CancellationToken cancellation) => People = await mentoring.WishesAsync(schemeId, cancellation);

    public async Task<IActionResult> OnPostAsync(Guid schemeId, CancellationToken cancellation)
    {
        People = await mentoring.WishesAsync(schemeId, cancellation);
        List<SaidWish> wishes = [];
        foreach (var person in People)
        {
            // One that is not in the form stays as it is.
            var typed = Request.Form[$"Wish-{person.Id}"];
            if (typed.Count == 0)
            {
                continue;
            }

            WishKind? kind = null;
            if (typed.ToString() is { Length: > 0 } text)
            {
                if (!Enum.TryParse<WishKind>(text, out var read) || !Enum.IsDefined(read))
                {
                    ModelState.AddModelError("", $"Choose one of the three for {person.Name}");
                    continue;
                }

                kind = read;
            }

            if (kind != person.Kind)
            {
                wishes.Add(new SaidWish(person.Id, kind));
            }
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await wish.RunAsync(schemeId, wishes, cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refused(outcome.Refusal!);
        }

        return this.Done("Saved. Only you see it", Back);
    }
}
