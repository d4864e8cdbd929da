using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class DocumentReaderTests
{
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. new byte[50]];
    private static readonly byte[] Program = [(byte)'M', (byte)'Z', 0x90, 0, .. new byte[200]];

    [Fact]
    public void Read_PictureNamedAsWord_SaysWhatItLooksLike()
    {
        var refusal = RefusalOf(Png, "My story.docx").ShouldBeOfType<FileRefusal.NotWhatItsNameSays>();

        refusal.Sentence.ShouldBe("“My story.docx” is named as a Word document but it looks like a picture (PNG). "
            + "Choose the right file, or open it in the program that made it and save it as a Word document.");
        refusal.Code.ShouldBe("file-not-what-its-name-says");
    }

    [Fact]
    public void Read_OneKindNamedAsAnother_IsRefusedByContent()
    {
        var docx = Docx(Paragraph("x"));
        (byte[] File, string Name, string LooksLike)[] cases =
        [
            (docx, "a.pdf", "a zip archive"),
            (docx, "a.txt", "a zip archive"),
            (docx, "a.odt", "a Word document"),
            (Odt("<text:p>x</text:p>"), "a.docx", "an OpenDocument text"),
            (Xlsx(""), "a.docx", "an Excel workbook"),
            (Zip(("holiday.jpg", "x")), "a.docx", "a zip archive"),
            (Zip(("ppt/presentation.xml", "x")), "a.docx", "a slide show"),
            (Program, "a.docx", "a program"),
            (Program, "a.txt", "a program"),
            (Utf8("%PDF-1.7\n..."), "a.docx", "a PDF"),
            (Utf8("%PDF-1.7\n..."), "a.txt", "a PDF"),
            (Utf8("{\\rtf1\\ansi hello}"), "a.docx", "a rich text document (RTF)"),
            (Utf8("{\\rtf1\\ansi hello}"), "a.txt", "a rich text document (RTF)"),
            (Utf8("Just words."), "a.docx", "plain text"),
            (Utf8("Just words."), "a.pdf", "plain text"),
            (Utf8("<!DOCTYPE html><html>"), "a.docx", "a web page"),
            ([.. "ID3"u8, .. new byte[20]], "interview.docx", "a sound recording"),
            (OldOffice("WordDocument"), "a.txt", "a password-protected file or an old Office document"),
        ];

        foreach (var (file, name, looksLike) in cases)
        {
            RefusalOf(file, name).ShouldBeOfType<FileRefusal.NotWhatItsNameSays>(name).LooksLike.ShouldBe(looksLike);
        }
    }

    [Fact]
    public void Read_EncryptedOfficeFile_IsPasswordProtected()
    {
        RefusalOf(OldOffice("EncryptedPackage"), "a.docx").ShouldBeOfType<FileRefusal.PasswordProtected>();
    }

    [Fact]
    public void Read_OldOfficeFile_SaysHowToSaveIt()
    {
        RefusalOf(OldOffice("WordDocument"), "a.doc").ShouldBeOfType<FileRefusal.OldOfficeFormat>()
            .Sentence.ShouldBe("“a.doc” looks like an old Word document (.doc). Open it, save it as .docx without a password and choose that.");
        RefusalOf(OldOffice("Something"), "a.docx").ShouldBeOfType<FileRefusal.OldOfficeFormat>()
            .LooksLike.ShouldBe("a password-protected file or an old .doc or .xls");
    }

    [Theory]
    [InlineData("story.rtf")]
    [InlineData("story")]
    [InlineData("story.exe")]
    [InlineData("")]
    public void Read_NameOfAnotherKind_SaysWhichAreRead(string name)
    {
        RefusalOf(Utf8("words"), name).ShouldBeOfType<FileRefusal.UnknownKind>().Sentence.ShouldContain(".docx, .odt, .txt, .md or .pdf");
    }

    [Fact]
    public void Read_Empty_IsNamed()
    {
        foreach (var name in new[] { "a.docx", "a.odt", "a.txt", "a.md", "a.pdf" })
        {
            RefusalOf([], name).ShouldBeOfType<FileRefusal.Empty>();
        }
    }

    [Fact]
    public void Read_TooBig_SaysTheLimit()
    {
        RefusalOf(new byte[2000], "a.txt", new FileLimits { MaxFileBytes = 1 << 20 }).ShouldBeOfType<FileRefusal.NotText>();
        RefusalOf(new byte[(1 << 20) + 1], "a.txt", new FileLimits { MaxFileBytes = 1 << 20 }).ShouldBeOfType<FileRefusal.TooBig>()
            .Sentence.ShouldContain("The biggest file we can take is 1 MB.");
    }

    [Fact]
    public void Sentences_OfEveryRefusal_NameTheFileAndWhatToDo()
    {
        var types = typeof(FileRefusal).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(FileRefusal))).ToList();
        types.Count.ShouldBeGreaterThan(20);
        foreach (var type in types)
        {
            type.IsSealed.ShouldBeTrue(type.Name);
            var constructor = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
            var refusal = (FileRefusal)constructor.Invoke([.. constructor.GetParameters().Select(Sample)]);
            type.GetProperty(nameof(FileRefusal.FileName))!.SetValue(refusal, "x/story.docx");
            refusal.Sentence.ShouldContain("“story.docx”", customMessage: type.Name);
            refusal.Code.ShouldMatch("^(file|table)-[a-z-]+$");
        }

        static object? Sample(System.Reflection.ParameterInfo parameter) => parameter.ParameterType switch
        {
            var type when type == typeof(string) => "sample",
            var type when type == typeof(int) => 3,
            var type when type == typeof(long) => 3L << 20,
            _ => false,
        };
    }
}
