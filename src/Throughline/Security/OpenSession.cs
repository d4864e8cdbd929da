using System.Buffers.Text;
using System.Security.Cryptography;
using Throughline.Audit;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Security;

/// <summary>A session to begin.</summary>
/// <param name="PersonId">Who has proved who they are.</param>
/// <param name="Hat">The hat they want to wear; null for the first they hold.</param>
/// <param name="Method">How they proved it.</param>
/// <param name="SharedComputer">Whether others use the computer.</param>
/// <param name="Device">The browser in words.</param>
public sealed record NewSession(Guid PersonId, Hat? Hat, SignInMethod Method, bool SharedComputer = false, string? Device = null);

/// <summary>Begins a session with a new key, under one hat that the person holds now.</summary>
public sealed class OpenSession(UnitOfWork unit, HatQueries hats, SignInRules rules)
{
    /// <summary>Begins it.</summary>
    /// <returns>The browser's key (256 random bits, kept nowhere), or <see cref="HatNotHeld"/>, or <see cref="NotAllowed"/> for a choice from the list outside the fictional service.</returns>
    public async Task<Outcome<string>> RunAsync(NewSession input, CancellationToken cancellation = default)
    {
        if (input.Method == SignInMethod.FictionalList && !rules.FictionalList)
        {
            return new NotAllowed();
        }

        var held = await hats.OfAsync(input.PersonId, cancellation);
        if ((input.Hat is { } wanted ? held.FirstOrDefault(h => h.Hat == wanted) : held.FirstOrDefault()) is not { } hat)
        {
            return new HatNotHeld();
        }

        var key = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return await unit.RunAsAsync<string>(new Viewer(input.PersonId, hat.Hat, hat.SchemeIds), new Act("signed-in", Kind: AuditKind.SignIn), writing =>
        {
            var session = new Session(
                writing.NewId(), input.PersonId, hat.Hat, input.Method, input.SharedComputer, input.Device, SessionQueries.Hash(key), writing.Now);
            writing.Context.Add(session);
            writing.Note(input.PersonId, nameof(Session), session.Id, new FieldChange(nameof(Session.Method), null, input.Method.ToString()));
            return Task.FromResult<Outcome<string>>(key);
        }, cancellation);
    }
}

/// <summary>The person does not hold the hat now.</summary>
public sealed record HatNotHeld() : Refusal("hat-not-held")
{
    /// <inheritdoc />
    public override string Sentence => "You do not hold that hat now. Choose another.";

    /// <inheritdoc />
    public override string? Field => "Hat";
}
