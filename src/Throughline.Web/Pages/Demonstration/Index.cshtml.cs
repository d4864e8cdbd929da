using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Throughline.Web.Components;

namespace Throughline.Web.Pages.Demonstration;

/// <summary>Every component on one page, for the people who build with them. It exists in Development only.</summary>
[AllowAnonymous]
public sealed class IndexModel(IWebHostEnvironment environment, CurrentShell shell) : PageModel
{
    public static readonly IReadOnlyList<Choice> Roles =
    [
        new("peer-mentor", "Peer mentor", "Works alongside people in a drugs team"),
        new("health-trainer", "Health Trainer", "Helps people make plans for their health"),
        Choice.Divider("or"),
        new("none", "None of these"),
    ];

    public static readonly IReadOnlyList<Choice> Days =
    [
        new("monday", "Monday"),
        new("wednesday", "Wednesday"),
        new("friday", "Friday"),
        Choice.Divider("or"),
        new("any", "Any day") { Exclusive = true },
    ];

    public static readonly IReadOnlyList<Choice> Teams = [new("north", "Northgate"), new("river", "Riverside")];

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (!environment.IsDevelopment())
        {
            context.Result = NotFound();
        }
        shell.Model = new("Amina Yusuf", "coordinator", Navigation.For("coordinator"), FictionalService: true, IdleMinutes: 15);
    }

    public void OnGet()
    {
    }

    public IActionResult OnPost()
    {
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }
        return this.Done("Amina's answers are saved", "/components");
    }

    /// <summary>Fails, so that the page for it can be seen.</summary>
    public void OnGetBroken() => throw new InvalidOperationException("Asked to fail.");

    public sealed class InputModel
    {
        [Display(Name = "Full name"), Required(ErrorMessage = "Enter their full name"), StringLength(80)]
        public string? Name { get; set; }

        [Display(Name = "First day"), Required(ErrorMessage = "Enter their first day")]
        public DateOnly? Start { get; set; }

        [Required(ErrorMessage = "Choose a role")]
        public string? Role { get; set; }

        public List<string> Days { get; set; } = [];

        [Required(ErrorMessage = "Choose a team")]
        public string? Team { get; set; }

        [Range(1, 40, ErrorMessage = "Hours must be between 1 and 40")]
        public int? Hours { get; set; }

        [Required(ErrorMessage = "Say what we saw in them"), StringLength(400)]
        public string? Words { get; set; }

        public bool Agreed { get; set; }

        public IFormFile? File { get; set; }
    }
}
