namespace Throughline.People;

/// <summary>
/// The permission a person acts under. One session has exactly one (INV-005), it is one the person currently holds through a role,
/// and it is written into every audit event.
/// </summary>
public enum Hat
{
    /// <summary>Background work of the system itself; never given to a person.</summary>
    System = 0,

    /// <summary>A peer worker: trainee, peer mentor, senior peer mentor, probation volunteer, Health Trainer.</summary>
    PeerWorker = 1,

    /// <summary>A mentee or service user.</summary>
    Mentee = 2,

    /// <summary>Runs a scheme.</summary>
    Coordinator = 3,

    /// <summary>Supervises peer workers.</summary>
    Supervisor = 4,

    /// <summary>The probation practitioner answerable in law for a person under supervision.</summary>
    ResponsibleOfficer = 5,

    /// <summary>Any member of staff who works beside peer workers.</summary>
    StaffColleague = 6,

    /// <summary>Handles concerns, outside line management.</summary>
    VoiceLead = 7,

    /// <summary>Leads on safeguarding.</summary>
    SafeguardingLead = 8,

    /// <summary>Leads on data protection: requests, retention, erasure.</summary>
    DataProtectionLead = 9,

    /// <summary>Studies consented, pseudonymous material.</summary>
    Researcher = 10,

    /// <summary>Heads the service: aggregates only.</summary>
    HeadOfService = 11,

    /// <summary>Pays for the service: aggregates only.</summary>
    Commissioner = 12,

    /// <summary>Keeps the system running: accounts and settings, no content.</summary>
    SystemAdministrator = 13,
}

/// <summary>What each hat is called on a page.</summary>
public static class HatNames
{
    private static readonly Dictionary<Hat, string> Names = new()
    {
        [Hat.System] = "Throughline",
        [Hat.PeerWorker] = "Peer worker",
        [Hat.Mentee] = "Mentee",
        [Hat.Coordinator] = "Coordinator",
        [Hat.Supervisor] = "Supervisor",
        [Hat.ResponsibleOfficer] = "Responsible officer",
        [Hat.StaffColleague] = "Staff colleague",
        [Hat.VoiceLead] = "Voice lead",
        [Hat.SafeguardingLead] = "Safeguarding lead",
        [Hat.DataProtectionLead] = "Data protection lead",
        [Hat.Researcher] = "Researcher",
        [Hat.HeadOfService] = "Head of service",
        [Hat.Commissioner] = "Commissioner",
        [Hat.SystemAdministrator] = "System administrator",
    };

    /// <summary>The hat's name in plain words.</summary>
    public static string Name(this Hat hat) => Names[hat];
}
