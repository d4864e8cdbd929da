namespace Throughline.Safeguarding;

/// <summary>A concern cannot go from where it stands to where it was asked to go.</summary>
/// <param name="From">Where it stands.</param>
public sealed record ConcernMoveNotOpen(SafeguardingState From) : Refusal("concern-move-not-open")
{
    /// <inheritdoc />
    public override string Sentence => $"This cannot be done now. It stands at “{From.Name().ToLowerInvariant()}”.";
}

/// <summary>A peer worker is never the only holder of an open risk (INV-133).</summary>
public sealed record NeedsStaffOwner() : Refusal("needs-staff-owner")
{
    /// <inheritdoc />
    public override string Sentence => "A member of staff must have this first. Hand it to somebody who works here now.";
}

/// <summary>Somebody who is staff too would take it on under a hat under which they could not read it.</summary>
public sealed record NeedsStaffHat() : Refusal("needs-staff-hat")
{
    /// <inheritdoc />
    public override string Sentence => "Change your hat first, to the one that you wear as staff of that scheme. Then say that you have it.";
}

/// <summary>Something that was agreed is not done.</summary>
public sealed record ActionsStillOpen() : Refusal("actions-still-open")
{
    /// <inheritdoc />
    public override string Sentence => "There are things still to do. Mark each as done, or say why it is not needed.";
}

/// <summary>Nobody has decided whether the person is told.</summary>
public sealed record TellingNotDecided() : Refusal("telling-not-decided")
{
    /// <inheritdoc />
    public override string Sentence => "Say first whether the person has been told.";
}

/// <summary>Somebody else was quicker.</summary>
public sealed record AlreadyAnswered() : Refusal("already-answered")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody else has this already. Thank you.";
}

/// <summary>Two people cannot be first, or second, at once.</summary>
public sealed record TurnOverlaps() : Refusal("turn-overlaps")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody has that place for some of that time. Choose another time, or cover their turn.";

    /// <inheritdoc />
    public override string? Field => "StartsOn";
}

/// <summary>What is written about somebody's safety is kept until its time is over.</summary>
public sealed record KeptForSafety() : Refusal("kept-for-safety")
{
    /// <inheritdoc />
    public override string Sentence => "Part of this record has to be kept for now. Ask the safeguarding lead when it can go.";
}
