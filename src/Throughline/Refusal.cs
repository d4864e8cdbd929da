namespace Throughline;

/// <summary>
/// An expected "no": a value with a name, returned by a use case in place of an exception, so that a page can put
/// the sentence beside the right field and a test can assert the type.
/// </summary>
/// <param name="Code">A stable name for logs and tests, in kebab case.</param>
public abstract record Refusal(string Code)
{
    /// <summary>What is wrong and what to do about it, in one plain sentence for the person who asked.</summary>
    public abstract string Sentence { get; }

    /// <summary>The input the sentence belongs to (a property name of the use case's input), or null for the whole form.</summary>
    public virtual string? Field => null;
}

/// <summary>The thing asked for does not exist, or the viewer may not know that it does: the two are never told apart.</summary>
public sealed record NotFound() : Refusal("not-found")
{
    /// <inheritdoc />
    public override string Sentence => "We could not find that.";
}

/// <summary>Somebody changed the record after the form was opened; what was typed is still in the form.</summary>
public sealed record Stale() : Refusal("stale")
{
    /// <inheritdoc />
    public override string Sentence =>
        "Somebody else changed this while you were working on it. Your words are still here: check them against the newest version, then save again.";
}

/// <summary>The hat in use does not include this action.</summary>
public sealed record NotAllowed() : Refusal("not-allowed")
{
    /// <inheritdoc />
    public override string Sentence => "You cannot do this under the hat you are wearing.";
}

/// <summary>One input of a form is missing, too long or malformed.</summary>
/// <param name="Input">The property name of the input.</param>
/// <param name="Message">What to put right, in GOV.UK wording.</param>
public sealed record Invalid(string Input, string Message) : Refusal("invalid")
{
    /// <inheritdoc />
    public override string Sentence => Message;

    /// <inheritdoc />
    public override string? Field => Input;
}

/// <summary>The answer of a use case: a value, or a refusal.</summary>
/// <typeparam name="T">What is returned on success. Must survive a JSON round trip when the use case can be repeated by an idempotency key.</typeparam>
public readonly struct Outcome<T>
{
    private readonly T value;

    private Outcome(T value, Refusal? refusal) => (this.value, Refusal) = (value, refusal);

    /// <summary>Why the use case said no; null when it succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True when there is a value.</summary>
    public bool Succeeded => Refusal is null;

    /// <summary>The value. Throws <see cref="InvalidOperationException"/> when the use case refused.</summary>
    public T Value => Refusal is null ? value : throw new InvalidOperationException($"Refused: {Refusal.Code}");

    /// <summary>A success.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default!, refusal);
}

/// <summary>The value of a use case that has nothing to return but that it was done.</summary>
public readonly record struct Done;
