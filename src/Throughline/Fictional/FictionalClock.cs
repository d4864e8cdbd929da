namespace Throughline.Fictional;

/// <summary>A clock that the filling of the fictional service moves through its eighteen months.</summary>
internal sealed class FictionalClock : TimeProvider
{
    public DateTimeOffset Instant { get; set; }

    public override DateTimeOffset GetUtcNow() => Instant;
}
