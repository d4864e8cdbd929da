using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace Throughline.Web.Components;

/// <summary>Plain words for the checks that come with the framework, where a property gives none of its own.</summary>
internal sealed class PlainMessages : IValidationMetadataProvider
{
    private static readonly string? EmailDefault = new EmailAddressAttribute().ErrorMessage;

    public void CreateValidationMetadata(ValidationMetadataProviderContext context)
    {
        var name = context.Attributes.OfType<DisplayAttribute>().FirstOrDefault()?.GetName() ?? Words.FromName(context.Key.Name ?? "this");
        foreach (var attribute in context.ValidationMetadata.ValidatorMetadata.OfType<ValidationAttribute>())
        {
            if ((attribute.ErrorMessage is not null && attribute.ErrorMessage != EmailDefault) || attribute.ErrorMessageResourceName is not null)
            {
                continue;
            }
            attribute.ErrorMessage = attribute switch
            {
                RequiredAttribute => $"Enter {Words.InSentence(name)}",
                StringLengthAttribute length => $"{name} must be {length.MaximumLength:N0} characters or fewer",
                MaxLengthAttribute length => $"{name} must be {length.Length:N0} characters or fewer",
                RangeAttribute range => $"{name} must be between {range.Minimum} and {range.Maximum}",
                EmailAddressAttribute => $"{name} must be an email address, like name@example.org",
                _ => null,
            };
        }
    }

    public static void Apply(DefaultModelBindingMessageProvider messages)
    {
        messages.SetAttemptedValueIsInvalidAccessor((value, _) => $"“{value}” cannot be used here. Check it and try again");
        messages.SetNonPropertyAttemptedValueIsInvalidAccessor(value => $"“{value}” cannot be used here. Check it and try again");
        messages.SetUnknownValueIsInvalidAccessor(_ => "What you entered cannot be used here. Check it and try again");
        messages.SetNonPropertyUnknownValueIsInvalidAccessor(() => "What you entered cannot be used here. Check it and try again");
        messages.SetValueIsInvalidAccessor(value => $"“{value}” cannot be used here. Check it and try again");
        messages.SetValueMustBeANumberAccessor(name => $"{Words.FromName(name)} must be a number, like 12");
        messages.SetNonPropertyValueMustBeANumberAccessor(() => "This must be a number, like 12");
        messages.SetValueMustNotBeNullAccessor(_ => "Enter something here");
        messages.SetMissingBindRequiredValueAccessor(name => $"Enter {Words.InSentence(Words.FromName(name))}");
        messages.SetMissingKeyOrValueAccessor(() => "Enter something here");
        messages.SetMissingRequestBodyRequiredValueAccessor(() => "Nothing was sent");
    }
}
