using Throughline.Support;

namespace Throughline.Testing;

public static partial class TestData
{
    /// <summary>A flag about somebody's work, as the system raises it.</summary>
    /// <param name="database">The database.</param>
    /// <param name="personId">Whose work it is about.</param>
    /// <param name="schemeId">The scheme.</param>
    /// <param name="ownDays">Days for which only they see it.</param>
    /// <param name="rule">What it is about.</param>
    /// <param name="evidence">What it rests on.</param>
    public static Task<Guid> RaiseFlagAsync(this TestDatabase database, Guid personId, Guid schemeId, int ownDays = 1, FlagRule rule = FlagRule.LoadUp, string evidence = "Four weeks of seven hours. Usual is four.") =>
        database.WriteAsync("flag-raised", writing =>
        {
            var flag = SupportFlag.Raise(writing.NewId(), personId, schemeId, rule, rule.Owner(), writing.Seal(personId, evidence), writing.Today, ownDays);
            writing.Context.Add(flag);
            return flag.Id;
        });
}
