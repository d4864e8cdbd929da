using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class CalendarAndProgrammes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Waiting",
                table: "ImportRuns",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "ProgrammeSessionNumber",
                table: "GroupSessions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ProgrammeVersionId",
                table: "GroupSessions",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "AccessConstraints",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    OnlyAt = table.Column<string>(type: "TEXT", nullable: false),
                    NotAt = table.Column<string>(type: "TEXT", nullable: false),
                    NotWhen = table.Column<int>(type: "INTEGER", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    EndedOn = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessConstraints", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessConstraints_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AccessConstraints_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CalendarLinks",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    ShowsPlaces = table.Column<bool>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarLinks", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_CalendarLinks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SessionProgrammes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Aim = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SessionProgrammes", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SessionProgrammes_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SessionProgrammeVersions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Changes = table.Column<string>(type: "TEXT", maxLength: 1000, nullable: true),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SessionProgrammeVersions", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SessionProgrammeVersions_SessionProgrammes_ProgrammeId",
                        column: x => x.ProgrammeId,
                        principalTable: "SessionProgrammes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Authorships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    HoldingId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RoleTitle = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    RolePlainTitle = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    TellsOfThePast = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsPeer = table.Column<bool>(type: "INTEGER", nullable: false),
                    Wrote = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    NamedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    TakenOutAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Authorships", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Authorships_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Authorships_SessionProgrammeVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SessionProgrammeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeSessions",
                columns: table => new
                {
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Minutes = table.Column<int>(type: "INTEGER", nullable: false),
                    Aim = table.Column<string>(type: "TEXT", maxLength: 280, nullable: false),
                    Plan = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeSessions", x => new { x.VersionId, x.Number });
                    table.ForeignKey(
                        name: "FK_ProgrammeSessions_SessionProgrammeVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SessionProgrammeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeSteps",
                columns: table => new
                {
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ById = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeSteps", x => new { x.VersionId, x.Number });
                    table.ForeignKey(
                        name: "FK_ProgrammeSteps_SessionProgrammeVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SessionProgrammeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeStories",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SessionNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ConsentId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoryId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoryVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Start = table.Column<int>(type: "INTEGER", nullable: false),
                    End = table.Column<int>(type: "INTEGER", nullable: false),
                    AddedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ChosenById = table.Column<Guid>(type: "TEXT", nullable: false),
                    TakenOutAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeStories", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeStories_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProgrammeStories_SessionProgrammeVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SessionProgrammeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ProgrammeViews",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    VersionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SchemeId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Words = table.Column<byte[]>(type: "BLOB", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProgrammeViews", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProgrammeViews_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ProgrammeViews_SessionProgrammeVersions_VersionId",
                        column: x => x.VersionId,
                        principalTable: "SessionProgrammeVersions",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GroupSessions_ProgrammeVersionId",
                table: "GroupSessions",
                column: "ProgrammeVersionId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessConstraints_PersonId_SchemeId",
                table: "AccessConstraints",
                columns: new[] { "PersonId", "SchemeId" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessConstraints_SchemeId_EndedOn",
                table: "AccessConstraints",
                columns: new[] { "SchemeId", "EndedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Authorships_PersonId",
                table: "Authorships",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_Authorships_VersionId_PersonId",
                table: "Authorships",
                columns: new[] { "VersionId", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CalendarLinks_TokenHash",
                table: "CalendarLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeStories_PersonId",
                table: "ProgrammeStories",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeStories_VersionId_SessionNumber",
                table: "ProgrammeStories",
                columns: new[] { "VersionId", "SessionNumber" });

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeViews_PersonId",
                table: "ProgrammeViews",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ProgrammeViews_VersionId_Round_PersonId",
                table: "ProgrammeViews",
                columns: new[] { "VersionId", "Round", "PersonId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SessionProgrammes_SchemeId",
                table: "SessionProgrammes",
                column: "SchemeId");

            migrationBuilder.CreateIndex(
                name: "IX_SessionProgrammeVersions_ProgrammeId_Number",
                table: "SessionProgrammeVersions",
                columns: new[] { "ProgrammeId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SessionProgrammeVersions_SchemeId_State",
                table: "SessionProgrammeVersions",
                columns: new[] { "SchemeId", "State" });

            migrationBuilder.AddForeignKey(
                name: "FK_GroupSessions_SessionProgrammeVersions_ProgrammeVersionId",
                table: "GroupSessions",
                column: "ProgrammeVersionId",
                principalTable: "SessionProgrammeVersions",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_GroupSessions_SessionProgrammeVersions_ProgrammeVersionId",
                table: "GroupSessions");

            migrationBuilder.DropTable(
                name: "AccessConstraints");

            migrationBuilder.DropTable(
                name: "Authorships");

            migrationBuilder.DropTable(
                name: "CalendarLinks");

            migrationBuilder.DropTable(
                name: "ProgrammeSessions");

            migrationBuilder.DropTable(
                name: "ProgrammeSteps");

            migrationBuilder.DropTable(
                name: "ProgrammeStories");

            migrationBuilder.DropTable(
                name: "ProgrammeViews");

            migrationBuilder.DropTable(
                name: "SessionProgrammeVersions");

            migrationBuilder.DropTable(
                name: "SessionProgrammes");

            migrationBuilder.DropIndex(
                name: "IX_GroupSessions_ProgrammeVersionId",
                table: "GroupSessions");

            migrationBuilder.DropColumn(
                name: "Waiting",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "ProgrammeSessionNumber",
                table: "GroupSessions");

            migrationBuilder.DropColumn(
                name: "ProgrammeVersionId",
                table: "GroupSessions");
        }
    }
}
