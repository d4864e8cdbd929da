using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Throughline.Security;
using Throughline.Trust;
using Throughline.Web.Pages.People;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.Trust.Hub;

/// <summary>The screen on the wall, for a browser with the permission; the form that gives it, for a coordinator.</summary>
public sealed class WallModel(HubWallQueries walls, IServiceProvider services, SignInFlow flow, TimeProvider clock) : PageModel
{
    public HubWall? Wall { get; private set; }

    public string Space { get; private set; } = "";

    [BindProperty]
    public string? Name { get; set; }

    public string State => Wall!.State switch
    {
        OpeningState.OpenToServiceUsers => "Open",
        OpeningState.OpenPeersOnly or OpeningState.Unlocked => "Not open yet",
        _ => "Closed",
    };

    public string Line => Wall! switch
    {
        { State: OpeningState.OpenToServiceUsers } wall when clock.Now().LondonTime() >= wall.ClosesAt => "Come in. The team is still here.",
        { State: OpeningState.OpenToServiceUsers } wall => $"Come in. Until {HubWords.Time(wall.ClosesAt)}.",
        { State: OpeningState.OpenPeersOnly or OpeningState.Unlocked } => "The team is here. Please wait until somebody opens.",
        { NextOpens: { } next, NextRole: { } role } => $"{role} has the keys next: {HubWords.When(next)}.",
        { } wall => $"Usually {HubForms.Usual(wall.OpensAt, wall.ClosesAt)}. Nobody with the keys is down to come yet.",
    };

    public string Picture
    {
        get
        {
            using var data = QRCodeGenerator.GenerateQrCode($"{Request.Scheme}://{Request.Host}{Wall!.CodePath}", QRCodeGenerator.ECCLevel.M);
            using var png = new PngByteQRCode(data);
            return "data:image/png;base64," + Convert.ToBase64String(png.GetGraphic(8));
        }
    }

    public async Task<IActionResult> OnGetAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (await walls.MayShowAsync(spaceId, ScreenCookie.Read(Request), cancellation))
        {
            Wall = await walls.ShowAsync(spaceId, cancellation);
            return Wall is null ? NotFound() : Page();
        }

        return await ReadAsync(spaceId, cancellation) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (!await ReadAsync(spaceId, cancellation))
        {
            return NotFound();
        }

        var made = await services.GetRequiredService<SetUpScreen>().RunAsync(new NewScreen(spaceId, Name), cancellation);
        if (!made.Succeeded)
        {
            return this.Refused(made.Refusal!, nameof(Name));
        }

        // The screen stays in a room: nobody's session stays with it.
        await flow.SignOutAsync(HttpContext, cancellation);
        ScreenCookie.Write(HttpContext, made.Value, clock.Now());
        return LocalRedirect($"/hub/wall/{spaceId}");
    }

    // A screen has no viewer: what needs one is asked for only once a coordinator is there.
    private async Task<bool> ReadAsync(Guid spaceId, CancellationToken cancellation)
    {
        if (HttpContext.FindSession() is not { Standing: SessionStanding.Open }
            || await services.GetRequiredService<SpaceQueries>().ScreensAsync(spaceId, cancellation) is not { } screens)
        {
            return false;
        }

        Space = screens.Space.Name;
        return true;
    }
}
