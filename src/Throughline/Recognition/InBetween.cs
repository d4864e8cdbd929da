namespace Throughline.Recognition;

/// <summary>A situation in which somebody stands on two sides at once. Each is made by how things are set up, never by what somebody is like.</summary>
public enum BetweenSituation
{
    /// <summary>Helps others here while an officer supervises them.</summary>
    HelpsWhileSupervised = 1,

    /// <summary>Uses the same service, or did in the last year.</summary>
    UsesTheService = 2,

    /// <summary>Somebody close to them uses the service.</summary>
    SomebodyCloseUsesIt = 3,

    /// <summary>Is unpaid for work that is also a paid post.</summary>
    UnpaidForPaidWork = 4,

    /// <summary>Moved to a paid post not long ago.</summary>
    NewlyPaid = 5,

    /// <summary>Has been in the same step for long, and would like to move.</summary>
    LongInOneStep = 6,

    /// <summary>Has a role that rests on the past, and would like not to be known by it.</summary>
    MoreThanThePast = 7,

    /// <summary>Does the work while a clearance is still waiting.</summary>
    WaitsForClearance = 8,
}

/// <summary>The numbers from which on an offer of support is made.</summary>
/// <param name="Situations">Situations that are enough by themselves.</param>
/// <param name="SituationsMixed">Situations that are enough where messages are mixed or cold.</param>
/// <param name="Felt">An own answer, from 0 to 4, that is enough by itself.</param>
public sealed record BetweenRule(int Situations = 3, int SituationsMixed = 2, int Felt = 3);

/// <summary>When being in between asks the organisation to act.</summary>
public static class InBetween
{
    private static readonly Dictionary<BetweenSituation, (string Situation, string ToDo)> Words = new()
    {
        [BetweenSituation.HelpsWhileSupervised] = ("You help people here while an officer supervises you", "Agree with the officer what each of the two needs to know, and what stays here."),
        [BetweenSituation.UsesTheService] = ("You use this service, or did in the last year", "Say who holds the old record, and that nobody at work opens it."),
        [BetweenSituation.SomebodyCloseUsesIt] = ("Somebody close to you uses this service", "Look again at the plan for the wall, so that the days never meet."),
        [BetweenSituation.UnpaidForPaidWork] = ("You do work without pay that is also a paid job here", "Say what the way to the paid post is, and when it opens."),
        [BetweenSituation.NewlyPaid] = ("You moved to a paid post not long ago", "Plan the first six months: who to ask, and what changes with old colleagues."),
        [BetweenSituation.LongInOneStep] = ("You have been in the same step for a long time, and said you would like to move on", "Offer a next step with a date, here or somewhere else."),
        [BetweenSituation.MoreThanThePast] = ("Your role rests on your past, and you would like to be known for more", "Change the title and the badge, and ask for skills that are not about the past."),
        [BetweenSituation.WaitsForClearance] = ("You do the work while a clearance is still waiting", "Chase the clearance, and say each week how it stands."),
    };

    /// <summary>Whether an offer of support is to be made. Who makes it is the coordinator or the head of service.</summary>
    /// <param name="situations">The situations somebody is in.</param>
    /// <param name="band">What the messages they got come to.</param>
    /// <param name="felt">Their own answer, from 0 to 4; null for none.</param>
    /// <param name="rule">The numbers.</param>
    public static bool Prompts(IReadOnlySet<BetweenSituation> situations, MessageBand band, int? felt, BetweenRule rule) =>
        situations.Count >= rule.Situations
        || (situations.Count >= rule.SituationsMixed && band.IsMixedOrCold())
        || felt >= rule.Felt;

    /// <summary>The situation in words to the person.</summary>
    public static string Name(this BetweenSituation situation) => Words[situation].Situation;

    /// <summary>The situation in words about the person.</summary>
    public static string OfThem(this BetweenSituation situation) => situation switch
    {
        BetweenSituation.HelpsWhileSupervised => "Helps people here while an officer supervises them",
        BetweenSituation.UsesTheService => "Uses this service, or did in the last year",
        BetweenSituation.UnpaidForPaidWork => "Does work without pay that is also a paid job here",
        BetweenSituation.NewlyPaid => "Moved to a paid post not long ago",
        BetweenSituation.WaitsForClearance => "Does the work while a clearance is still waiting",
        _ => "Is in a situation that is theirs to tell",
    };

    /// <summary>What the organisation can do about it.</summary>
    public static string ToDo(this BetweenSituation situation) => Words[situation].ToDo;
}
