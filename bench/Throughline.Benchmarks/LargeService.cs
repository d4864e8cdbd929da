using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Audit;
using Throughline.People;
using Throughline.Schemes;
using Throughline.Security;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Stories.Stages;

namespace Throughline.Benchmarks;

/// <summary>
/// A large service, the same each time: three schemes, everybody in the first. A dated event is a move of a role holding or an entry of the audit
/// log. Rows are made by the product's own verbs and go in by its bulk path; the log is chained by its ledger. Only the keys, and so what is sealed, differ.
/// </summary>
internal sealed class LargeService(Cell cell)
{
    

    private const int Slice = 1_000;
    private static readonly DateTimeOffset Beginning = new(2019, 1, 7, 9, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Json = new();

    private static readonly string[] First = "Ada Bryn Cerys Dev Ewan Fern Gethin Hana Idris Jess Kofi Lowri Maeve Nell Owain Priya Rhodri Sana Tomos Una Viola Wren Yusuf Zara Alun Beca Callum Dilys Elis Ffion".Split(' ');
    private static readonly string[] Onsets = "Al Bar Cor Dal Ebb Fen Gar Hol Ink Jes Kel Lar Mor Nor Oak Pen Quar Rad Sel Tarn".Split(' ');
    private static readonly string[] Middles = "a e i o u ar el in or un ing ast er all om".Split(' ');
    private static readonly string[] Ends = "by combe croft dale den field ford gate ham ley low mere stead ton well wick".Split(' ');

    /// <summary>Who reaches everybody of the first scheme, and supervises <see cref="Memorable"/>: what the marks say is shown for supervision only.</summary>
    public static Guid Coordinator { get; } = Id(1, 1);

    /// <summary>Who marks passages.</summary>
    public static Guid Coder { get; } = Id(1, 2);

    /// <summary>Somebody with a full throughline: five spells in roles, twelve stories, some forty agreed marks.</summary>
    public static Guid Memorable { get; } = Id(1, 0);

    public static async Task<int> BuildAsync(string[] args)
    {
        var options = new Options(args);
        var (people, events) = (options.Number(1, 100_000), options.Number(2, 2_000_000));
        var clock = Stopwatch.StartNew();
        await using var cell = await Cell.OpenAsync(options.Text(0), options.Postgres);
        await using (var context = cell.Engine.OpenReader(Viewer.System))
        {
            if (await context.People.AnyAsync())
            {
                Console.WriteLine("There are people in this database already. Give an empty folder.");
                return 1;
            }
        }

        var service = new LargeService(cell);
        var counted = await service.FillAsync(people, events);
        await service.TellStoriesAsync();
        if (cell.Engine is SqliteEngine sqlite)
        {
            await sqlite.CheckpointAsync();
        }

        Console.WriteLine($"{cell.Engine.Name}: {people:N0} people, {counted.Moves:N0} moves of role holdings and {counted.Audit:N0} entries of the audit log in {clock.Elapsed.TotalSeconds:N0} s (load {Options.Load})");
        return 0;
    }

    private async Task<(int Moves, int Audit)> FillAsync(int people, int events)
    {
        List<Guid> schemes = [];
        foreach (var (template, name) in new[] { ("drugs-team-peer-mentoring", "Riverside"), ("probation-peer-mentoring", "Millgate"), ("health-trainers", "Harbour") })
        {
            schemes.Add(Good(await cell.AsAsync<SetUpScheme, Outcome<Guid>>(Viewer.System, setUp =>
                setUp.RunAsync(new NewScheme(template, 1, name, new DateOnly(2019, 1, 7), false, "Estuary Service")))));
        }

        List<RoleDefinition> roles;
        await using (var context = cell.Engine.OpenReader(Viewer.System))
        {
            roles = await context.RoleDefinitions.AsNoTracking().OrderBy(r => r.SchemeId).ThenBy(r => r.Key).ToListAsync();
        }

        var own = schemes.ConvertAll(s => roles.Where(r => r.SchemeId == s).ToList());
        var receiving = own.ConvertAll(r => r.First(x => x.Hats.Contains(Hat.Mentee)));
        var giving = own.ConvertAll(r => r.Where(x => x.Hats.Contains(Hat.PeerWorker)).OrderBy(x => x.LadderStep).First());
        var running = own[0].First(r => r.Hats.Contains(Hat.Coordinator));

        // The first slice counts the moves of everybody, so that the audit log makes up the rest.
        var moves = 0;
        for (var n = 0; n < people; n++)
        {
            moves += Holdings(n, receiving, giving, running).Sum(h => h.Moves.Count);
        }

        var wanted = Math.Max(people, events - moves);
        var audit = 0;
        for (var from = 0; from < people; from += Slice)
        {
            var (first, last) = (from, Math.Min(people, from + Slice));
            await cell.Engine.WriteAsync(WriteTurn.Batch, Viewer.System, async context =>
            {
                var persons = Enumerable.Range(first, last - first).Select(PersonOf).ToList();
                var holdings = Enumerable.Range(first, last - first).SelectMany(n => Holdings(n, receiving, giving, running)).ToList();
                await BulkRows.For<Person>(context).InsertAsync(cell.Engine, context, persons, default);
                await BulkRows.For<PersonTerm>(context).InsertAsync(cell.Engine, context, persons.SelectMany(PersonTerm.Of), default);
                await BulkRows.For<RoleHolding>(context).InsertAsync(cell.Engine, context, holdings, default);
                await BulkRows.For<RoleMove>(context).InsertAsync(cell.Engine, context, holdings.SelectMany(h => h.Moves), default);
                var drafts = new List<AuditDraft>();
                for (var n = first; n < last; n++)
                {
                    var upTo = (int)((long)wanted * (n + 1) / people) - (int)((long)wanted * n / people);
                    drafts.AddRange(Enumerable.Range(0, upTo).Select(k => Entry(n, k)));
                }

                audit += drafts.Count;
                var (connection, transaction) = context.Raw();
                await new Ledger(cell.Keyring).AppendAsync(connection, transaction, drafts, default);
                return true;
            });
            if (last % 20_000 == 0)
            {
                Console.WriteLine($"  {last:N0} people");
            }
        }

        return (moves, audit);
    }

    // An account of a life in twelve pieces, each shared, marked and answered by the use cases that people use.
    private async Task TellStoriesAsync()
    {
        await using var context = cell.Engine.OpenReader(Viewer.System);
        var scheme = await context.RoleHoldings.Where(h => h.PersonId == Coordinator).Select(h => h.SchemeId).FirstAsync();
        var (owner, coder, coordinator) = (new Viewer(Memorable, Hat.PeerWorker, [scheme]), new Viewer(Coder, Hat.StaffColleague, [scheme]), new Viewer(Coordinator, Hat.Coordinator, [scheme]));
        _ = Good(await cell.AsAsync<ConfirmCoderTraining, Outcome<Done>>(coordinator, confirm => confirm.RunAsync(Coder, new DateOnly(2020, 3, 2))));
        await cell.AsAsync<UnitOfWork, Outcome<Done>>(Viewer.System, unit => unit.RunAsync<Done>(new Act("account-opened"), writing =>
        {
            writing.Context.Add(Account.Open(writing.NewId(), Coordinator, "coordinator@example.org", false, writing.Now).Value);
            return Task.FromResult<Outcome<Done>>(new Done());
        }));
        var codes = Codebook.Default.Codes.Where(c => c.Stage is not null && c.Polarity == Polarity.Supporting).ToList();
        string[] sentences =
        [
            "I had begun to wonder whether the week could have another shape.",
            "Somebody at the desk asked me to stay for the afternoon and I did.",
            "People there treated me as the one who opens the door.",
            "I look at the old road now and it is simply not mine.",
        ];
        var text = string.Join(' ', sentences);
        for (var piece = 0; piece < 12; piece++)
        {
            var words = new StoryWords($"Piece {piece + 1}", text, new DateOnly(2020, 4, 6).AddDays(piece * 170));
            var story = Good(await cell.AsAsync<WriteStory, Outcome<Guid>>(owner, write => write.RunAsync(new NewStory(words))));
            foreach (var (purpose, whom) in new[] { (SharingPurpose.CodingKey, Coder), (SharingPurpose.SupervisionKey, Coordinator) })
            {
                _ = Good(await cell.AsAsync<GiveConsent, Outcome<Guid>>(owner, give => give.RunAsync(new NewConsent(story, 1, purpose, whom, null, null, 12))));
            }

            for (var at = 0; at < (piece % 3 == 2 ? 4 : 3); at++)
            {
                var (start, stage) = (text.IndexOf(sentences[at], StringComparison.Ordinal), (Stage)(at + 1));
                var code = codes.First(c => c.Stage == stage);
                var coding = Good(await cell.AsAsync<MarkPassage, Outcome<Guid>>(coder, mark => mark.RunAsync(new NewMark(story, 1, start, start + sentences[at].Length, code.Key, 2))));
                _ = Good(await cell.AsAsync<AnswerCoding, Outcome<Done>>(owner, answer => answer.RunAsync(new CodingAnswer(coding, OwnerAnswer.ThatsRight))));
            }
        }
    }

    private static Person PersonOf(int n) => Good(Described(n));

    private static Outcome<Person> Described(int n)
    {
        var at = (int)((n * 2_654_435_761L) % (First.Length * Onsets.Length * Middles.Length * Ends.Length));
        var details = n switch
        {
            0 => new PersonDetails("Maren", "Quillfeather", "she/her", "M-0"),
            1 => new PersonDetails("Ruth", "Coordinator"),
            2 => new PersonDetails("Owen", "Coder"),
            _ => new PersonDetails(
                First[at % First.Length],
                Onsets[at / First.Length % Onsets.Length] + Middles[at / First.Length / Onsets.Length % Middles.Length] + Ends[at / First.Length / Onsets.Length / Middles.Length],
                null,
                "R" + n.ToString("D6", CultureInfo.InvariantCulture)),
        };
        return Person.Add(Id(1, n), details, Beginning.AddMinutes(n));
    }

    private static IEnumerable<RoleHolding> Holdings(int n, List<RoleDefinition> receiving, List<RoleDefinition> giving, RoleDefinition running)
    {
        var day = new DateOnly(2019, 1, 7).AddDays((int)(n * 48_271L % 1_350));
        var at = 0L;
        int Days(int least, int most) => least + (int)((n * 69_621L + (++at * 7_919L)) % (most - least));
        if (n is 1 or 2)
        {
            yield return RoleHolding.Start(Id(2, n * 16L), Id(1, n), running, RoleState.Held, new DateOnly(2019, 1, 7));
            yield break;
        }

        var helped = RoleHolding.Start(Id(2, n * 16L), Id(1, n), receiving[0], RoleState.Held, day);
        day = day.AddDays(Days(100, 400));
        Allowed(helped.End(day, ExitReason.CompletedAgreedTerm, null));
        yield return helped;
        RoleState[] ladder = [RoleState.Applied, RoleState.Offered, RoleState.InTraining, RoleState.TrainedAwaitingClearance, RoleState.ActiveSupervised, RoleState.ActiveSolo, RoleState.Senior];
        for (var spell = 1; spell <= 2; spell++)
        {
            day = day.AddDays(Days(10, 60));
            var holding = RoleHolding.Start(Id(2, (n * 16L) + spell), Id(1, n), giving[0], RoleState.Interested, day);
            foreach (var state in ladder.Take(spell == 1 ? 5 : n == 0 ? 7 : 4 + (n % 4)))
            {
                day = day.AddDays(Days(14, 60));
                Allowed(holding.MoveTo(state, day));
            }

            if (n == 0 && spell == 2)
            {
                holding.SuperviseBy(Coordinator);
            }

            if (spell == 1 || (n % 5 == 3))
            {
                day = day.AddDays(Days(14, 60));
                Allowed(holding.End(day, ExitReason.CompletedAgreedTerm, null));
            }

            yield return holding;
        }

        for (var other = 1; other <= 2; other++)
        {
            if (n == 0 || n % (other * 10) == 0)
            {
                yield return RoleHolding.Start(Id(2, (n * 16L) + 8 + other), Id(1, n), receiving[other], RoleState.Held, day);
            }
        }
    }

    private static AuditDraft Entry(int n, int k)
    {
        var at = Beginning.AddDays((n * 48_271L % 1_350) + (k * 61)).AddMinutes(n % 480);
        return k % 2 == 0
            ? new AuditDraft(at, Coordinator, Hat.Coordinator, AuditKind.Write, "role-moved", Id(1, n), nameof(RoleHolding), Id(2, n * 16L), JsonSerializer.Serialize(new AuditDetails(null, [new RecordChange(nameof(RoleHolding), Id(2, n * 16L).ToString(), "Modified", [new FieldChange("State", "InTraining", "ActiveSupervised")])]), Json))
            : new AuditDraft(at, Coordinator, Hat.Coordinator, AuditKind.Read, "opened", Id(1, n), nameof(Person), Id(1, n), JsonSerializer.Serialize(new ReadDetails("your page", "Looked at the page"), Json));
    }

    // Ordered by time as the product's own are, so that the indexes grow as they would.
    private static Guid Id(int kind, long n)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, Beginning.AddSeconds(n).ToUnixTimeMilliseconds() << 16);
        bytes[6] = 0x70;
        bytes[7] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], n);
        bytes[8] = 0x80;
        return new Guid(bytes, bigEndian: true);
    }

    private static T Good<T>(Outcome<T> outcome) => outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusal!.Sentence);

    private static void Allowed(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal.Sentence);
        }
    }
}
