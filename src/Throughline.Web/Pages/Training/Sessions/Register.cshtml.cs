using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Security;
using Throughline.Training;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Choice = Throughline.Web.Components.Choice;

namespace Throughline.Web.Pages.Training.Sessions;

/// <summary>The register of one session on one screen, for a phone in a room: it keeps what is typed, and can be sent twice.</summary>
public sealed class RegisterModel(TrainingQueries training, KeepRegister keep, FindDraft drafts, DiscardDraft discard) : PageModel
{
    [BindProperty]
    public List<TypedMark> Marks { get; set; } = [];

    [BindProperty]
    public List<Guid> LedBy { get; set; } = [];

    /// <summary>True for the button that says that everybody else came.</summary>
    [BindProperty]
    public bool Rest { get; set; }

    public RegisterPage Register { get; private set; } = null!;

    public DateTimeOffset? DraftFrom { get; private set; }

    public IReadOnlyList<Choice> Leads => [.. Register.Leads.Select(l => new Choice(l.PersonId.ToString(), l.Name))];

    public static string DraftKey(Guid session) => $"register:{session}";

    /// <summary>Whether the part for more words is open from the start: something is in it, or wrong with it.</summary>
    public bool IsWorded(int at) => !string.IsNullOrWhiteSpace(Marks[at].Words) || ModelState.GetFieldValidationState($"Marks[{at}].Words") == Microsoft.AspNetCore.Mvc.ModelBinding.ModelValidationState.Invalid;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var found = Register.CanBeKept ? await drafts.RunAsync(DraftKey(id), cancellation) : null;
        DraftFrom = found?.SavedAt;
        Fill(found?.Form);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            Keep();
            return this.Invalid();
        }

        var marks = Marks.ConvertAll(m => new RegisterMark(m.EnrolmentId, m.Came ?? (Rest ? Came.Came : null), m.WhoSaid, m.Words));
        var outcome = await keep.RunAsync(new RegisterSheet(id, marks, Register.Leads.Count > 0 ? LedBy : null), cancellation);
        if (outcome.Succeeded)
        {
            await discard.RunAsync(DraftKey(id), cancellation);
            var open = Register.Lines.Count - outcome.Value;
            return this.Done(open <= 0 ? "The register is saved" : $"The register is saved. {TrainingForms.Count(open, "person is", "people are")} still open", $"/training/cohorts/{Register.CohortId}");
        }

        Keep();
        return this.Refused(outcome.Refusal!, [nameof(LedBy), .. Marks.SelectMany((_, at) => new[] { $"Marks[{at}].Came", $"Marks[{at}].Words" })]);
    }

    private void Fill(DraftForm? draft)
    {
        Dictionary<string, int> typed = new(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; draft?[$"Marks[{at}].EnrolmentId"] is { } whose; at++)
        {
            typed[whose] = at;
        }

        foreach (var line in Register.Lines)
        {
            var mark = new TypedMark { EnrolmentId = line.EnrolmentId, Came = line.Came, WhoSaid = line.WhoSaid };
            if (draft is not null && typed.TryGetValue(line.EnrolmentId.ToString(), out var at))
            {
                mark.Came = Enum.TryParse<Came>(draft[$"Marks[{at}].Came"], out var came) ? came : null;
                mark.WhoSaid = Enum.TryParse<WhoSaid>(draft[$"Marks[{at}].WhoSaid"], out var said) ? said : WhoSaid.Nobody;
                mark.Words = draft[$"Marks[{at}].Words"];
            }

            Marks.Add(mark);
        }

        LedBy = draft is null
            ? [.. Register.Leads.Where(l => l.Led).Select(l => l.PersonId)]
            : [.. draft.Fields.Where(f => f.Name == nameof(LedBy)).Select(f => Guid.TryParse(f.Value, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty)];
    }

    // Lines of people who are not in the register any more, or never were, are not shown again.
    private void Keep() => Marks = [.. Marks.Where(m => Register.Lines.Any(l => l.EnrolmentId == m.EnrolmentId))];

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await training.RegisterAsync(id, cancellation) is not { } register)
        {
            return false;
        }

        Register = register;
        return true;
    }
}

public sealed class TypedMark
{
    public Guid EnrolmentId { get; set; }

    public Came? Came { get; set; }

    public WhoSaid WhoSaid { get; set; }

    public string? Words { get; set; }
}
