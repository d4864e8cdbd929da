using System.ComponentModel.DataAnnotations;
using Throughline.Web.Components;

namespace Throughline.Web.Tests.Components;

public sealed class ChoiceTests
{
    private enum Contact
    {
        ByPhone,

        [Display(Name = "At the hub, in person")]
        AtHub,
    }

    [Fact]
    public void Of_AnEnum_IsWordedByDisplayOrByItsName() =>
        Choice.Of<Contact>().ShouldBe([new("ByPhone", "By phone"), new("AtHub", "At the hub, in person")]);

    [Theory]
    [InlineData("StartDate", "Start date")]
    [InlineData("Name", "Name")]
    [InlineData("PIN", "PIN")]
    public void FromName_APropertyName_IsWords(string name, string words) => Words.FromName(name).ShouldBe(words);
}
