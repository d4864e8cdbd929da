using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;

namespace Throughline.Web.Pages.Delivery.Groups;

public sealed class NewModel(GroupQueries groups, StartGroup start) : PageModel
{
    [BindProperty(Name = "scheme", SupportsGet = true)]
    public Guid Scheme { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public Guid? SiteId { get; set; }

    [BindProperty]
    public bool? Counts { get; set; }

    [BindProperty]
    public List<string> Types { get; set; } = [];

    [BindProperty]
    public bool ForMentors { get; set; }

    public GroupForm Form { get; private set; } = null!;

    public IReadOnlyList<Choice> Sites => PeopleForms.Of(Form.Sites);

    public IReadOnlyList<Choice> Sorts => [.. Form.Sorts.Where(s => s.TellsOfficer).Select(s => new Choice(s.Code, s.Name, s.Hint))];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        SiteId = Form.Sites is [var only] ? only.Id : null;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation))
        {
            return NotFound();
        }

        this.Ask(string.IsNullOrWhiteSpace(Name), nameof(Name), "Enter what the group is called");
        this.Ask(SiteId is null, nameof(SiteId), "Choose where it meets");
        this.Ask(Counts is null, nameof(Counts), "Choose whether it counts towards a requirement");
        this.Ask(Counts == true && Types.Count == 0, nameof(Types), "Choose what it counts towards");
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var outcome = await start.RunAsync(new NewGroup(Scheme, Name, SiteId, Counts, Types, ForMentors), cancellation);
        return outcome.Succeeded
            ? this.Done($"{Name!.Trim()} is there. Plan its sessions", $"/groups/{outcome.Value}/plan")
            : this.Refused(outcome.Refusal!, nameof(Name), nameof(SiteId), nameof(Counts), nameof(Types), nameof(ForMentors));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (await groups.FormAsync(Scheme, cancellation) is not { } form)
        {
            return false;
        }

        Form = form;
        return true;
    }
}
