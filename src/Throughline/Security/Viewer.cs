using Throughline.People;

namespace Throughline.Security;

/// <summary>Whose records a viewer may reach at all, before any wall is applied.</summary>
public enum Reach
{
    /// <summary>Their own record only.</summary>
    Own,

    /// <summary>Their own and those they supervise now.</summary>
    Supervisees,

    /// <summary>Their own and those of everyone who holds or held a role in their schemes.</summary>
    Schemes,

    /// <summary>Every record: background work only.</summary>
    Everything,
}

/// <summary>Who is looking or acting: a person under one hat. Every query and every audit event is made for exactly one viewer.</summary>
/// <param name="PersonId">The person; <see cref="Guid.Empty"/> for the system itself.</param>
/// <param name="Hat">The one hat they wear.</param>
/// <param name="SchemeIds">The schemes in which they hold that hat today.</param>
public sealed record Viewer(Guid PersonId, Hat Hat, IReadOnlyList<Guid> SchemeIds)
{
    /// <summary>Background work: migrations, reminders, imports being finished, command-line maintenance.</summary>
    public static Viewer System { get; } = new(Guid.Empty, Hat.System, []);

    /// <summary>Whose records this hat reaches. The access matrix of the domain model; anything not named there reaches only its own.</summary>
    public Reach Reach => Hat switch
    {
        Hat.System => Reach.Everything,
        Hat.Coordinator => Reach.Schemes,
        Hat.Supervisor => Reach.Supervisees,
        _ => Reach.Own,
    };

    /// <summary>True for the hats that read other people's records at all: they may open one out of their reach in an emergency (E26).</summary>
    public bool OpensInEmergency => Hat is Hat.Coordinator or Hat.Supervisor;

    /// <summary>True for the hats of a scheme's own staff: those that peer workers and people who are worked with do not have.</summary>
    public bool WorksAsStaff =>
        Hat is Hat.Coordinator or Hat.Supervisor or Hat.StaffColleague or Hat.SafeguardingLead or Hat.ResponsibleOfficer or Hat.HeadOfService or Hat.VoiceLead;
}

/// <summary>Holds the viewer of the present request or job, and the idempotency key of the form that was posted, if any.</summary>
public sealed class CurrentViewer
{
    private Viewer? viewer;

    /// <summary>The viewer. Reading it before it is set throws: nothing is read or written on nobody's behalf.</summary>
    public Viewer Viewer
    {
        get => viewer ?? throw new InvalidOperationException("No viewer: this request has not been signed in.");
        set => viewer = value;
    }

    /// <summary>True once somebody is signed in.</summary>
    public bool IsSet => viewer is not null;

    /// <summary>The one-time key of the posted form; a second post with it returns the first one's answer and does nothing.</summary>
    public Guid? Once { get; set; }
}
