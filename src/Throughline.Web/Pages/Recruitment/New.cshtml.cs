using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.People;
using Throughline.Recruitment;
using Throughline.Security;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Recruitment;

/// <summary>An application on paper, typed in for somebody.</summary>
public sealed class NewModel(RecruitmentQueries recruitment, PeopleQueries people, Apply apply, CurrentViewer current) : PageModel
{
    [BindProperty(Name = "person", SupportsGet = true)]
    public Guid? PersonId { get; set; }

    [BindProperty(Name = "q", SupportsGet = true)]
    public string? Words { get; set; }

    [BindProperty]
    [Required(ErrorMessage = "Choose a role")]
    public Guid? WindowId { get; set; }

    [BindProperty]
    public ApplyFields Form { get; set; } = new();

    [BindProperty]
    public Guid Once { get; set; }

    public NamedPerson? Applicant { get; private set; }

    public IReadOnlyList<Named> Found { get; private set; } = [];

    public IReadOnlyList<Choice> Windows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellation)
    {
        ModelState.Clear();
        return await ReadAsync(cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!await ReadAsync(cancellation) || Applicant is null)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        current.Once = Once;
        var outcome = await apply.RunAsync(Form.ToInput(WindowId!.Value, Applicant.Id), cancellation);
        return outcome.Succeeded ? this.Done("The application is saved", $"/recruitment/{outcome.Value}") : this.RefusedField(outcome.Refusal!, ApplyFields.FieldOf(outcome.Refusal!.Field));
    }

    private async Task<bool> ReadAsync(CancellationToken cancellation)
    {
        if (PersonId is not { } id)
        {
            Found = await people.SuggestAsync(Words, cancellation);
            return true;
        }

        Applicant = await people.NameAsync(id, cancellation);
        var windows = await recruitment.WindowsAsync(cancellation);
        Windows = [.. windows.Select(w => new Choice(w.Id.ToString(), $"{w.Role}, {w.Scheme}"))];
        if (windows.Count > 0 && await recruitment.FormAsync(WindowId ?? windows[0].Id, cancellation) is { } form)
        {
            Form.Encouragers = [.. form.Encouragers.Select(e => new Choice(e.Code, e.Name))];
        }

        return Applicant is not null;
    }
}
