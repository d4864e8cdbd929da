using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SupportAndConcerns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "CheckIns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    How = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    ToldStory = table.Column<bool>(type: "INTEGER", nullable: false),
                    FamilyClash = table.Column<bool>(type: "INTEGER", nullable: false),
                    SharedWithId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SharedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CheckIns", x => x.Id);
                    table.CheckConstraint("CK_CheckIns_Shared", "(\"SharedWithId\" IS NULL) = (\"SharedOn\" IS NULL)");
                    table.ForeignKey(
                        name: "FK_CheckIns_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CheckIns_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConcernChannels",
                columns: table => new
                {
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ContactName = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Reach = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernChannels", x => x.SchemeId);
                    table.ForeignKey(
                        name: "FK_ConcernChannels_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Concerns",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    About = table.Column<int>(type: "INTEGER", nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AboutWords = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Story = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Wanted = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LineInvolved = table.Column<bool>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    SubmittedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AnswerBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    OutcomeBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AcknowledgedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    HandlerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    OfferedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    MustGoOn = table.Column<bool>(type: "INTEGER", nullable: false),
                    OverOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    KeptLonger = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Concerns", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Concerns_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Concerns_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PausePlans",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Wish = table.Column<int>(type: "INTEGER", nullable: false),
                    Helps = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WayBack = table.Column<byte[]>(type: "BLOB", nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    AgreedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    AgreedById = table.Column<Guid>(type: "TEXT", nullable: true),
                    LooksAfterId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LookOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ReadyOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PausePlans", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PausePlans_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PausePlans_RoleHoldings_HoldingId",
                        column: x => x.HoldingId,
                        principalTable: "RoleHoldings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PausePlans_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecondLooks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Act = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Why = table.Column<byte[]>(type: "BLOB", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ApproverId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Agreed = table.Column<bool>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondLooks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SecondLooks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SecondLooks_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SecondPersonRules",
                columns: table => new
                {
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SecondPersonRules", x => x.SchemeId);
                    table.ForeignKey(
                        name: "FK_SecondPersonRules_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "StayWellPlans",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Helps = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Signs = table.Column<byte[]>(type: "BLOB", nullable: true),
                    Call = table.Column<byte[]>(type: "BLOB", nullable: true),
                    WrittenOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StayWellPlans", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_StayWellPlans_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Supervisions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupervisorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    NextOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    PersonSaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    SupervisorSaidOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Supervisions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Supervisions_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Supervisions_RoleHoldings_HoldingId",
                        column: x => x.HoldingId,
                        principalTable: "RoleHoldings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Supervisions_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SupportFlags",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Rule = table.Column<int>(type: "INTEGER", nullable: false),
                    Owner = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    OthersFrom = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Evidence = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Reply = table.Column<byte[]>(type: "BLOB", nullable: true),
                    RepliedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ActBy = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupportFlags", x => x.Id);
                    table.CheckConstraint("CK_SupportFlags_OwnFirst", "\"OthersFrom\" >= \"OpenedOn\"");
                    table.ForeignKey(
                        name: "FK_SupportFlags_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_SupportFlags_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ConcernEntries",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernEntries", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConcernEntries_Concerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "Concerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ConcernWalls",
                columns: table => new
                {
                    ConcernId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WalledId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Why = table.Column<int>(type: "INTEGER", nullable: false),
                    Stands = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConcernWalls", x => new { x.ConcernId, x.WalledId });
                    table.ForeignKey(
                        name: "FK_ConcernWalls_Concerns_ConcernId",
                        column: x => x.ConcernId,
                        principalTable: "Concerns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "StayWellShares",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    WithId = table.Column<Guid>(type: "TEXT", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StayWellShares", x => new { x.PersonId, x.WithId });
                    table.ForeignKey(
                        name: "FK_StayWellShares_StayWellPlans_PersonId",
                        column: x => x.PersonId,
                        principalTable: "StayWellPlans",
                        principalColumn: "PersonId",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AgendaItems",
                columns: table => new
                {
                    SupervisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupervisorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AgendaItems", x => new { x.SupervisionId, x.Number });
                    table.ForeignKey(
                        name: "FK_AgendaItems_Supervisions_SupervisionId",
                        column: x => x.SupervisionId,
                        principalTable: "Supervisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SupervisionNotes",
                columns: table => new
                {
                    SupervisionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SupervisorId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Agreed = table.Column<byte[]>(type: "BLOB", nullable: false),
                    WrittenOn = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupervisionNotes", x => x.SupervisionId);
                    table.ForeignKey(
                        name: "FK_SupervisionNotes_Supervisions_SupervisionId",
                        column: x => x.SupervisionId,
                        principalTable: "Supervisions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "FlagSteps",
                columns: table => new
                {
                    FlagId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: true),
                    On = table.Column<DateOnly>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FlagSteps", x => new { x.FlagId, x.Number });
                    table.ForeignKey(
                        name: "FK_FlagSteps_SupportFlags_FlagId",
                        column: x => x.FlagId,
                        principalTable: "SupportFlags",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItems_PersonId",
                table: "AgendaItems",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_CheckIns_PersonId_On",
                table: "CheckIns",
                columns: new[] { "PersonId", "On" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CheckIns_SchemeId_On",
                table: "CheckIns",
                columns: new[] { "SchemeId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_CheckIns_SharedWithId",
                table: "CheckIns",
                column: "SharedWithId");

            migrationBuilder.CreateIndex(
                name: "IX_ConcernEntries_ConcernId",
                table: "ConcernEntries",
                column: "ConcernId");

            migrationBuilder.CreateIndex(
                name: "IX_ConcernEntries_PersonId",
                table: "ConcernEntries",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_HandlerId",
                table: "Concerns",
                column: "HandlerId");

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_PersonId",
                table: "Concerns",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Concerns_SchemeId_State",
                table: "Concerns",
                columns: new[] { "SchemeId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_ConcernWalls_PersonId",
                table: "ConcernWalls",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ConcernWalls_WalledId",
                table: "ConcernWalls",
                column: "WalledId");

            migrationBuilder.CreateIndex(
                name: "IX_FlagSteps_PersonId",
                table: "FlagSteps",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PausePlans_LooksAfterId",
                table: "PausePlans",
                column: "LooksAfterId");

            migrationBuilder.CreateIndex(
                name: "IX_PausePlans_OneOpen",
                table: "PausePlans",
                column: "HoldingId",
                unique: true,
                filter: "\"ClosedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PausePlans_PersonId",
                table: "PausePlans",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_PausePlans_SchemeId",
                table: "PausePlans",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_ApproverId",
                table: "SecondLooks",
                column: "ApproverId");

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_AskedById",
                table: "SecondLooks",
                column: "AskedById");

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_PersonId",
                table: "SecondLooks",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_SchemeId",
                table: "SecondLooks",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_StayWellShares_WithId",
                table: "StayWellShares",
                column: "WithId");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotes_PersonId",
                table: "SupervisionNotes",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_OnePlanned",
                table: "Supervisions",
                columns: new[] { "HoldingId", "SupervisorId" },
                unique: true,
                filter: "\"State\" = 1");

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_PersonId_On",
                table: "Supervisions",
                columns: new[] { "PersonId", "On" });

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_SchemeId",
                table: "Supervisions",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_Supervisions_SupervisorId",
                table: "Supervisions",
                column: "SupervisorId");

            migrationBuilder.CreateIndex(
                name: "IX_SupportFlags_OneOpen",
                table: "SupportFlags",
                columns: new[] { "PersonId", "SchemeId", "Rule" },
                unique: true,
                filter: "\"ClosedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SupportFlags_SchemeId_OpenedOn",
                table: "SupportFlags",
                columns: new[] { "SchemeId", "OpenedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AgendaItems");

            migrationBuilder.DropTable(
                name: "CheckIns");

            migrationBuilder.DropTable(
                name: "ConcernChannels");

            migrationBuilder.DropTable(
                name: "ConcernEntries");

            migrationBuilder.DropTable(
                name: "ConcernWalls");

            migrationBuilder.DropTable(
                name: "FlagSteps");

            migrationBuilder.DropTable(
                name: "PausePlans");

            migrationBuilder.DropTable(
                name: "SecondLooks");

            migrationBuilder.DropTable(
                name: "SecondPersonRules");

            migrationBuilder.DropTable(
                name: "StayWellShares");

            migrationBuilder.DropTable(
                name: "SupervisionNotes");

            migrationBuilder.DropTable(
                name: "Concerns");

            migrationBuilder.DropTable(
                name: "SupportFlags");

            migrationBuilder.DropTable(
                name: "StayWellPlans");

            migrationBuilder.DropTable(
                name: "Supervisions");
        }
    }
}
