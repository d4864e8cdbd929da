using Microsoft.Data.Sqlite;

namespace Throughline.Tests.Visibility;

/// <summary>
/// What the surfaces asked of databases for one viewer, what they were answered, and what they made of it. A surface knows a database only by its
/// answers: one that was asked with the same, and is answered the same at every step, says the same. So every statement is put to every database for
/// every pair, and the work of the surface itself, which is most of the time, is done once for each different run of answers.
/// </summary>
internal sealed class Conversations
{
    private readonly Dictionary<string, List<Opening>> openings = new(StringComparer.Ordinal);

    /// <summary>What a surface would say here, if it was answered like this before; null if it never was.</summary>
    public string? Repeat(string surface, SurfaceCase asked, ReadOnlyEngine engine)
    {
        foreach (var opening in openings.GetValueOrDefault(surface) ?? [])
        {
            if (!opening.Fits(asked))
            {
                continue;
            }

            var step = opening.First;
            while (step is { Text: null })
            {
                var answer = engine.Answer(step.Statement!.For(asked));
                step = step.Next.GetValueOrDefault(answer);
            }

            if (step is not null)
            {
                foreach (var (name, _) in opening.Looked)
                {
                    asked.LookAt(name);
                }

                return step.Text;
            }
        }

        return null;
    }

    /// <summary>Keeps how a surface came to what it said.</summary>
    public void Keep(string surface, SurfaceCase asked, IReadOnlyList<Exchange> exchanges, string text)
    {
        // An id that came from the database, or is shown, cannot be told from the one that was asked with; and one that no statement asks with may be looked for
        // in what came. Then it is kept for that one alone.
        var ids = asked.Looked.Where(l => l.Value is Guid).DistinctBy(l => l.Key).ToList();
        var told = exchanges.SelectMany(e => e.Told).Append(text).ToList();
        var alone = ids.DistinctBy(l => l.Value).Count() < ids.Count
            || (exchanges.Count > 0 && ids.Exists(l => !exchanges.Any(e => e.Asked.Values.Any(v => v.Is((Guid)l.Value)))))
            || ids.Exists(l => told.Exists(t => t.Contains(((Guid)l.Value).ToString(), StringComparison.OrdinalIgnoreCase)));
        var places = alone ? [] : ids.ToDictionary(l => (Guid)l.Value, l => l.Key);
        var statements = exchanges.Select(e => e.Asked.With(places)).ToList();
        if (!openings.TryGetValue(surface, out var all))
        {
            openings[surface] = all = [];
        }

        var looked = asked.Looked.Select(l => alone || l.Value is not Guid ? l : new KeyValuePair<string, object>(l.Key, Opening.Any)).Distinct().ToList();
        var opening = all.Find(o => o.Looked.SequenceEqual(looked));
        if (opening is null)
        {
            all.Add(opening = new Opening(looked));
        }

        var step = opening.First;
        foreach (var (statement, exchange) in statements.Zip(exchanges))
        {
            if (step.Text is not null || (step.Statement is not null && step.Statement != statement))
            {
                throw new InvalidOperationException($"{surface} was answered the same, and asked something else than before:\n{step.Statement}\n{statement}");
            }

            step.Statement = statement;
            if (!step.Next.TryGetValue(exchange.Answer, out var next))
            {
                step.Next[exchange.Answer] = next = new Step();
            }

            step = next;
        }

        if (step.Statement is not null || (step.Text is not null && step.Text != text))
        {
            throw new InvalidOperationException($"{surface} was answered the same, and said something else than before:\n{step.Text}\n{text}");
        }

        step.Text = text;
    }

    /// <summary>A statement that was run, what came of it as a hash of all its rows, and every text in them that could hold an id.</summary>
    public sealed record Exchange(Statement Asked, string Answer, IReadOnlyList<string> Told);

    /// <summary>A statement with its values, of which some are those that a surface is asked with.</summary>
    public sealed record Statement(string Text, IReadOnlyList<Value> Values)
    {
        public bool Equals(Statement? other) => other is not null && Text == other.Text && Values.SequenceEqual(other.Values);

        public override string ToString() => $"{Text}\n{string.Join(", ", Values)}";

        public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

        public Statement With(Dictionary<Guid, string> places) => this with { Values = [.. Values.Select(v => v.With(places))] };

        public Statement For(SurfaceCase asked) => Values.Any(v => v.Place is not null) ? this with { Values = [.. Values.Select(v => v.For(asked))] } : this;
    }

    /// <summary>A value of a statement.</summary>
    public sealed record Value(string Name, SqliteType Type, object? Content, string? Place = null)
    {
        private Guid? Id => Content switch { Guid id => id, string { Length: 36 } text when Guid.TryParse(text, out var id) => id, _ => null };

        public bool Is(Guid id) => Id == id;

        public Value With(Dictionary<Guid, string> places) => Id is { } at && places.TryGetValue(at, out var place) ? this with { Content = null, Place = place } : this;

        public Value For(SurfaceCase asked) => Place is null ? this : this with { Content = ((Guid)asked.Answer(Place)).ToString().ToUpperInvariant() };
    }

    private sealed class Step
    {
        public Statement? Statement { get; set; }

        public Dictionary<string, Step> Next { get; } = new(StringComparer.Ordinal);

        public string? Text { get; set; }
    }

    private sealed record Opening(IReadOnlyList<KeyValuePair<string, object>> Looked)
    {
        public static readonly object Any = new();

        public Step First { get; } = new();

        public bool Fits(SurfaceCase asked) => Looked.All(l => l.Value == Any || asked.Says(l));
    }
}
