using System.Globalization;
using Throughline.Files;

namespace Throughline.Tests.Files;

public sealed class UkDateTests
{
    [Theory]
    [InlineData("1/2/2026")]
    [InlineData("01/02/2026")]
    [InlineData("01.02.2026")]
    [InlineData("1-2-2026")]
    [InlineData("1 2 2026")]
    [InlineData(" 1 / 2 / 2026 ")]
    [InlineData("2026-02-01")]
    [InlineData("2026/2/1")]
    [InlineData("2026-02-01T09:30:00")]
    [InlineData("01/02/2026 00:00")]
    [InlineData("1 February 2026")]
    [InlineData("1st Feb 2026")]
    [InlineData("1-Feb-2026")]
    [InlineData("Sunday 1st of FEBRUARY, 2026")]
    [InlineData("Sun, 1 Feb. 2026")]
    public void TryRead_AsPeopleWriteIt_PutsTheDayFirst(string written)
    {
        UkDate.TryRead(written, out var date, out var refusal).ShouldBeTrue(refusal?.Sentence);
        date.ShouldBe(new DateOnly(2026, 2, 1));
    }

    [Theory]
    [InlineData("31/02/2026")]
    [InlineData("29 February 2025")]
    [InlineData("2026-13-01")]
    [InlineData("02/13/2026")]
    [InlineData("0/1/2026")]
    [InlineData("1/1/0000")]
    [InlineData("31 April 2026")]
    public void TryRead_DayThatIsNotInTheCalendar_SaysSo(string written)
    {
        Refused(written).ShouldBeOfType<DateRefusal.DoesNotExist>().Sentence.ShouldStartWith($"“{written}” is not a real date.");
    }

    [Theory]
    [InlineData("tomorrow")]
    [InlineData("February 2026")]
    [InlineData("46054")]
    [InlineData("1/2")]
    [InlineData("1/2-2026")]
    [InlineData("1 Febtober 2026")]
    [InlineData("2026-02-01T23:30:00Z")]
    [InlineData("１/２/２０２６")]
    [InlineData("1/2/20266")]
    [InlineData("1/2/026")]
    public void TryRead_NotADate_IsNotUnderstood(string written)
    {
        Refused(written).ShouldBeOfType<DateRefusal.NotUnderstood>();
    }

    [Fact]
    public void TryRead_TwoDigitYear_IsRefusedUnlessAllowed()
    {
        Refused("01.02.26").ShouldBeOfType<DateRefusal.TwoDigitYear>().Sentence.ShouldContain("Write all four");
        var rules = new UkDateRules { TwoDigitYearsUpTo = 2049 };
        UkDate.TryRead("01.02.26", out var soon, out _, rules).ShouldBeTrue();
        UkDate.TryRead("1 Feb 50", out var old, out _, rules).ShouldBeTrue();
        (soon.Year, old.Year).ShouldBe((2026, 1950));
    }

    [Theory]
    [InlineData("31/12/1899")]
    [InlineData("1 January 2101")]
    public void TryRead_OutOfRange_SaysTheRange(string written)
    {
        Refused(written).ShouldBeOfType<DateRefusal.OutOfRange>().Sentence.ShouldContain("from 1 January 1900 to 31 December 2100");
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public void TryRead_Nothing_IsBlank(string? written)
    {
        Refused(written).ShouldBeOfType<DateRefusal.Blank>();
    }

    [Fact]
    public void TryRead_EveryDayInEveryForm_ComesBack()
    {
        string[] forms = ["d/M/yyyy", "dd.MM.yyyy", "yyyy-MM-dd", "d MMMM yyyy", "dddd d MMM yyyy", "dd-MMM-yyyy HH:mm"];
        var day = new DateOnly(1900, 1, 1);
        for (var i = 0; day <= new DateOnly(2100, 12, 31); day = day.AddDays(1), i++)
        {
            var written = day.ToDateTime(TimeOnly.MinValue).ToString(forms[i % forms.Length], CultureInfo.InvariantCulture);
            UkDate.TryRead(written, out var read, out _).ShouldBeTrue(written);
            read.ShouldBe(day);
        }
    }

    [Fact]
    public void TryRead_Cell_NeverTakesABareNumberForADate()
    {
        UkDate.TryRead(CellValue.OfNumber(46054), out _, out var refusal).ShouldBeFalse();
        refusal.ShouldBeOfType<DateRefusal.NotUnderstood>();
        UkDate.TryRead(CellValue.OfDate(new DateTime(2026, 2, 1, 9, 30, 0)), out var date, out _).ShouldBeTrue();
        date.ShouldBe(new DateOnly(2026, 2, 1));
        UkDate.TryRead(CellValue.OfDate(new DateTime(3026, 2, 1)), out _, out refusal).ShouldBeFalse();
        refusal.ShouldBeOfType<DateRefusal.OutOfRange>();
        UkDate.TryRead(CellValue.OfText("1/2/2026"), out date, out _).ShouldBeTrue();
    }

    private static DateRefusal Refused(string? written)
    {
        UkDate.TryRead(written, out var date, out var refusal).ShouldBeFalse();
        date.ShouldBe(default);
        return refusal!;
    }
}
