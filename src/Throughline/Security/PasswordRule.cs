using System.Text;

namespace Throughline.Security;

/// <summary>
/// Which passwords are good enough: long ones that nobody would guess. Any characters; no rule about capitals or figures, no forced change.
/// </summary>
public static class PasswordRule
{
    /// <summary>Fewest characters.</summary>
    public const int MinLength = 15;

    /// <summary>Most characters; more would only cost time to hash.</summary>
    public const int MaxLength = 256;

    // What must be left when the words that everybody tries first are taken out.
    private const int LeastOfItsOwn = 8;
    private const int LeastDifferent = 5;

    private static readonly string[] Common =
    [
        "password", "passwort", "passphrase", "passw", "qwertyuiop", "qwerty", "asdfghjkl", "asdfgh", "zxcvbnm", "1qaz2wsx", "letmein", "welcome",
        "iloveyou", "sunshine", "princess", "football", "baseball", "superman", "batman", "monkey", "dragon", "master", "shadow", "michael", "jennifer",
        "liverpool", "arsenal", "chelsea", "manchester", "united", "everton", "trustno", "whatever", "changeme", "default", "administrator", "admin",
        "secret", "login", "access", "hello", "freedom", "starwars", "pokemon", "charlie", "thomas", "daniel", "jessica", "ashley", "summer", "winter",
        "spring", "autumn", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "monday",
        "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "abcdefghijklmnopqrstuvwxyz", "abcdefg", "abcdef", "abc", "0123456789",
        "123456789", "987654321", "123456", "654321", "12345", "1234", "123", "throughline", "probation", "peermentor", "mentor", "recovery",
        "correcthorsebatterystaple", "tobeornottobe", "thequickbrownfox", "onceuponatime",
    ];

    /// <summary>The first thing wrong with a password, or null.</summary>
    /// <param name="password">As typed.</param>
    /// <param name="about">Words that anybody could guess for this person: their names, their e-mail address.</param>
    public static Refusal? Check(string? password, params IEnumerable<string?> about)
    {
        if (string.IsNullOrEmpty(password))
        {
            return new Invalid("Password", "Enter a password");
        }

        if (password.Length < MinLength)
        {
            return new Invalid("Password", $"The password must be {MinLength} characters or more. Three or four words that you do not usually put together are good");
        }

        if (password.Length > MaxLength)
        {
            return new Invalid("Password", $"The password must be {MaxLength} characters or fewer");
        }

        var own = Letters(password);
        foreach (var word in about.SelectMany(a => (a ?? "").Split(' ', '@', '.', '-')).Select(Letters).Where(w => w.Length >= 3).Concat(Common.Select(Letters))
            .OrderByDescending(w => w.Length))
        {
            own = own.Replace(word, "", StringComparison.Ordinal);
        }

        return own.Length < LeastOfItsOwn || own.Distinct().Count() < LeastDifferent
            ? new Invalid("Password", "This password is too easy to guess. Choose words that are not your name, a date, or a password that many people use")
            : null;
    }

    // As a guesser would read it: no capitals, no spaces, no figures in place of letters.
    private static string Letters(string text)
    {
        var letters = new StringBuilder(text.Length);
        foreach (var c in text.ToLowerInvariant().Where(c => !char.IsWhiteSpace(c) && c is not ('-' or '_' or '.' or ',')))
        {
            letters.Append(c switch
            {
                '0' => 'o',
                '1' or '!' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                _ => c,
            });
        }

        return letters.ToString();
    }
}
