using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Walls;

public sealed class NewModel(PeopleQueries people, DeclareConflictFor declare) : PageModel
{
    [BindProperty(Name = "first", SupportsGet = true)]
    public Guid? FirstId { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose the other person")]
    public Guid? OtherId { get; set; }

    public NamedPerson? First { get; private set; }

    public IReadOnlyList<Choice> Found { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation) || First is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await declare.RunAsync(new CloseToEachOther(First.Id, OtherId!.Value), cancellation);
        return outcome.Succeeded ? this.Done("The wall is up. Now make a plan for the work around it", $"/walls/{outcome.Value}") : this.Refused(outcome.Refusal!, nameof(OtherId));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (FirstId is not { } id)
        {
            return true;
        }

        First = await people.NameAsync(id, cancellation);
        Found = PeopleForms.Of((await people.SuggestAsync(Words, cancellation)).Where(f => f.Id != id));
        return First is not null;
    }
}
