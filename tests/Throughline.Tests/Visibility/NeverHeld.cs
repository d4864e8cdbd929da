using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Audit;
using Throughline.Storage;
using Throughline.Stories;
using Throughline.Stories.Stages;
using Throughline.Testing;

namespace Throughline.Tests.Visibility;

/// <summary>
/// Works out, from the tables themselves, what a database would be that never held some people: every row that names one of them goes, and every
/// row that names a row that goes, and so on. A slice's new tables need nothing here, unless a column only says who did something to somebody
/// else's record (<see cref="Stays"/>, <see cref="StaysBySomebody"/>) or a row takes the record with it that it is part of (<see cref="Takes"/>).
/// </summary>
internal sealed class NeverHeld
{
    /// <summary>An id that nothing has.</summary>
    public static readonly Guid Nobody = new("0193ffff-ffff-7fff-8fff-ffffffffffff");

    // The record is somebody else's and stays; it is as if somebody nobody knows had done it.
    private static readonly HashSet<string> Stays = new(StringComparer.Ordinal)
    {
        "RoleHoldings.SupervisorId", "RoleHoldings.ManagerId", "RoleHoldings.SupportOwnerId", "RoleHoldings.CriterionConfirmedById", "RoleHoldings.ImportId", "People.ImportId",
        "CoderTrainings.ConfirmedById", "Invitations.InvitedById", "Conflicts.DeclaredById", "Relationships.DeclaredById",
        "SettingChanges.ById", "RoleDefinitionVersions.ChangedById",
        "SpaceAllocations.SponsorId", "SpaceBookings.BookedById", "SpaceDisplacements.DecidedById", "OpeningMoves.ById", "HubScreens.MadeById",
        "PresenceCorrections.ById", "Presences.EnteredById", "Presences.OutById", "VettingCases.DeciderId", "VettingCases.HearerId",
        "KeyCustodies.GivenById", "VettingCases.OpenedById", "VettingWords.ReaderId", "SupervisionEpisodes.OfficerId", "OfficerApprovals.AskedById", "OfficerApprovals.OfficerId",
        "SessionParts.NamedById", "SessionParts.StandsInForId", "Requirements.RecordedById", "Requirements.DelegateId", "FactVersions.RecordedById", "DecisionEntries.ById", "SessionShifts.ById",
        "Authorships.NamedById", "ProgrammeStories.ChosenById", "ProgrammeSteps.ById",
        "Attendances.RecordedById", "Facilitations.NamedById", "SignOffs.SignedById", "TrainingElsewhere.RecordedById", "ProgrammeVersions.ById",
        "Referrals.ById", "AccessConstraints.ById", "Referrals.MatchId", "LimitsShown.ById", "Matches.DecidedById", "MatchEntries.ById", "Setbacks.ById",
        "SafeguardingEntries.ById", "SafeguardingActions.OwnerId", "SafeguardingShares.ById", "DutyTurns.CoversForId",
        "SurveyVersions.ById", "HealthGoals.TrainerId", "HealthSteps.TrainerId",
        "MessageShares.WithId", "FlagSteps.ById", "PausePlans.AgreedById", "PausePlans.LooksAfterId", "Ceremonies.AddedById", "ConditionAnswers.ById", "ClimateSteps.ById",
        "ConcernEntries.ById", "Concerns.OfferedById", "Concerns.AcknowledgedById", "ConcernWalls.WalledId", "SecondLooks.AskedById", "SecondLooks.ApproverId",
    };

    // The same, where nobody at all would say something else: that it was the person themselves, the system, or that it has not been done.
    private static readonly HashSet<string> StaysBySomebody = new(StringComparer.Ordinal)
    {
        "Requirements.OfficerId", "Applications.EnteredById", "Applications.AnsweredById", "Accounts.ClosedById", "Recoveries.IssuedById", "Erasures.ErasedById", "EmergencyAccesses.SeenById",
        "Milestones.RecognisedById", "TrustEntries.ById", "TrustGrants.ProposedById", "TrustGrants.GivenById", "TrustGrants.HeldById", "TrustGrants.HoldConfirmedById",
        "TrustGrants.UnconfirmedById", "TrustGrants.WithdrawalById", "TrustGrants.AppealToId",
        "KeyCustodies.WitnessId", "KeyCustodies.TakenBackById", "VettingCases.DecidedById", "Enrolments.EndedById", "Certificates.RevokedById", "Cohorts.WithoutPeerById", "Debriefs.OfferedById",
        "SafeguardingConcerns.ReporterId", "SafeguardingConcerns.OwnerId", "SafeguardingConcerns.AcknowledgedById", "DutyAlarms.ReporterId", "WordRequests.SeenById", "CheckIns.SharedWithId", "Concerns.HandlerId", "Concerns.SubjectId",
    };

    // Things about nobody that surfaces are asked with all the same: those of a person are what their rows in another table are about. They outlive them.
    private static readonly Dictionary<string, (string Table, string Column)> Through = new(StringComparer.Ordinal) { ["Keys"] = ("KeyCustodies", "KeyId") };

    // A conflict with somebody who was never here was never declared.
    private static readonly Dictionary<string, string> Takes = new(StringComparer.Ordinal) { ["ConflictParties"] = "ConflictId" };

    private readonly List<Table> tables = [];
    private readonly Dictionary<Guid, List<(Row Row, string Column)>> naming = [];
    private readonly Dictionary<(string Column, Guid Person), List<Guid>> records = [];
    private readonly List<(Row Event, IReadOnlyList<HashSet<Guid>> Fields)> onlyNames = [];
    private readonly List<StageReview> reviews = [];

    private sealed record Table(string Name, IReadOnlyList<string> Key, IReadOnlyDictionary<string, bool> Guids, int Depth)
    {
        public List<Row> Rows { get; } = [];

        public bool OneKey => Key.Count == 1;
    }

    private sealed record Row(Table Table, string[] Key, Guid? Id, (string Column, Guid Value)[] Guids);

    /// <summary>Tables about people that hold nothing.</summary>
    public IReadOnlyList<string> Empty { get; private set; } = [];

    public static async Task<NeverHeld> LoadAsync(TestDatabase database)
    {
        var held = new NeverHeld();
        await using var context = database.Everything();
        var model = context.Model.GetRelationalModel();
        var depths = new Dictionary<string, int>(StringComparer.Ordinal);
        var connection = context.Database.GetDbConnection();
        await context.Database.OpenConnectionAsync();
        foreach (var table in model.Tables.Where(t => t.PrimaryKey is not null))
        {
            var guids = table.Columns.Where(c => Type(c) == typeof(Guid)).ToDictionary(c => c.Name, c => c.IsNullable);
            var shown = new Table(table.Name, [.. table.PrimaryKey!.Columns.Select(c => c.Name)], guids, Depth(table));
            held.tables.Add(shown);
            await held.ReadAsync(connection, shown);
        }

        foreach (var row in held.tables.SelectMany(t => t.Rows).Where(r => r.Id is not null))
        {
            foreach (var (column, person) in row.Guids)
            {
                if (!held.records.TryGetValue(($"{row.Table.Name}.{column}", person), out var all))
                {
                    held.records[($"{row.Table.Name}.{column}", person)] = all = [];
                }

                all.Add(row.Id!.Value);
            }
        }

        foreach (var (thing, (name, column)) in Through)
        {
            foreach (var row in held.tables.Single(t => t.Name == name).Rows)
            {
                var (person, one) = (row.Guids.First(g => g.Column == "PersonId").Value, row.Guids.First(g => g.Column == column).Value);
                if (!held.records.TryGetValue(($"{thing}.PersonId", person), out var all))
                {
                    held.records[($"{thing}.PersonId", person)] = all = [];
                }

                all.Add(one);
            }
        }

        held.Empty = [.. held.tables.Where(t => t.Rows.Count == 0 && t.Guids.Keys.Any(c => c is "PersonId" or "OwnerId")).Select(t => t.Name)];
        await held.ReadEventsAsync(context, new Ledger(database.Keyring));
        held.reviews.AddRange(await context.StageReviews.AsNoTracking().Include(r => r.Evidence).ToListAsync());
        return held;

        int Depth(ITable table)
        {
            if (!depths.TryGetValue(table.Name, out var depth))
            {
                depths[table.Name] = 0;
                depths[table.Name] = depth = table.ForeignKeyConstraints.Where(f => f.PrincipalTable != table).Select(f => Depth(f.PrincipalTable) + 1).DefaultIfEmpty().Max();
            }

            return depth;
        }
    }

    /// <summary>A person's records in a table, by its name, or those that name them in another column: "Erasures.ErasedById".</summary>
    public IReadOnlyList<Guid> RecordsOf(string table, Guid person) => records.GetValueOrDefault((table.Contains('.', StringComparison.Ordinal) ? table : $"{table}.PersonId", person)) ?? [];

    /// <summary>Whether records that name somebody in a column, or the things of a table, are somebody else's or nobody's, and are there without them.</summary>
    public static bool Outlives(string column) => Stays.Contains(column) || StaysBySomebody.Contains(column) || Through.ContainsKey(column);

    /// <summary>Whether two people are named in the same row of any table.</summary>
    public bool Connected(Guid person, Guid other) => naming[person].Any(n => n.Row.Table.Name != "AuditEvents" && n.Row.Guids.Any(g => g.Value == other));

    /// <summary>Statements after which the database never held these people.</summary>
    public IReadOnlyList<string> Statements(IReadOnlyCollection<Guid> people, out IReadOnlySet<Guid> goneIds)
    {
        HashSet<Row> gone = [];
        HashSet<Guid> ids = [.. people];
        HashSet<(Row Row, string Column)> blank = [];
        Queue<Guid> queue = new(people);
        while (queue.TryDequeue(out var id))
        {
            foreach (var (row, column) in naming.GetValueOrDefault(id) ?? [])
            {
                if (Outlives($"{row.Table.Name}.{column}"))
                {
                    blank.Add((row, column));
                }
                else
                {
                    Go(row);
                }
            }
        }

        foreach (var (one, fields) in onlyNames.Where(e => e.Fields.All(f => f.Overlaps(people))))
        {
            gone.Add(one);
        }

        goneIds = ids;
        return
        [
            .. blank.Where(b => !gone.Contains(b.Row)).Select(b =>
                $"""UPDATE "{b.Row.Table.Name}" SET "{b.Column}" = {Without(b.Row.Table, b.Column)} WHERE {Where(b.Row)}"""),
            .. gone.GroupBy(r => r.Table).OrderByDescending(g => g.Key.Depth).SelectMany(Delete),
            .. Reviews(ids),
        ];

        void Go(Row row)
        {
            if (!gone.Add(row))
            {
                return;
            }

            if (row.Id is { } id && ids.Add(id))
            {
                queue.Enqueue(id);
            }

            if (Takes.TryGetValue(row.Table.Name, out var part))
            {
                var whole = row.Guids.First(g => g.Column == part).Value;
                foreach (var (parent, _) in naming[whole].Where(n => n.Row.Id == whole).ToList())
                {
                    Go(parent);
                }
            }
        }
    }

    /// <summary>The id as both databases take it.</summary>
    public static string Literal(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";

    private static string Without(Table table, string column) =>
        table.Guids[column] && !StaysBySomebody.Contains($"{table.Name}.{column}") ? "NULL" : Literal(Nobody);

    private static Type Type(IColumn column)
    {
        var type = column.PropertyMappings[0].Property.ClrType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static string Where(Row row) => string.Join(" AND ", row.Table.Key.Zip(row.Key, (column, value) => $"\"{column}\" = {value}"));

    private static IEnumerable<string> Delete(IGrouping<Table, Row> rows) => rows.Chunk(200).Select(some => rows.Key.OneKey
        ? $"""DELETE FROM "{rows.Key.Name}" WHERE "{rows.Key.Key[0]}" IN ({string.Join(", ", some.Select(r => r.Key[0]))})"""
        : $"""DELETE FROM "{rows.Key.Name}" WHERE {string.Join(" OR ", some.Select(r => $"({Where(r)})"))}""");

    // A review rested on marks that were never made: it would have said something else.
    private IEnumerable<string> Reviews(HashSet<Guid> ids) =>
        from review in reviews
        where !ids.Contains(review.Id) && review.Evidence.Any(e => ids.Contains(e.CodingId))
        let rule = StageRule.Default with
        {
            WindowDays = review.WindowDays,
            EstablishedOccasions = review.EstablishedOccasions,
            EstablishedSpanDays = review.EstablishedSpanDays,
            EmergingOccasions = review.EmergingOccasions,
            ContestedWeight = review.ContestedWeight,
        }
        let left = review.Evidence.Where(e => !ids.Contains(e.CodingId)).Select(e => new StageEvidence(e.CodingId, e.Stage, e.Polarity, new Occasion(e.StoryId, e.On), e.Source, Guid.Empty))
        from reading in StageProfile.At(left, review.On, rule).Readings
        select string.Create(CultureInfo.InvariantCulture,
            $"""UPDATE "StageReviewStatuses" SET "Status" = {(int)reading.Status}, "WhoseEvidence" = {(int)reading.WhoseEvidence} WHERE "ReviewId" = {Literal(review.Id)} AND "Stage" = {(int)reading.Stage}""");

    private async Task ReadAsync(DbConnection connection, Table table)
    {
        var columns = table.Key.Concat(table.Guids.Keys.Except(table.Key)).ToList();
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(c => $"\"{c}\""))} FROM \"{table.Name}\"";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            List<(string, Guid)> guids = [];
            for (var i = 0; i < columns.Count; i++)
            {
                if (table.Guids.ContainsKey(columns[i]) && !await reader.IsDBNullAsync(i))
                {
                    guids.Add((columns[i], reader.GetGuid(i)));
                }
            }

            var key = table.Key.Select((column, i) => table.Guids.ContainsKey(column) ? Literal(reader.GetGuid(i)) : Plain(reader.GetValue(i))).ToArray();
            var row = new Row(table, key, table.OneKey && table.Guids.ContainsKey(table.Key[0]) ? reader.GetGuid(0) : null, [.. guids]);
            table.Rows.Add(row);
            foreach (var (column, id) in guids)
            {
                if (!naming.TryGetValue(id, out var all))
                {
                    naming[id] = all = [];
                }

                all.Add((row, column));
            }
        }

        static string Plain(object value) => value switch
        {
            string text => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'",
            DateOnly date => $"'{date:yyyy-MM-dd}'",
            DateTime time => string.Create(CultureInfo.InvariantCulture, $"'{time:yyyy-MM-dd HH:mm:ss.ffffff}+00'"),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    // An event of which nothing is left when a name is taken out: "supervisor: nobody, then them".
    private async Task ReadEventsAsync(ThroughlineContext context, Ledger ledger)
    {
        var rows = tables.Single(t => t.Name == "AuditEvents").Rows.ToDictionary(r => r.Key[0]);
        foreach (var one in await context.AuditEvents.AsNoTracking().Where(e => e.Kind == AuditKind.Write).ToListAsync())
        {
            // Of somebody erased nothing can be read any more.
            var fields = ledger.OpenDetails(one) is { } details ? JsonSerializer.Deserialize<AuditDetails>(details)!.Changes.SelectMany(c => c.Fields).ToList() : [];
            var named = fields.ConvertAll(f => new[] { f.Old, f.New }.Where(v => Guid.TryParse(v, out _)).Select(v => Guid.Parse(v!)).ToHashSet());
            if (named.Count > 0 && named.TrueForAll(n => n.Count > 0))
            {
                onlyNames.Add((rows[one.Sequence.ToString(CultureInfo.InvariantCulture)], named));
            }
        }
    }
}
