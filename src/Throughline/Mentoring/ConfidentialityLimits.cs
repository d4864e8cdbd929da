namespace Throughline.Mentoring;

/// <summary>What stays between somebody and their mentor and what cannot, for each sort of scheme. It is shown, with its date, before the first contact (INV-064).</summary>
public static class ConfidentialityLimits
{
    /// <summary>The version of the texts; stored with each showing.</summary>
    public const int Version = 1;

    private static readonly string[] Always =
    [
        "What you talk about stays with your mentor and with the person who looks after your mentor.",
        "If you, a child or somebody else may come to serious harm, your mentor has to tell somebody who can help. They tell you first where they can.",
        "If you tell of a serious crime that is about to happen, they have to pass that on too.",
        "You can say no, change your mentor or stop at any time. You do not have to say why.",
    ];

    private static readonly Dictionary<string, string[]> Own = new(StringComparer.Ordinal)
    {
        ["drugs-team-peer-mentoring"] = ["Your mentor does not report what you use to anybody, and does not write it down."],
        ["probation-peer-mentoring"] = ["Your mentor is not your officer and does not report on you. Meeting them is not part of your order or licence."],
        ["health-trainers"] = ["Your health trainer writes down goals and small steps. They do not write down illnesses or medicines."],
    };

    /// <summary>The sentences for a scheme's template; the general ones for a template of one's own.</summary>
    public static IReadOnlyList<string> Of(string templateId) => [.. Always, .. Own.GetValueOrDefault(templateId, [])];
}
