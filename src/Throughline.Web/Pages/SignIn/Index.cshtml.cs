using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Throughline.Web.Security;

namespace Throughline.Web.Pages.SignIn;

public sealed class IndexModel(IOptions<ThroughlineSettings> settings) : PageModel
{
    public bool Fictional => settings.Value.Fictional;

    public void OnGet()
    {
    }
}
