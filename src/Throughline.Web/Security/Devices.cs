namespace Throughline.Web.Security;

/// <summary>Says in words which browser somebody uses, so that they know their sessions apart. Only the words are kept.</summary>
public static class Devices
{
    private static readonly (string Mark, string Name)[] Browsers =
        [("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")];

    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "Chromebook"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("Linux", "Linux")];

    public static string? Describe(string? userAgent) => userAgent is null ? null
        : (Find(Browsers, userAgent), Find(Systems, userAgent)) switch
        {
            (null, null) => null,
            ({ } browser, null) => browser,
            (null, { } system) => system,
            var (browser, system) => $"{browser} on {system}",
        };

    private static string? Find((string Mark, string Name)[] marks, string userAgent) =>
        marks.Where(m => userAgent.Contains(m.Mark, StringComparison.Ordinal)).Select(m => m.Name).FirstOrDefault();
}
