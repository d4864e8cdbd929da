using Throughline.Recruitment;
using Throughline.Schemes;
using Throughline.Security;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>An open window for peer mentors, two things a panel looks at, and two sorts of people who encourage.</summary>
    public static async Task<Guid> AddWindowAsync(this TestDatabase database, TestScheme scheme, Viewer coordinator)
    {
        await database.WriteAsync("lists-added", writing =>
        {
            void Add(ReferenceKind kind, string code, string name, int order) => writing.Context.Add(ReferenceItem.Add(
                writing.NewId(), scheme.Id, kind, code, name, null, new DateOnly(2024, 1, 1), new Dictionary<string, string>(), order).Value);
            Add(ReferenceKind.PanelDimensions, "listening", "Listens to people", 1);
            Add(ReferenceKind.PanelDimensions, "steady", "Is steady", 2);
            Add(ReferenceKind.SourceClasses, "ownOfficer", "My officer", 1);
            return true;
        });
        return (await database.DoAsync(coordinator, (OpenWindow open) => open.RunAsync(new NewWindow(
            scheme.PeerMentor.Id, new DateOnly(2026, 3, 1), new DateOnly(2026, 4, 30), "Two mornings a week beside people who come to the hub.", "Ask at the hub")))).Value;
    }

    /// <summary>An application of somebody's own.</summary>
    public static async Task<Guid> AddApplicationAsync(this TestDatabase database, Guid windowId, Viewer applicant, params string[] saw) =>
        (await database.DoAsync(applicant, (Apply apply) => apply.RunAsync(new NewApplication(
            windowId, "I know what waiting is like.", "Somebody sat with me.", null, saw.Length > 0 ? ApplicationRoute.Inspired : ApplicationRoute.SelfInitiated, Saw: saw)))).Value;

    /// <summary>A talk about an application.</summary>
    public static async Task TalkAsync(this TestDatabase database, Guid applicationId, Viewer coordinator) =>
        await database.DoAsync(coordinator, (HoldConversation hold) => hold.RunAsync(new TalkNotes(applicationId, new DateOnly(2026, 3, 2), "Listens, and laughs at the right time.", null, null)));
}
