using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Throughline.Security;

namespace Throughline.Web.Security;

/// <summary>The ways somebody shows who they are: password, code, recovery code, passkey. Says yes or no; what follows is the page's to decide.</summary>
public sealed class Proofs(
    AccountQueries accounts, IPasswordHasher<Account> hasher, CountSignInFailure failure, UseCode useCode, IPasskeyHandler<Account> passkeys,
    ChallengeQueries challenges, UsePasskey usePasskey, AddPasskey addPasskey, TimeProvider clock, ILogger<Proofs> logger)
{
    // What an unknown name is checked against, so that it takes as long as a known one. Made once, by the same hasher.
    private static string? nobodysHash;

    /// <summary>The account of a right name and password; null for a wrong one, an unknown name and a pausing account alike.</summary>
    public async Task<Account?> ByPasswordAsync(string? signInName, string? password, CancellationToken cancellation) =>
        await CheckAsync(await accounts.ByNameAsync(signInName, cancellation), password, cancellation);

    /// <summary>True for the right password of somebody.</summary>
    public async Task<bool> IsPasswordOfAsync(Guid personId, string? password, CancellationToken cancellation) =>
        await CheckAsync(await accounts.OfAsync(personId, cancellation), password, cancellation) is not null;

    public string Hash(string password) => hasher.HashPassword(null!, password);

    /// <summary>True for a right code of somebody's app, or a right recovery code, that has not been used.</summary>
    public async Task<bool> IsCodeOfAsync(Guid personId, string? code, bool recovery, CancellationToken cancellation)
    {
        if ((await useCode.RunAsync(personId, code, recovery, cancellation)).Succeeded)
        {
            return true;
        }

        await failure.RunAsync(personId, cancellation);
        return false;
    }

    /// <summary>What the browser needs to ask for a passkey. Ties the answer to this browser.</summary>
    public async Task<string> PasskeyOptionsAsync(HttpContext context, CancellationToken cancellation)
    {
        var options = await passkeys.MakeRequestOptionsAsync(null, context);
        StepCookie.Write(context, await challenges.GiveAsync(ChallengeKind.UsePasskey, null, options.AssertionState!, cancellation));
        return options.RequestOptionsJson;
    }

    /// <summary>The person whose passkey answered; null for an answer that is wrong, late, or was given before.</summary>
    public async Task<Guid?> ByPasskeyAsync(HttpContext context, string? credential, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(credential)
            || await challenges.TakeAsync(ChallengeKind.UsePasskey, StepCookie.Read(context.Request), cancellation) is not { } challenge)
        {
            return null;
        }

        StepCookie.Delete(context);
        var answer = await passkeys.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential, AssertionState = challenge.State });
        if (!answer.Succeeded || !answer.Passkey.IsUserVerified)
        {
            logger.LogInformation("A passkey was refused: {Reason}", answer.Failure?.Message ?? "its holder was not verified");
            await failure.RunAsync(null, cancellation);
            return null;
        }

        var used = await usePasskey.RunAsync(answer.User.PersonId, answer.Passkey.CredentialId, answer.Passkey.SignCount, answer.Passkey.IsBackedUp, cancellation);
        return used.Succeeded ? answer.User.PersonId : null;
    }

    /// <summary>What the browser needs to make a passkey for somebody.</summary>
    public async Task<string?> NewPasskeyOptionsAsync(HttpContext context, CurrentSession session, CancellationToken cancellation)
    {
        if (await accounts.OfAsync(session.PersonId, cancellation) is not { } account)
        {
            return null;
        }

        var options = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = session.PersonId.ToString(), Name = account.SignInName, DisplayName = session.PersonName }, context);
        StepCookie.Write(context, await challenges.GiveAsync(ChallengeKind.AddPasskey, session.PersonId, options.AttestationState!, cancellation));
        return options.CreationOptionsJson;
    }

    /// <summary>Adds the passkey that the browser made.</summary>
    public async Task<Outcome<Guid>> AddPasskeyAsync(HttpContext context, CurrentSession session, string? credential, string? name, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(credential)
            || await challenges.TakeAsync(ChallengeKind.AddPasskey, StepCookie.Read(context.Request), cancellation) is not { } challenge
            || challenge.PersonId != session.PersonId)
        {
            return new PasskeyNotTaken();
        }

        StepCookie.Delete(context);
        var made = await passkeys.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential, AttestationState = challenge.State });
        if (!made.Succeeded || !made.Passkey.IsUserVerified)
        {
            logger.LogInformation("A new passkey was refused: {Reason}", made.Failure?.Message ?? "its holder was not verified");
            return new PasskeyNotTaken();
        }

        var facts = new PasskeyFacts(
            made.Passkey.CredentialId, made.Passkey.PublicKey, made.Passkey.SignCount, made.Passkey.Transports ?? [],
            made.Passkey.IsBackupEligible, made.Passkey.IsBackedUp, made.Passkey.AttestationObject, made.Passkey.ClientDataJson);
        return await addPasskey.RunAsync(session.PersonId, facts, name, cancellation);
    }

    /// <summary>Remembers that the password was right, until the second factor comes.</summary>
    public async Task AwaitSecondFactorAsync(HttpContext context, Guid personId, PendingSignIn pending, CancellationToken cancellation) =>
        StepCookie.Write(context, await challenges.GiveAsync(ChallengeKind.SecondFactor, personId, JsonSerializer.Serialize(pending), cancellation));

    /// <summary>Whose second factor this browser owes.</summary>
    public async Task<(Guid PersonId, PendingSignIn Pending)?> AwaitedAsync(HttpContext context, CancellationToken cancellation) =>
        await challenges.FindAsync(ChallengeKind.SecondFactor, StepCookie.Read(context.Request), cancellation) is { PersonId: { } personId } challenge
            ? (personId, JsonSerializer.Deserialize<PendingSignIn>(challenge.State)!)
            : null;

    /// <summary>Ends the waiting; false when somebody else has ended it.</summary>
    public async Task<bool> EndAwaitingAsync(HttpContext context, CancellationToken cancellation)
    {
        var taken = await challenges.TakeAsync(ChallengeKind.SecondFactor, StepCookie.Read(context.Request), cancellation);
        StepCookie.Delete(context);
        return taken is not null;
    }

    private async Task<Account?> CheckAsync(Account? account, string? password, CancellationToken cancellation)
    {
        var typed = password is { Length: > 0 and <= PasswordRule.MaxLength } ? password : "-";
        nobodysHash ??= Hash("nobody has this password");
        var right = hasher.VerifyHashedPassword(account!, account?.PasswordHash ?? nobodysHash, typed) != PasswordVerificationResult.Failed;
        if (right && account is { PasswordHash: not null } && !account.IsPaused(clock.GetUtcNow()))
        {
            return account;
        }

        await failure.RunAsync(account?.PersonId, cancellation);
        return null;
    }
}

/// <summary>What was asked for when signing in began.</summary>
public sealed record PendingSignIn(bool SharedComputer, string? ReturnUrl);
