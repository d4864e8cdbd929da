namespace Throughline.Trust;

/// <summary>Nobody grants trust to themselves, or decides about their own.</summary>
public sealed record NotYourOwn() : Refusal("not-your-own")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody else has to do this. Nobody decides about trust in themselves.";
}

/// <summary>A hold has somebody to appeal to who does not decide it.</summary>
public sealed record AppealToSomebodyElse() : Refusal("appeal-to-somebody-else")
{
    /// <inheritdoc />
    public override string Sentence => "Choose somebody else to appeal to: not the person it is about, and not yourself.";

    /// <inheritdoc />
    public override string? Field => "AppealToId";
}

/// <summary>The last hold ran out and nobody has said how it ended.</summary>
public sealed record HoldNotSettled() : Refusal("hold-not-settled")
{
    /// <inheritdoc />
    public override string Sentence => "The last hold has run out. Say first how it ended.";
}

/// <summary>The same person does not hold it alone twice running.</summary>
public sealed record SomebodyElseMustHold() : Refusal("somebody-else-must-hold")
{
    /// <inheritdoc />
    public override string Sentence => "Your last hold ran out because nobody else agreed to it. Somebody else has to place the next one.";
}

/// <summary>It is not on hold.</summary>
public sealed record NotOnHold() : Refusal("not-on-hold")
{
    /// <inheritdoc />
    public override string Sentence => "This step is not on hold.";
}

/// <summary>The hold is over by its date.</summary>
public sealed record HoldRanOut() : Refusal("hold-ran-out")
{
    /// <inheritdoc />
    public override string Sentence => "The hold has run out, and the step counts again. Say how it ended.";
}

/// <summary>Two people have agreed to the hold already.</summary>
public sealed record HoldConfirmedAlready() : Refusal("hold-confirmed-already")
{
    /// <inheritdoc />
    public override string Sentence => "A second person has agreed to this hold already.";
}

/// <summary>Nothing is taken back while only one person has looked at it.</summary>
public sealed record HoldNotConfirmed() : Refusal("hold-not-confirmed")
{
    /// <inheritdoc />
    public override string Sentence => "A second person has to agree to the hold before anybody can ask to take the step back.";
}

/// <summary>Two different people decide, each for themselves, and neither is the one the holder appeals to (INV-041).</summary>
public sealed record NeedsSecondPerson() : Refusal("needs-second-person")
{
    /// <inheritdoc />
    public override string Sentence => "A second person has to agree, signed in as themselves: not the first one, and not the one to appeal to.";
}

/// <summary>Somebody has asked already; now a second person is needed.</summary>
public sealed record WithdrawalAskedAlready() : Refusal("withdrawal-asked-already")
{
    /// <inheritdoc />
    public override string Sentence => "Somebody has asked to take this step back already. A second person has to agree.";
}

/// <summary>There is no decision to appeal against, or the appeal has been made.</summary>
public sealed record NothingToAppeal() : Refusal("nothing-to-appeal")
{
    /// <inheritdoc />
    public override string Sentence => "There is nothing to appeal against here, or you have appealed already.";
}

/// <summary>No appeal waits for an answer.</summary>
public sealed record NoAppealWaits() : Refusal("no-appeal-waits")
{
    /// <inheritdoc />
    public override string Sentence => "No appeal waits for an answer here.";
}
