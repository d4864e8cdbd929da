namespace Throughline.People;

/// <summary>From when people's labels are not shown, without any filter: the visibility rule is written over this and nothing else may use it.</summary>
internal sealed class Sunset
{
    public Guid Id { get; init; }

    public DateOnly? LabelSunset { get; init; }
}
