using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Files;
using Throughline.People;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.Account;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.People;

public sealed class ListModel(PeopleQueries people, ExportPeople export, ProveSession prove, TimeProvider clock) : PageModel
{
    private static readonly string[] Headings = ["Name", "Family name", "Pronouns", "Reference", "Role", "Scheme", "Where they stand", "From", "To"];

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty(Name = "role", SupportsGet = true)]
    public string? Role { get; set; }

    [BindProperty(Name = "state", SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(Name = "scheme", SupportsGet = true)]
    public string? Scheme { get; set; }

    [BindProperty(Name = "after", SupportsGet = true)]
    public string? After { get; set; }

    public PeopleList People { get; private set; } = null!;

    public IReadOnlyList<Choice> RoleChoices { get; private set; } = [];

    public IReadOnlyList<Choice> SchemeChoices { get; private set; } = [];

    public bool RunsScheme => HttpContext.Session().Hat == Hat.Coordinator;

    public bool TooShort => !string.IsNullOrWhiteSpace(Words) && !PeopleQueries.Searchable(Words) && !PeopleQueries.TooMany(Words);

    public PeopleFilter Filter => new(
        string.IsNullOrWhiteSpace(Words) ? null : Words.Trim(),
        Guid.TryParse(Scheme, out var scheme) ? scheme : null,
        string.IsNullOrEmpty(Role) ? null : Role,
        Enum.TryParse<RoleState>(State, out var state) && Enum.IsDefined(state) ? state : null);

    public async Task OnGetAsync(CancellationToken cancellation)
    {
        var choices = await people.ChoicesAsync(cancellation);
        RoleChoices = [.. choices.Roles.Select(r => new Choice(r, r))];
        SchemeChoices = PeopleForms.Of(choices.Schemes);
        People = await people.ListAsync(Filter, After, cancellation);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // A session left open must not be enough to carry everybody's names away.
        if (this.First(prove, Link(null)) is { } first)
        {
            return first;
        }

        var outcome = await export.RunAsync(Filter, cancellation);
        if (!outcome.Succeeded)
        {
            return this.Refused(outcome.Refusal!);
        }

        var rows = outcome.Value.Lines.Select(l => (IReadOnlyList<string?>)
            [l.Name, l.FamilyName, l.Pronouns, l.Reference, l.Role, l.Scheme, l.State?.Name(), l.From?.ToString("yyyy-MM-dd"), l.To?.ToString("yyyy-MM-dd")]);
        return File(CsvWriter.ToBytes(Headings, rows), "text/csv; charset=utf-8", $"people-{clock.Today():yyyy-MM-dd}.csv");
    }

    public string Link(string? after)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in new[] { ("q", Words), ("role", Role), ("state", State), ("scheme", Scheme), ("after", after) })
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return "/people" + query;
    }
}
