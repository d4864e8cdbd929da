using Microsoft.EntityFrameworkCore;
using Throughline.Schemes;
using Throughline.Storage;

namespace Throughline.Training;

/// <summary>A programme of the scheme's own, as typed.</summary>
/// <param name="SchemeId">The scheme.</param>
/// <param name="Outline">What it teaches and what it takes to finish.</param>
public sealed record NewProgramme(Guid SchemeId, ProgrammeOutline Outline);

/// <summary>Adds a programme of the scheme's own.</summary>
public sealed class WriteProgramme(UnitOfWork unit)
{
    /// <summary>Adds it.</summary>
    /// <returns>Its key, or <see cref="NotFound"/> (the scheme), <see cref="Invalid"/>, <see cref="ProgrammeTitleTaken"/>.</returns>
    public Task<Outcome<string>> RunAsync(NewProgramme input, CancellationToken cancellation = default) =>
        unit.RunAsync<string>(new Act("programme-written"), async writing =>
        {
            if (!await writing.TakeSchemeAsync(input.SchemeId, cancellation))
            {
                return new NotFound();
            }

            var taken = await TitlesAsync(writing, input.SchemeId, cancellation);
            if (taken.Values.Contains(input.Outline.Title.Trim(), ProgrammeOutline.Same))
            {
                return new ProgrammeTitleTaken(input.Outline.Title.Trim());
            }

            var (root, key, number) = (Programme.KeyOf(input.Outline.Title), Programme.KeyOf(input.Outline.Title), 1);
            while (taken.ContainsKey(key))
            {
                key = $"{root}-{++number}";
            }

            var written = Programme.Write(writing.NewId(), input.SchemeId, key, input.Outline, writing.Viewer.PersonId, writing.Viewer.Hat, writing.Now);
            if (!written.Succeeded)
            {
                return written.Refusal!;
            }

            if (await CertificateNames.CheckAsync(writing, written.Value.Outline.CertificateName, cancellation) is { } refusal)
            {
                return refusal;
            }

            writing.Context.Add(written.Value);
            return key;
        }, cancellation);

    /// <summary>The titles of the scheme's programmes by their keys, those that its template brings among them.</summary>
    internal static async Task<Dictionary<string, string>> TitlesAsync(Writing writing, Guid schemeId, CancellationToken cancellation)
    {
        var scheme = await writing.Context.Schemes.AsNoTracking().SingleAsync(s => s.Id == schemeId, cancellation);
        var titles = SchemeTemplates.Of(scheme).Training.ToDictionary(t => t.Key, t => t.Title, StringComparer.Ordinal);
        foreach (var programme in await writing.Context.Programmes.AsNoTracking().Include(p => p.Versions.OrderBy(v => v.Number)).Where(p => p.SchemeId == schemeId).ToListAsync(cancellation))
        {
            titles[programme.Key] = programme.Outline.Title;
        }

        return titles;
    }
}

/// <summary>What a certificate calls a course must not name whoever gave it (INV-034).</summary>
internal static class CertificateNames
{
    public static async Task<Refusal?> CheckAsync(Writing writing, string name, CancellationToken cancellation)
    {
        var names = await writing.Context.Schemes.Select(s => s.Name)
            .Concat(writing.Context.Set<OrganisationSpell>().Select(s => s.Name))
            .Concat(writing.Context.Set<Site>().Select(s => s.Name)).ToListAsync(cancellation);
        return names.FirstOrDefault(n => name.Contains(n, StringComparison.OrdinalIgnoreCase)) is { } told
            ? new Invalid(nameof(ProgrammeOutline.CertificateName), $"Leave out “{told}”. A certificate does not say where the course was")
            : null;
    }
}

/// <summary>Another programme of the scheme has this title.</summary>
/// <param name="Title">The title.</param>
public sealed record ProgrammeTitleTaken(string Title) : Refusal("programme-title-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"There is a programme called {Title} already. Choose another title";

    /// <inheritdoc />
    public override string? Field => nameof(ProgrammeOutline.Title);
}
