using System.Buffers.Binary;
using System.IO.Compression;
using Throughline.Files;
using static Throughline.Tests.Files.TestFiles;

namespace Throughline.Tests.Files;

public sealed class SafePackageTests
{
    private const string Part = "word/document.xml";
    private static readonly byte[] Good = Docx(string.Concat(Enumerable.Repeat(Paragraph("Marisol kept the keys."), 50)));

    [Fact]
    public void Read_ZipBomb_StopsWithLittleMemory()
    {
        var bomb = Zip(("[Content_Types].xml", Utf8("<Types/>")), ("_rels/.rels", Utf8(Relationships(("officeDocument", Part)))), (Part, Spaces(200 << 20)));
        bomb.Length.ShouldBeLessThan(400_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        RefusalOf(bomb, "story.docx").ShouldBeOfType<FileRefusal.UnpacksTooLarge>();

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000);
    }

    [Fact]
    public void Read_PartWithinRatioButOverTheLimit_IsRefused()
    {
        var limits = new FileLimits { MaxPartBytes = 20_000 };
        RefusalOf(Docx(string.Concat(Enumerable.Range(0, 1000).Select(i => Paragraph($"Line {i * 7919}")))), "story.docx", limits)
            .ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    [Fact]
    public void Read_PartsTogetherOverTheTotal_AreRefused()
    {
        var limits = new FileLimits { MaxTotalBytes = 1_000 };
        RefusalOf(Good, "story.docx", limits).ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    [Theory]
    [InlineData(40u)]
    [InlineData(100_000u)]
    public void Read_ForgedLength_IsDamagedAndNeverCut(uint stated)
    {
        RefusalOf(Forge(Good, Part, 24, stated), "story.docx").ShouldBeOfType<FileRefusal.Damaged>().Part.ShouldBe(Part);
    }

    [Fact]
    public void Read_BadCrc_IsDamaged()
    {
        RefusalOf(Forge(Good, Part, 16, 0xDEADBEEF), "story.docx").ShouldBeOfType<FileRefusal.Damaged>().Part.ShouldBe(Part);
    }

    [Fact]
    public void Read_EncryptedFlag_IsPasswordProtected()
    {
        RefusalOf(Forge(Good, Part, 8, 1, bytes: 2), "story.docx").ShouldBeOfType<FileRefusal.PasswordProtected>();
    }

    [Fact]
    public void Open_TooManyParts_IsRefusedByTheCountAlone()
    {
        var many = Zip([.. Enumerable.Range(0, 5_001).Select(i => ($"word/{i}.xml", ""))]);
        SafePackage.Open(Stream(many), "many.docx").Refusal.ShouldBeOfType<FileRefusal.TooManyParts>().Limit.ShouldBe(5_000);
    }

    [Fact]
    public void Open_CountForgedLow_IsDamaged()
    {
        var forged = Good.ToArray();
        var end = forged.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        BinaryPrimitives.WriteUInt16LittleEndian(forged.AsSpan(end + 8), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(forged.AsSpan(end + 10), 2);
        SafePackage.Open(Stream(forged), "story.docx").Refusal.ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Theory]
    [InlineData("../evil.xml")]
    [InlineData("word/../../evil.xml")]
    [InlineData("..\\evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/evil.xml")]
    public void Open_NamePointingOutside_IsRefused(string name)
    {
        SafePackage.Open(Stream(Zip((name, "x"))), "story.docx").Refusal.ShouldBeOfType<FileRefusal.ForbiddenPath>();
    }

    [Fact]
    public void Open_SamePartTwice_IsDamaged()
    {
        SafePackage.Open(Stream(Zip(("word/document.xml", "a"), ("WORD/document.xml", "b"))), "story.docx").Refusal.ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Fact]
    public void Open_CutAnywhere_IsTruncated()
    {
        for (var length = 4; length < Good.Length - 22; length += 97)
        {
            RefusalOf(Good[..length], "story.docx").ShouldBeOfType<FileRefusal.Truncated>($"cut at {length}");
        }

        RefusalOf(Good[..^1], "story.docx").ShouldBeOfType<FileRefusal.Truncated>();
    }

    [Fact]
    public void Open_Empty_IsNamedEmpty()
    {
        SafePackage.Open(Stream([]), "story.docx").Refusal.ShouldBeOfType<FileRefusal.Empty>().Sentence.ShouldContain("“story.docx” is empty");
    }

    [Fact]
    public void OpenPart_StoredPart_IsReadAndChecked()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.txt", CompressionLevel.NoCompression).Open();
            entry.Write("The hub opens at nine."u8);
        }

        var package = SafePackage.Open(Stream(stream.ToArray()), "a.zip").Value;
        using var part = new StreamReader(package.OpenPart("A.txt"));
        part.ReadToEnd().ShouldBe("The hub opens at nine.");
    }

    [Fact]
    public void OpenPart_Absent_IsDamaged()
    {
        var package = SafePackage.Open(Stream(Good), "story.docx").Value;
        Should.Throw<FileRefusedException>(() => package.OpenPart("word/none.xml")).Refusal.ShouldBeOfType<FileRefusal.Damaged>();
    }

    [Fact]
    public void FileName_WithFoldersAndControls_IsShownPlain()
    {
        new FileRefusal.Empty { FileName = "C:\\Users\\ana\\\u202Excod.\u0007story.docx" }.FileName.ShouldBe("xcod.story.docx");
        new FileRefusal.Empty { FileName = new string('n', 300) }.FileName.Length.ShouldBe(81);
        new FileRefusal.Empty { FileName = "\u0001" }.FileName.ShouldBe("the file");
    }

    private static byte[] Spaces(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)' ');
        return bytes;
    }
}
