using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Throughline.Delivery;
using Throughline.Schemes;

namespace Throughline.Web.Pages.Delivery.Requirements;

/// <summary>What the forms about requirements read alike.</summary>
public static class RequirementForms
{
    /// <summary>A number of days or sessions; null for none. What is wrong with it stands beside the field.</summary>
    public static int? ReadLength(ModelStateDictionary state, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }

        if (new SettingRule(true, 1, Requirement.MostLength).Read(typed, out _) is { } wrong)
        {
            state.AddModelError("Length", wrong);
            return null;
        }

        return int.Parse(typed.Trim(), CultureInfo.InvariantCulture);
    }
}
