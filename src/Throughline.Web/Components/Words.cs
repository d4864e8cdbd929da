using System.Text;

namespace Throughline.Web.Components;

internal static class Words
{
    /// <summary>"StartDate" becomes "Start date".</summary>
    public static string FromName(string name)
    {
        var words = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && !char.IsUpper(name[i - 1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(name[i]));
            }
            else
            {
                words.Append(name[i]);
            }
        }
        return words.ToString();
    }

    /// <summary>Lower-cases the first letter, unless the word is all capitals ("PIN").</summary>
    public static string InSentence(string text) =>
        text.Length > 1 && char.IsUpper(text[0]) && !char.IsUpper(text[1]) ? char.ToLowerInvariant(text[0]) + text[1..] : text;
}
