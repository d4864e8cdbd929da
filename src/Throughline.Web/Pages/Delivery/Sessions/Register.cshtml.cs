using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Delivery;
using Throughline.Security;
using Throughline.Web.Components;
using Throughline.Web.Pages.People;
using Throughline.Web.Pages.Training;

namespace Throughline.Web.Pages.Delivery.Sessions;

/// <summary>The register of one session on one screen, for a phone in a room: one tap for each person. It keeps what is typed, and can be sent twice.</summary>
public sealed class RegisterModel(RegisterQueries registers, SaveAttendance save, FindDraft drafts, DiscardDraft discard) : PageModel
{
    [BindProperty]
    public List<TypedLine> Lines { get; set; } = [];

    /// <summary>What is said of everybody whose line is open, by the button for it.</summary>
    [BindProperty]
    public AttendanceMark? Rest { get; set; }

    /// <summary>What is said of everybody, by the button for it.</summary>
    [BindProperty]
    public AttendanceMark? All { get; set; }

    public AttendanceRegister Shown { get; private set; } = null!;

    public DateTimeOffset? DraftFrom { get; private set; }

    /// <summary>The lines that somebody else saved meanwhile and that say something else.</summary>
    public IReadOnlySet<Guid> Theirs { get; private set; } = new HashSet<Guid>();

    public static string DraftKey(Guid session) => $"attendance:{session}";

    /// <summary>Whether the part for words is open from the start: something is in it, or wrong with it.</summary>
    public bool IsWorded(int at) => !string.IsNullOrWhiteSpace(Lines[at].Told) || ModelState.GetFieldValidationState($"Lines[{at}].Told") == ModelValidationState.Invalid;

    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await ReadAsync(id, cancellation))
        {
            return NotFound();
        }

        var found = Shown.CanBeKept ? await drafts.RunAsync(DraftKey(id), cancellation) : null;
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

        var outcome = await save.RunAsync(id, Lines.ConvertAll(l => new AttendanceLine(l.PlaceId, l.Version, All ?? l.Mark ?? Rest, l.Told)), cancellation);
        if (outcome.Succeeded)
        {
            await discard.RunAsync(DraftKey(id), cancellation);
            var open = Shown.Lines.Count - outcome.Value;
            return this.Done(open <= 0 ? "The register is saved" : $"The register is saved. {TrainingForms.Count(open, "person is", "people are")} still open", $"/groups/sessions/{id}");
        }

        Keep();
        var refused = this.Refused(outcome.Refusal!, [.. Lines.SelectMany((_, at) => new[] { $"Lines[{at}].Mark", $"Lines[{at}].Told" })]);
        if (outcome.Refusal is SavedMeanwhile && refused is PageResult page)
        {
            page.StatusCode = StatusCodes.Status409Conflict;
            Compare();
        }

        return refused;
    }

    // What was typed stays, and the next save is on top of what somebody else saved: whoever sends it again has seen it.
    private void Compare()
    {
        HashSet<Guid> theirs = [];
        for (var at = 0; at < Lines.Count; at++)
        {
            var (typed, known) = (Lines[at], Shown.Lines.First(l => l.PlaceId == Lines[at].PlaceId));
            if (known.Version > typed.Version && typed.Mark is { } mark && known.Mark != mark)
            {
                theirs.Add(typed.PlaceId);
            }

            typed.Version = known.Version;
            ModelState.Remove($"Lines[{at}].Version");
        }

        Theirs = theirs;
    }

    private void Fill(DraftForm? draft)
    {
        Dictionary<string, int> typed = new(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; draft?[$"Lines[{at}].PlaceId"] is { } whose; at++)
        {
            typed[whose] = at;
        }

        foreach (var line in Shown.Lines)
        {
            var filled = new TypedLine { PlaceId = line.PlaceId, Mark = line.Mark, Version = line.Version };
            if (draft is not null && typed.TryGetValue(line.PlaceId.ToString(), out var at))
            {
                filled.Mark = Enum.TryParse<AttendanceMark>(draft[$"Lines[{at}].Mark"], out var mark) ? mark : null;
                filled.Told = draft[$"Lines[{at}].Told"];
                filled.Version = int.TryParse(draft[$"Lines[{at}].Version"], out var version) ? version : line.Version;
            }

            Lines.Add(filled);
        }
    }

    // Lines of people who are not in the register any more, or never were, are not shown again.
    private void Keep() => Lines = [.. Lines.Where(l => Shown.Lines.Any(known => known.PlaceId == l.PlaceId))];

    private async Task<bool> ReadAsync(Guid id, CancellationToken cancellation)
    {
        if (await registers.RegisterAsync(id, cancellation) is not { } register)
        {
            return false;
        }

        Shown = register;
        return true;
    }
}

public sealed class TypedLine
{
    public Guid PlaceId { get; set; }

    public int Version { get; set; }

    public AttendanceMark? Mark { get; set; }

    public string? Told { get; set; }
}
