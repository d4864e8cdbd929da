using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Walls;

public sealed class NewApartModel(PeopleQueries people, DeclareRelationship declare) : PageModel
{
    public static IReadOnlyList<Choice> Kinds { get; } = [.. Enum.GetValues<RelationshipKind>().Select(k => new Choice(k.ToString(), k.Name()))];

    [BindProperty(Name = "first", SupportsGet = true)]
    public Guid FirstId { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose the other person")]
    public Guid? OtherId { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose how they know each other")]
    public RelationshipKind? Kind { get; set; }

    public NamedPerson First { get; private set; } = null!;

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await declare.RunAsync(new NewRelationship(First.Id, OtherId!.Value, Kind!.Value), cancellation);
        return outcome.Succeeded
            ? this.Done("They are kept apart. Check whether they are together now", $"/people/{First.Id}")
            : this.Refused(outcome.Refusal!, nameof(OtherId), nameof(Kind));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await people.NameAsync(FirstId, cancellation) is not { } first)
        {
            return false;
        }

        First = first;
        Found = PeopleForms.Of((await people.SuggestAsync(Words, cancellation)).Where(f => f.Id != FirstId));
        return true;
    }
}
