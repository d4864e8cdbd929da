using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class VoiceAndSafety : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(
                name: "ConcernId",
                table: "Debriefs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "BeliefStatements",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AuthorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Prompt = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    SharedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    PutAway = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BeliefStatements", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BeliefStatements_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BeliefStatements_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "BlockedOpportunities",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<byte[]>(type: "BLOB", nullable: false),
                    StatedReason = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DecidedBy = table.Column<int>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Counts = table.Column<bool>(type: "INTEGER", nullable: false),
                    Outcome = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BlockedOpportunities", x => x.Id);
                    table.ForeignKey(
                        name: "FK_BlockedOpportunities_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_BlockedOpportunities_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Ceremonies",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    WhatFor = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    AddedById = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Ceremonies", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Ceremonies_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Ceremonies_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClimateReleases",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    To = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CountedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeastOwners = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClimateReleases", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClimateReleases_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClimateSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Condition = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    By = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClimateSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClimateSteps_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConditionAnswers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Condition = table.Column<int>(type: "INTEGER", nullable: false),
                    Met = table.Column<bool>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Evidence = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConditionAnswers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConditionAnswers_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DutyAlarms",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Immediate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DutyAlarms", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DutyPages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AboutId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Step = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    LeaseUntil = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DutyPages", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DutyPages_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "DutyTurns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    StartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    CoversForId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DutyTurns", x => x.Id);
                    table.CheckConstraint("CK_DutyTurns_Place", "\"Place\" BETWEEN 1 AND 2");
                    table.CheckConstraint("CK_DutyTurns_Times", "\"EndsAt\" > \"StartsAt\"");
                    table.ForeignKey(
                        name: "FK_DutyTurns_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_DutyTurns_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OwnViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Topic = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Asks = table.Column<bool>(type: "INTEGER", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OwnViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OwnViews_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PagingBeats",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PagingBeats", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ReceivedMessages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    LoggedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    Dimension = table.Column<int>(type: "INTEGER", nullable: false),
                    LeftOut = table.Column<bool>(type: "INTEGER", nullable: false),
                    Value = table.Column<int>(type: "INTEGER", nullable: false),
                    Setting = table.Column<int>(type: "INTEGER", nullable: false),
                    What = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Impact = table.Column<int>(type: "INTEGER", nullable: false),
                    Counts = table.Column<bool>(type: "INTEGER", nullable: false),
                    Visibility = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReceivedMessages", x => x.Id);
                    table.CheckConstraint("CK_ReceivedMessages_Impact", "\"Impact\" BETWEEN 0 AND 3");
                    table.CheckConstraint("CK_ReceivedMessages_Value", "\"Value\" BETWEEN -2 AND 2");
                    table.ForeignKey(
                        name: "FK_ReceivedMessages_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReceivedMessages_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReceivedMessages_Sites_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Sites",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ReceivedMessages_Teams_TeamId",
                        column: x => x.TeamId,
                        principalTable: "Teams",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SafeguardingConcerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AboutKnown = table.Column<bool>(type: "INTEGER", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReporterId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: true),
                    Immediate = table.Column<bool>(type: "INTEGER", nullable: false),
                    AboutWords = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WhenWords = table.Column<byte[]>(type: "BLOB", nullable: true),
                    DoneWords = table.Column<byte[]>(type: "BLOB", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    RaisedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EmergencyCalledAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    TriagedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LookOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ClosedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Telling = table.Column<int>(type: "INTEGER", nullable: false),
                    TellingReviewOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    KeptLonger = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardingConcerns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SafeguardingConcerns_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SafeguardingConcerns_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WeeklyPulses",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Week = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Between = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WeeklyPulses", x => x.Id);
                    table.CheckConstraint("CK_WeeklyPulses_Between", "\"Between\" IS NULL OR \"Between\" BETWEEN 0 AND 3");
                    table.ForeignKey(
                        name: "FK_WeeklyPulses_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WordRequests",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SeenAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SeenById = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WordRequests", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WordRequests_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CeremonyPeople",
                columns: table => new
                {
                    CeremonyId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CeremonyPeople", x => new { x.CeremonyId, x.PersonId });
                    table.ForeignKey(
                        name: "FK_CeremonyPeople_Ceremonies_CeremonyId",
                        column: x => x.CeremonyId,
                        principalTable: "Ceremonies",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CeremonyPeople_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClimateFigures",
                columns: table => new
                {
                    ReleaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    SiteId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TeamId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Cold = table.Column<int>(type: "INTEGER", nullable: false),
                    Neither = table.Column<int>(type: "INTEGER", nullable: false),
                    AboveCount = table.Column<int>(type: "INTEGER", nullable: true),
                    AboveSum = table.Column<int>(type: "INTEGER", nullable: true),
                    BesideCount = table.Column<int>(type: "INTEGER", nullable: true),
                    BesideSum = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClimateFigures", x => new { x.ReleaseId, x.Number });
                    table.ForeignKey(
                        name: "FK_ClimateFigures_ClimateReleases_ReleaseId",
                        column: x => x.ReleaseId,
                        principalTable: "ClimateReleases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ClimateMeasures",
                columns: table => new
                {
                    ReleaseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Hits = table.Column<int>(type: "INTEGER", nullable: false),
                    Of = table.Column<int>(type: "INTEGER", nullable: false),
                    Value = table.Column<decimal>(type: "TEXT", precision: 9, scale: 2, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClimateMeasures", x => new { x.ReleaseId, x.Kind });
                    table.ForeignKey(
                        name: "FK_ClimateMeasures_ClimateReleases_ReleaseId",
                        column: x => x.ReleaseId,
                        principalTable: "ClimateReleases",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "MessageShares",
                columns: table => new
                {
                    MessageId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WithId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    ReadOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MessageShares", x => x.MessageId);
                    table.ForeignKey(
                        name: "FK_MessageShares_ReceivedMessages_MessageId",
                        column: x => x.MessageId,
                        principalTable: "ReceivedMessages",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SafeguardingActions",
                columns: table => new
                {
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    What = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ByOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    DoneOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Outcome = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardingActions", x => new { x.ConcernId, x.Number });
                    table.ForeignKey(
                        name: "FK_SafeguardingActions_SafeguardingConcerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "SafeguardingConcerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SafeguardingEntries",
                columns: table => new
                {
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardingEntries", x => new { x.ConcernId, x.Number });
                    table.ForeignKey(
                        name: "FK_SafeguardingEntries_SafeguardingConcerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "SafeguardingConcerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SafeguardingShares",
                columns: table => new
                {
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Recipient = table.Column<byte[]>(type: "BLOB", nullable: false),
                    What = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Why = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Consent = table.Column<int>(type: "INTEGER", nullable: false),
                    WhyNot = table.Column<byte[]>(type: "BLOB", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SafeguardingShares", x => new { x.ConcernId, x.Number });
                    table.ForeignKey(
                        name: "FK_SafeguardingShares_SafeguardingConcerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "SafeguardingConcerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "PulseAnswers",
                columns: table => new
                {
                    PulseId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Value = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PulseAnswers", x => new { x.PulseId, x.Source });
                    table.CheckConstraint("CK_PulseAnswers_Value", "\"Value\" BETWEEN -2 AND 2");
                    table.ForeignKey(
                        name: "FK_PulseAnswers_WeeklyPulses_PulseId",
                        column: x => x.PulseId,
                        principalTable: "WeeklyPulses",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Debriefs_ConcernId",
                table: "Debriefs",
                column: "ConcernId");

            migrationBuilder.CreateIndex(
                name: "IX_BeliefStatements_PersonId",
                table: "BeliefStatements",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_BeliefStatements_SchemeId",
                table: "BeliefStatements",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_BlockedOpportunities_PersonId",
                table: "BlockedOpportunities",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_BlockedOpportunities_SchemeId_On",
                table: "BlockedOpportunities",
                columns: new[] { "SchemeId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Ceremonies_SchemeId_On",
                table: "Ceremonies",
                columns: new[] { "SchemeId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Ceremonies_SiteId",
                table: "Ceremonies",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_CeremonyPeople_PersonId",
                table: "CeremonyPeople",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ClimateReleases_SchemeId_From",
                table: "ClimateReleases",
                columns: new[] { "SchemeId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClimateSteps_SchemeId_DoneOn",
                table: "ClimateSteps",
                columns: new[] { "SchemeId", "DoneOn" });

            migrationBuilder.CreateIndex(
                name: "IX_ClimateSteps_SiteId",
                table: "ClimateSteps",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_ConditionAnswers_SchemeId",
                table: "ConditionAnswers",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_ConditionAnswers_SiteId_Condition",
                table: "ConditionAnswers",
                columns: new[] { "SiteId", "Condition" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyAlarms_AnsweredAt_NextAt",
                table: "DutyAlarms",
                columns: new[] { "AnsweredAt", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyAlarms_PersonId",
                table: "DutyAlarms",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DutyPages_CaseId_Step",
                table: "DutyPages",
                columns: new[] { "CaseId", "Step" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DutyPages_PersonId_ClosedAt",
                table: "DutyPages",
                columns: new[] { "PersonId", "ClosedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyPages_SentAt_ClosedAt",
                table: "DutyPages",
                columns: new[] { "SentAt", "ClosedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DutyTurns_PersonId",
                table: "DutyTurns",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_DutyTurns_SchemeId_EndsAt",
                table: "DutyTurns",
                columns: new[] { "SchemeId", "EndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_MessageShares_PersonId",
                table: "MessageShares",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_MessageShares_WithId",
                table: "MessageShares",
                column: "WithId");

            migrationBuilder.CreateIndex(
                name: "IX_OwnViews_PersonId_Topic",
                table: "OwnViews",
                columns: new[] { "PersonId", "Topic" });

            migrationBuilder.CreateIndex(
                name: "IX_OwnViews_SchemeId",
                table: "OwnViews",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_PulseAnswers_PersonId",
                table: "PulseAnswers",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedMessages_PersonId_On",
                table: "ReceivedMessages",
                columns: new[] { "PersonId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedMessages_SchemeId_On",
                table: "ReceivedMessages",
                columns: new[] { "SchemeId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedMessages_SiteId",
                table: "ReceivedMessages",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_ReceivedMessages_TeamId",
                table: "ReceivedMessages",
                column: "TeamId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingActions_OwnerId",
                table: "SafeguardingActions",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingActions_PersonId",
                table: "SafeguardingActions",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingConcerns_OwnerId",
                table: "SafeguardingConcerns",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingConcerns_PersonId",
                table: "SafeguardingConcerns",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingConcerns_ReporterId",
                table: "SafeguardingConcerns",
                column: "ReporterId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingConcerns_SchemeId_State",
                table: "SafeguardingConcerns",
                columns: new[] { "SchemeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingEntries_PersonId",
                table: "SafeguardingEntries",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SafeguardingShares_PersonId",
                table: "SafeguardingShares",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_WeeklyPulses_PersonId_Week",
                table: "WeeklyPulses",
                columns: new[] { "PersonId", "Week" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WeeklyPulses_SchemeId_Week",
                table: "WeeklyPulses",
                columns: new[] { "SchemeId", "Week" });

            migrationBuilder.CreateIndex(
                name: "IX_WordRequests_OneOpen",
                table: "WordRequests",
                column: "PersonId",
                unique: true,
                filter: "\"SeenAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WordRequests_SchemeId_SeenAt",
                table: "WordRequests",
                columns: new[] { "SchemeId", "SeenAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "BeliefStatements");

            migrationBuilder.DropTable(
                name: "BlockedOpportunities");

            migrationBuilder.DropTable(
                name: "CeremonyPeople");

            migrationBuilder.DropTable(
                name: "ClimateFigures");

            migrationBuilder.DropTable(
                name: "ClimateMeasures");

            migrationBuilder.DropTable(
                name: "ClimateSteps");

            migrationBuilder.DropTable(
                name: "ConditionAnswers");

            migrationBuilder.DropTable(
                name: "DutyAlarms");

            migrationBuilder.DropTable(
                name: "DutyPages");

            migrationBuilder.DropTable(
                name: "DutyTurns");

            migrationBuilder.DropTable(
                name: "MessageShares");

            migrationBuilder.DropTable(
                name: "OwnViews");

            migrationBuilder.DropTable(
                name: "PagingBeats");

            migrationBuilder.DropTable(
                name: "PulseAnswers");

            migrationBuilder.DropTable(
                name: "SafeguardingActions");

            migrationBuilder.DropTable(
                name: "SafeguardingEntries");

            migrationBuilder.DropTable(
                name: "SafeguardingShares");

            migrationBuilder.DropTable(
                name: "WordRequests");

            migrationBuilder.DropTable(
                name: "Ceremonies");

            migrationBuilder.DropTable(
                name: "ClimateReleases");

            migrationBuilder.DropTable(
                name: "ReceivedMessages");

            migrationBuilder.DropTable(
                name: "WeeklyPulses");

            migrationBuilder.DropTable(
                name: "SafeguardingConcerns");

            migrationBuilder.DropIndex(
                name: "IX_Debriefs_ConcernId",
                table: "Debriefs");

            migrationBuilder.DropColumn(
                name: "ConcernId",
                table: "Debriefs");
        }
    }
}
