using Microsoft.EntityFrameworkCore;
using Throughline.People;
using Throughline.Storage;

namespace Throughline.Schemes;

/// <summary>A scheme to set up, as typed.</summary>
/// <param name="TemplateId">The template to start from.</param>
/// <param name="TemplateVersion">Its version.</param>
/// <param name="Name">What the scheme is called.</param>
/// <param name="From">The first day it runs or ran.</param>
/// <param name="RunIt">Whether the person who sets it up becomes its coordinator. Somebody who is a coordinator always does.</param>
/// <param name="OrganisationName">The organisation's name; asked for once, with the first scheme.</param>
/// <param name="OrganisationKind">What sort of body it is; asked for once, with the first scheme.</param>
public sealed record NewScheme(
    string? TemplateId, int TemplateVersion, string? Name, DateOnly From, bool RunIt = true, string? OrganisationName = null, OrganisationKind OrganisationKind = OrganisationKind.Service);

/// <summary>Sets up a scheme from a template: its roles, words and lists become the scheme's own and can be changed.</summary>
public sealed class SetUpScheme(UnitOfWork unit)
{
    /// <summary>Earliest first day that is believed.</summary>
    public static readonly DateOnly Earliest = new(1990, 1, 1);

    /// <summary>Sets it up.</summary>
    /// <returns>The scheme's id, or <see cref="NotAllowed"/>, <see cref="FirstSchemeExists"/>, <see cref="NoSuchTemplate"/>, <see cref="SchemeNameTaken"/>, <see cref="Invalid"/>.</returns>
    public Task<Outcome<Guid>> RunAsync(NewScheme input, CancellationToken cancellation = default) =>
        unit.RunAsync<Guid>(new Act("scheme-set-up"), async writing =>
        {
            var context = writing.Context;
            if (writing.Viewer.Hat is not (Hat.Coordinator or Hat.SystemAdministrator or Hat.System))
            {
                return new NotAllowed();
            }

            if (writing.Viewer.Hat == Hat.SystemAdministrator && await context.Schemes.AnyAsync(cancellation))
            {
                return new FirstSchemeExists();
            }

            if (SchemeTemplates.Find(input.TemplateId, input.TemplateVersion) is not { } template)
            {
                return new NoSuchTemplate();
            }

            var made = Scheme.SetUp(writing.NewId(), input.Name, template.Id, template.Version, input.From);
            if (!made.Succeeded)
            {
                return made.Refusal!;
            }

            var scheme = made.Value;
            if (input.From < Earliest || input.From > writing.Today.AddYears(Organisation.MostYearsAhead))
            {
                return new Invalid(nameof(input.From), $"The first day must be between {Typed.Day(Earliest)} and {Organisation.MostYearsAhead} years from today");
            }

            if (await context.Schemes.AnyAsync(s => s.Name == scheme.Name, cancellation))
            {
                return new SchemeNameTaken(scheme.Name);
            }

            if (!await context.Set<Organisation>().AnyAsync(cancellation))
            {
                var founded = Organisation.Found(writing.NewId(), input.OrganisationName, input.OrganisationKind, input.From);
                if (!founded.Succeeded)
                {
                    return founded.Refusal is Invalid { Input: var field } invalid ? invalid with { Input = "Organisation" + field } : founded.Refusal!;
                }

                context.Add(founded.Value);
            }

            context.Add(scheme);
            context.AddRange(template.Words.Select(w => SchemeWord.From(scheme.Id, w)));
            context.AddRange(template.Reference.Select((item, place) => ReferenceItem.Brought(writing.NewId(), scheme.Id, item, place)));
            var roles = template.Roles.Select(r => RoleDefinition.Define(writing.NewId(), scheme.Id, r.Outline)).ToList();
            context.AddRange(roles);

            if (writing.Viewer.PersonId != Guid.Empty && (input.RunIt || writing.Viewer.Hat == Hat.Coordinator))
            {
                var coordinator = roles.First(r => r.Hats.Contains(Hat.Coordinator));
                context.Add(RoleHolding.Start(writing.NewId(), writing.Viewer.PersonId, coordinator, RoleState.Held, input.From < writing.Today ? input.From : writing.Today));
            }

            return scheme.Id;
        }, cancellation);
}

/// <summary>A system administrator sets up the first scheme only; after that its coordinators do.</summary>
public sealed record FirstSchemeExists() : Refusal("first-scheme-exists")
{
    /// <inheritdoc />
    public override string Sentence => "There is a scheme already. Ask its coordinator to set up the next one";
}

/// <summary>The template does not exist in this version of the program.</summary>
public sealed record NoSuchTemplate() : Refusal("no-such-template")
{
    /// <inheritdoc />
    public override string Sentence => "Choose what sort of scheme it is";

    /// <inheritdoc />
    public override string? Field => nameof(NewScheme.TemplateId);
}

/// <summary>Another scheme has this name.</summary>
/// <param name="Name">The name.</param>
public sealed record SchemeNameTaken(string Name) : Refusal("scheme-name-taken")
{
    /// <inheritdoc />
    public override string Sentence => $"There is a scheme called {Name} already. Choose another name";

    /// <inheritdoc />
    public override string? Field => nameof(NewScheme.Name);
}
