using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Storage;
using Throughline.Stories.Stages;

namespace Throughline.Stories;

/// <summary>One yes, to one purpose.</summary>
/// <param name="StoryId">The story.</param>
/// <param name="VersionNumber">The version that the owner was looking at.</param>
/// <param name="Purpose">The key of a <see cref="SharingPurpose"/>.</param>
/// <param name="AudienceId">The coder, the supervisor or the scheme, as the purpose asks.</param>
/// <param name="Audience">The group or study, where the purpose asks for its name.</param>
/// <param name="Channel">In what way; the purpose's first when left out.</param>
/// <param name="Months">For how long, from 1 to the scheme's most (24 unless it set fewer).</param>
public sealed record NewConsent(Guid StoryId, int VersionNumber, string? Purpose, Guid? AudienceId, string? Audience, ConsentChannel? Channel, int? Months);

/// <summary>
/// The owner says yes to one purpose, audience, channel and period, for the version they are looking at. A yes that is already there for the same
/// is renewed. Nothing else depends on it: no role, no service (E10).
/// </summary>
public sealed class GiveConsent(UnitOfWork unit, StoryRuleQueries rules)
{
    /// <summary>Gives it.</summary>
    /// <returns>The consent's id; <see cref="NotFound"/> for anybody but the owner; <see cref="Stale"/> when the story has changed since;
    /// <see cref="Invalid"/>.</returns>
    public async Task<Outcome<Guid>> RunAsync(NewConsent input, CancellationToken cancellation = default)
    {
        var most = await rules.ConsentMonthsAsync(cancellation);
        return await unit.RunAsync<Guid>(new Act("story-shared"), async writing =>
        {
            var (context, owner) = (writing.Context, writing.Viewer.PersonId);
            var story = await context.LockStoryAsync(input.StoryId, cancellation) ? await context.FindOwnAsync(input.StoryId, owner, cancellation) : null;
            if (story is null)
            {
                return new NotFound();
            }

            if (SharingPurpose.Find(input.Purpose) is not { } purpose)
            {
                return new Invalid(nameof(input.Purpose), "Choose what you want to share it for");
            }

            if (story.VersionNumber != input.VersionNumber)
            {
                return new Stale();
            }

            var audience = await Sharing.AudienceAsync(context, owner, purpose, input.AudienceId, input.Audience, cancellation);
            return audience.Succeeded
                ? await Sharing.GiveAsync(writing, story, input.VersionNumber, purpose, audience.Value, input.Channel, input.Months, most, cancellation)
                : audience.Refusal!;
        }, cancellation);
    }
}

/// <summary>What a yes is made of, whoever had the idea.</summary>
internal static class Sharing
{
    /// <summary>Gives the yes; one that is there already for the same is renewed.</summary>
    /// <returns>The consent's id, or <see cref="Invalid"/> for the channel or the period.</returns>
    public static async Task<Outcome<Guid>> GiveAsync(
        Writing writing, Story story, int version, SharingPurpose purpose, ConsentAudience to, ConsentChannel? asked, int? period, int most, CancellationToken cancellation)
    {
        if (period is not { } months || months < 1 || months > most)
        {
            return new Invalid(nameof(NewConsent.Months), most == 1 ? "Choose one month" : $"Choose from 1 to {most} months");
        }

        var channel = asked ?? purpose.Channels[0];
        if (!purpose.Channels.Contains(channel))
        {
            return new Invalid(nameof(NewConsent.Channel), "Choose in what way it may be shared");
        }

        var earlier = await writing.Context.StoryConsents
            .Where(c => c.StoryId == story.Id && c.State == ConsentState.Given && c.Purpose == purpose.Key && c.Channel == channel
                && c.AudiencePersonId == to.PersonId && c.AudienceSchemeId == to.SchemeId)
            .ToListAsync(cancellation);
        foreach (var one in earlier.Where(c => writing.Open(c.PersonId, c.Audience) == to.Name))
        {
            _ = one.StateAt(writing.Now) == ConsentState.Expired ? one.Expire(writing.Now) : one.Renew(writing.Now);
        }

        var consent = StoryConsent.Offer(writing.NewId(), story, version, purpose, to, writing.SealOptional(story.PersonId, to.Name), channel, writing.Now);
        if (consent.Give(writing.Now, months) is { } refusal)
        {
            return refusal;
        }

        writing.Context.Add(consent);
        return consent.Id;
    }

    /// <summary>The audience of a purpose, as it was chosen among those there are for the owner.</summary>
    public static async Task<Outcome<ConsentAudience>> AudienceAsync(
        ThroughlineContext context, Guid owner, SharingPurpose purpose, Guid? audienceId, string? audience, CancellationToken cancellation)
    {
        var name = purpose.NamesAudience ? audience?.Trim() : null;
        if (purpose.NamesAudience && string.IsNullOrEmpty(name))
        {
            return new Invalid(nameof(NewConsent.Audience), "Say who will meet your words: the group, the course or the study");
        }

        if (name?.Length > StoryConsent.AudienceMaxLength)
        {
            return new Invalid(nameof(NewConsent.Audience), $"The name must be {StoryConsent.AudienceMaxLength} characters or fewer");
        }

        var choose = new Invalid(nameof(NewConsent.AudienceId), "Choose who you want to share it with");
        switch (purpose.Audience)
        {
            case AudienceKind.TrainedCoder:
                return (await context.CodersOfAsync(owner, cancellation)).Contains(audienceId ?? Guid.Empty)
                    ? new ConsentAudience(audienceId, null, null, name) : choose;
            case AudienceKind.Supervisor:
                return (await context.SupervisorsOfAsync(owner, cancellation)).Contains(audienceId ?? Guid.Empty)
                    ? new ConsentAudience(audienceId, null, null, name) : choose;
            case AudienceKind.SchemeCoordinators:
                return await context.RoleHoldings.AnyAsync(h => h.PersonId == owner && h.SchemeId == audienceId && h.To == null, cancellation)
                    ? new ConsentAudience(null, Hat.Coordinator, audienceId, name) : choose;
            default:
                return new ConsentAudience(null, null, null, name);
        }
    }
}

/// <summary>Whom an owner can share with: people of their own schemes, walls kept from both sides.</summary>
internal static class Audiences
{
    /// <summary>The trained coders of a person's present schemes, without the person and without anybody on either side of a wall with them.</summary>
    public static Task<List<Guid>> CodersOfAsync(this ThroughlineContext context, Guid owner, CancellationToken cancellation)
    {
        var book = Codebook.Default.Key;

        // The owner's own hat reaches nobody else's record; that somebody of their scheme is trained is what they need to choose.
        return context.CoderTrainings.IgnoreQueryFilters([ThroughlineContext.ReachFilter]).AsNoTracking()
            .Where(t => t.Book == book && t.PersonId != owner
                && context.Belongings.Any(mine => mine.PersonId == owner && mine.To == null
                    && context.Belongings.Any(theirs => theirs.PersonId == t.PersonId && theirs.SchemeId == mine.SchemeId && theirs.To == null))
                && !context.Walls.Any(w => w.ViewerId == t.PersonId && w.SubjectId == owner && w.LiftedAt == null))
            .Select(t => t.PersonId)
            .ToListAsync(cancellation);
    }

    /// <summary>A person's present supervisors.</summary>
    public static async Task<List<Guid>> SupervisorsOfAsync(this ThroughlineContext context, Guid owner, CancellationToken cancellation)
    {
        var named = await context.RoleHoldings.AsNoTracking()
            .Where(h => h.PersonId == owner && h.To == null && h.SupervisorId != null)
            .Where(h => !context.Walls.Any(w => w.LiftedAt == null
                && ((w.ViewerId == h.SupervisorId && w.SubjectId == owner) || (w.ViewerId == owner && w.SubjectId == h.SupervisorId))))
            .Select(h => h.SupervisorId!.Value)
            .Distinct()
            .ToListAsync(cancellation);
        return named;
    }
}

/// <summary>The policy numbers of stories, from the settings of the viewer's scheme.</summary>
public sealed class StoryRuleQueries(ThroughlineContext context, SettingQueries settings)
{
    /// <summary>The longest a yes to sharing may last, in months (1 to 24).</summary>
    public async Task<int> ConsentMonthsAsync(CancellationToken cancellation = default) =>
        await ValuesAsync(context.Viewer.PersonId, cancellation) is { } values ? values.Whole(SettingKeys.StoriesConsentMonths) : 24;

    /// <summary>Days between reviews of the stages, from the settings of the viewer's scheme (28 to 182; 84 unless it set another).</summary>
    public async Task<int> ReviewEveryDaysAsync(CancellationToken cancellation = default) =>
        await ValuesAsync(context.Viewer.PersonId, cancellation) is { } values ? values.Whole(SettingKeys.ReviewsCycleDays) : 84;

    /// <summary>Days that a question for a story stays open, and days before the same may be asked again: those of the person's scheme.</summary>
    public async Task<(int Open, int Again)> OfferDaysAsync(Guid personId, CancellationToken cancellation = default) =>
        await ValuesAsync(personId, cancellation) is { } values ? (values.Whole(SettingKeys.StoriesOfferDays), values.Whole(SettingKeys.StoriesOfferAgainDays)) : (28, 168);

    /// <summary>The settings of the stage calculation for a person: their scheme's, or the default where the viewer cannot see their scheme.</summary>
    public async Task<StageRule> StageRuleAsync(Guid personId, CancellationToken cancellation = default) =>
        await ValuesAsync(personId, cancellation) is not { } values ? StageRule.Default : StageRule.Default with
        {
            WindowDays = values.Whole(SettingKeys.StagesWindowDays),
            EstablishedOccasions = values.Whole(SettingKeys.StagesSteadyOccasions),
            EstablishedSpanDays = values.Whole(SettingKeys.StagesSteadySpanDays),
            EmergingOccasions = values.Whole(SettingKeys.StagesGrowingOccasions),
            ContestedWeight = values.Whole(SettingKeys.StagesContestedTimes),
            ReviewEveryDays = values.Whole(SettingKeys.ReviewsCycleDays),
        };

    private async Task<SettingValues?> ValuesAsync(Guid personId, CancellationToken cancellation)
    {
        var scheme = await context.RoleHoldings.AsNoTracking()
            .Where(h => h.PersonId == personId)
            .OrderBy(h => h.To != null).ThenByDescending(h => h.From)
            .Select(h => (Guid?)h.SchemeId)
            .FirstOrDefaultAsync(cancellation);
        return scheme is { } id ? await settings.ValuesAsync(id, cancellation) : null;
    }
}
