using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Throughline.Files;
using Throughline.Testing;
using Throughline.Web.Documents;
using static Throughline.Testing.RawPdf;

namespace Throughline.Web.Tests.Documents;

public sealed class PdfProcessTests
{
    private static readonly string Story = Path.Combine(Repository.Root, "tests", "Throughline.Tests", "Files", "Samples", "story-from-writer.pdf");

    [Fact]
    public async Task Read_Pdf_IsWhatTheReaderItselfReads()
    {
        await using var file = File.OpenRead(Story);
        var here = DocumentReader.Read(file, "story.pdf").Value;

        var read = (await ReadAsync(await File.ReadAllBytesAsync(Story, TestContext.Current.CancellationToken), "story.pdf")).Value;

        read.Text.ShouldBe(here.Text);
        read.Text.ShouldContain("Zoë");
        read.Paragraphs.ShouldBe(here.Paragraphs);
        read.Note.ShouldBe(here.Note);
        read.Kind.ShouldBe(here.Kind);
    }

    [Fact]
    public async Task Read_Refusals_AreTheReadersOwnAndNameTheFile()
    {
        var damaged = await ReadAsync(Encoding.ASCII.GetBytes("%PDF-1.7\n1 0 obj << /Type /XRef /Size 2000000000 >>\n%%EOF"), "table.pdf");
        damaged.Refusal.ShouldBeOfType<FileRefusal.Damaged>().Sentence.ShouldContain("“table.pdf”");
        (await ReadAsync("%PDF-1.7 and then nothing"u8.ToArray())).Refusal.ShouldBeOfType<FileRefusal.Truncated>();
        (await ReadAsync(Raw(Encrypted, "BT ET"u8.ToArray(), ""))).Refusal.ShouldBeOfType<FileRefusal.PasswordProtected>();
        (await ReadAsync(Raw("", "BT ET"u8.ToArray(), ""))).Refusal.ShouldBeOfType<FileRefusal.NoWords>();
        (await ReadAsync(Bomb())).Refusal.ShouldBeOfType<FileRefusal.UnpacksTooLarge>();
    }

    [Fact]
    public async Task Read_MoreMemoryThanItMayUse_IsTooDemandingAndTheNextIsRead()
    {
        using var process = Process(new PdfLimits { MemoryMegabytes = 24 });

        (await ReadAsync(process, Bomb())).Refusal.ShouldBeOfType<FileRefusal.TooDemanding>();

        (await ReadAsync(process, Words("words"))).Value.Text.ShouldBe("words");
    }

    [Fact]
    public async Task Read_LongerThanItsTime_IsTooDemanding() =>
        (await ReadAsync(Words("words"), limits: new PdfLimits { Seconds = 0.001 })).Refusal.ShouldBeOfType<FileRefusal.TooDemanding>();

    [Fact]
    public async Task Read_LongerAnswerThanIsTaken_IsTooDemanding()
    {
        var limits = new PdfLimits { AnswerBytes = 10_000 };
        (await ReadAsync(Words(new string('a', 20_000)), limits: limits)).Refusal.ShouldBeOfType<FileRefusal.TooDemanding>();
        (await ReadAsync(Words(new string('a', 2_000)), limits: limits)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Read_WhileOthersAreRead_WaitsOnlySoLong()
    {
        using var process = Process(new PdfLimits { AtOnce = 1, WaitSeconds = 0 });
        await using var held = new HeldStream(Words("first"));
        var first = process.ReadAsync(held, "first.pdf", TestContext.Current.CancellationToken);

        (await ReadAsync(process, Words("second"))).Refusal.ShouldBeOfType<FileRefusal.OthersFirst>();

        held.Go();
        (await first).Value.Text.ShouldBe("first");
        (await ReadAsync(process, Words("second"))).Value.Text.ShouldBe("second");
    }

    [Fact]
    public async Task Read_Cancelled_EndsTheProcessAndThrows()
    {
        using var process = Process(new PdfLimits());
        using var stop = new CancellationTokenSource();
        await using var held = new HeldStream(Words("first"));
        var reading = process.ReadAsync(held, "first.pdf", stop.Token);
        await stop.CancelAsync();
        held.Go();
        await Should.ThrowAsync<OperationCanceledException>(reading);
    }

    [Fact]
    public void Variables_HoldNothingOfTheServices()
    {
        var variables = PdfProcess.Variables(new PdfLimits { MemoryMegabytes = 256 });
        variables.Keys.ShouldAllBe(name => name.StartsWith("DOTNET_", StringComparison.Ordinal) || name == "LD_LIBRARY_PATH" || name == "SystemRoot" || name == "TMPDIR" || name == "TEMP");
        variables["DOTNET_GCHeapHardLimit"].ShouldBe("0x10000000");
    }

    [Fact]
    public void Command_IsThisProgramHoweverItWasStarted()
    {
        var own = OperatingSystem.IsWindows() ? @"C:\srv\Throughline.Web.exe" : "/srv/Throughline.Web";
        PdfProcess.Command(own).ShouldSatisfyAllConditions(c => c.Program.ShouldBe(own), c => c.Words.ShouldBe(["read-pdf"]));
        var dotnet = OperatingSystem.IsWindows() ? @"C:\dotnet\dotnet.exe" : "/opt/dotnet/dotnet";
        PdfProcess.Command(dotnet).ShouldSatisfyAllConditions(c => c.Program.ShouldBe(dotnet), c => Path.GetFileName(c.Words[0]).ShouldBe("Throughline.Web.dll"));
        File.Exists(PdfProcess.Command(Environment.ProcessPath).Program).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an answer")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"Refusal":"file-unheard-of"}""")]
    [InlineData("""{"Text":5}""")]
    public void Answer_ThatMakesNoSense_IsTooDemanding(string json)
    {
        var answer = PdfAnswer.FromJson(Encoding.UTF8.GetBytes(json));
        (answer is null || answer.For("a.pdf", FileLimits.ForDocuments).Refusal is FileRefusal.TooDemanding).ShouldBeTrue();
    }

    [Fact]
    public void Answer_IsCleanedAndCountedAgain()
    {
        new PdfAnswer("one\u0007\r\n\ntwo", null, null).For("a.pdf", FileLimits.ForDocuments).Value.Text.ShouldNotContain('\u0007');
        new PdfAnswer(new string('a', 200), null, null).For("a.pdf", new FileLimits { MaxCharacters = 100 }).Refusal.ShouldBeOfType<FileRefusal.TooMuchText>();
        new PdfAnswer(" \n ", null, null).For("a.pdf", FileLimits.ForDocuments).Refusal.ShouldBeOfType<FileRefusal.NoWords>();
    }

    /// <summary>Says that it is no drawing, so that it is unpacked (to 31 MB) before it is found to be one.</summary>
    private static byte[] Bomb() => Raw("", Deflate(new byte[31 << 20]), "/Type /Other /Filter /FlateDecode");

    private static byte[] Words(string words) => Raw("", Encoding.ASCII.GetBytes($"BT /F1 12 Tf 10 10 Td ({words}) Tj ET"), "", resources: Helvetica);

    private static PdfProcess Process(PdfLimits limits) => new(limits, NullLogger<PdfProcess>.Instance);

    private static async Task<Outcome<DocumentText>> ReadAsync(byte[] file, string name = "a.pdf", PdfLimits? limits = null)
    {
        using var process = Process(limits ?? new PdfLimits());
        return await ReadAsync(process, file, name);
    }

    private static async Task<Outcome<DocumentText>> ReadAsync(PdfProcess process, byte[] file, string name = "a.pdf")
    {
        using var stream = new MemoryStream(file, writable: false);
        return await process.ReadAsync(stream, name, TestContext.Current.CancellationToken);
    }

    /// <summary>A file that is not handed over until it is let go, so that its reading goes on as long as a test wants.</summary>
    private sealed class HeldStream(byte[] file) : MemoryStream(file, writable: false)
    {
        private readonly TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Go() => go.TrySetResult();

        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await go.Task.WaitAsync(cancellationToken);
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
        }
    }
}
