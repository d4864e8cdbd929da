using Throughline.Trust;

namespace Throughline.Fictional;

internal sealed class PlacesFile
{
    public List<SpaceEntry> Spaces { get; set; } = [];

    public List<DisplacementEntry> Displacements { get; set; } = [];

    public List<BookingEntry> Bookings { get; set; } = [];

    public List<RosterEntry> Rosters { get; set; } = [];

    public List<BookEntry> Books { get; set; } = [];

    public List<ScreenNameEntry> ScreenNames { get; set; } = [];

    public List<TodayEntry> Today { get; set; } = [];
}

internal sealed class SpaceEntry
{
    public string Key { get; set; } = "";

    public string Scheme { get; set; } = "";

    public string Site { get; set; } = "";

    public string Name { get; set; } = "";

    public bool Hub { get; set; }

    public string Opens { get; set; } = "";

    public string Closes { get; set; } = "";

    public bool Alone { get; set; }

    public int Given { get; set; }

    public string Sponsor { get; set; } = "";

    public string By { get; set; } = "";

    public List<SpacePurpose> Purposes { get; set; } = [];
}

internal sealed class DisplacementEntry
{
    public string Space { get; set; } = "";

    public string By { get; set; } = "";

    public int Decided { get; set; }

    public int On { get; set; }

    public SpacePurpose Purpose { get; set; }

    public string Reason { get; set; } = "";

    public string LookedAt { get; set; } = "";
}

internal sealed class BookingEntry
{
    public string Space { get; set; } = "";

    public string By { get; set; } = "";

    public SpacePurpose Purpose { get; set; }

    public int On { get; set; }

    public string Starts { get; set; } = "";

    public string Ends { get; set; } = "";

    public int Weeks { get; set; }
}

internal sealed class RosterEntry
{
    public string Person { get; set; } = "";

    public string Role { get; set; } = "";

    public string Space { get; set; } = "";

    public DayOfWeek Day { get; set; }

    public string Starts { get; set; } = "";

    public string Ends { get; set; } = "";

    public int Planned { get; set; }

    public string By { get; set; } = "";
}

internal sealed class BookEntry
{
    public string Person { get; set; } = "";

    public string Space { get; set; } = "";

    public string By { get; set; } = "";

    public int From { get; set; }

    public int Until { get; set; }

    public List<DayOfWeek> Days { get; set; } = [];

    public string Starts { get; set; } = "";

    public decimal Hours { get; set; }

    public bool Exact { get; set; }
}

internal sealed class ScreenNameEntry
{
    public string Person { get; set; } = "";

    public int On { get; set; }
}

internal sealed class TodayEntry
{
    public string Space { get; set; } = "";

    public List<string> Keys { get; set; } = [];

    public List<string> Team { get; set; } = [];

    public List<string> Guests { get; set; } = [];
}
