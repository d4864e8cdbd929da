using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ClaimsPairsAndDates : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateOnly>(
                name: "OccasionDate",
                table: "StoryVersions",
                type: "date",
                nullable: false,
                defaultValue: new DateOnly(1, 1, 1));

            // A version so far was of its story's day.
            migrationBuilder.Sql("""UPDATE "StoryVersions" SET "OccasionDate" = (SELECT s."OccasionDate" FROM "Stories" s WHERE s."Id" = "StoryVersions"."StoryId")""");

            migrationBuilder.AddColumn<DateTime>(
                name: "TouchedAt",
                table: "ImportRuns",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Unspecified));

            // What stopped an import named people: it says line numbers only from now on. That it stopped still stands.
            migrationBuilder.Sql("""UPDATE "ImportRuns" SET "TouchedAt" = "StartedAt", "Stopped" = CASE WHEN "Stopped" IS NULL THEN NULL ELSE 'This file stopped on its way in. Check it again to see why.' END""");

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "StoryConsents");

            migrationBuilder.AddColumn<byte[]>(
                name: "Audience",
                table: "StoryConsents",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "AlsoAboutId",
                table: "SecondLooks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "RecordId",
                table: "SecondLooks",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "SeenOn",
                table: "RoleMoves",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "LeaseId",
                table: "ImportRuns",
                type: "uuid",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "LeaseUntil",
                table: "ImportRuns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Namesakes",
                table: "ImportChunks",
                type: "bytea",
                nullable: true);

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "ConsentOffers");

            migrationBuilder.AddColumn<byte[]>(
                name: "Audience",
                table: "ConsentOffers",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "BeliefDays",
                table: "ClimateReleases",
                type: "integer",
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Neither",
                table: "ClimateFigures",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<int>(
                name: "Kind",
                table: "ClimateFigures",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AlterColumn<int>(
                name: "Cold",
                table: "ClimateFigures",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<int>(
                name: "Band",
                table: "ClimateFigures",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Lean",
                table: "ClimateFigures",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "ForMentors",
                table: "Activities",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "ExpenseClaims",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchemeId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    AmountPence = table.Column<int>(type: "integer", nullable: false),
                    What = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AskedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    PaidOn = table.Column<DateOnly>(type: "date", nullable: true),
                    SentBackOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Why = table.Column<byte[]>(type: "bytea", nullable: true),
                    TakenBackOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ExpenseClaims", x => x.Id);
                    table.CheckConstraint("CK_ExpenseClaims_Amount", "\"AmountPence\" BETWEEN 1 AND 200000");
                    table.ForeignKey(
                        name: "FK_ExpenseClaims_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ExpenseClaims_Schemes_SchemeId",
                        column: x => x.SchemeId,
                        principalTable: "Schemes",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "WorkingAlongside",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkingAlongside", x => x.PersonId);
                    table.ForeignKey(
                        name: "FK_WorkingAlongside_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_SecondLooks_AlsoAboutId",
                table: "SecondLooks",
                column: "AlsoAboutId");

            migrationBuilder.CreateIndex(
                name: "IX_ExpenseClaims_PersonId",
                table: "ExpenseClaims",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ExpenseClaims_SchemeId_AskedOn",
                table: "ExpenseClaims",
                columns: new[] { "SchemeId", "AskedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ExpenseClaims");

            migrationBuilder.DropTable(
                name: "WorkingAlongside");

            migrationBuilder.DropIndex(
                name: "IX_SecondLooks_AlsoAboutId",
                table: "SecondLooks");

            migrationBuilder.DropColumn(
                name: "OccasionDate",
                table: "StoryVersions");

            migrationBuilder.DropColumn(
                name: "AlsoAboutId",
                table: "SecondLooks");

            migrationBuilder.DropColumn(
                name: "RecordId",
                table: "SecondLooks");

            migrationBuilder.DropColumn(
                name: "SeenOn",
                table: "RoleMoves");

            migrationBuilder.DropColumn(
                name: "LeaseId",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "LeaseUntil",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "TouchedAt",
                table: "ImportRuns");

            migrationBuilder.DropColumn(
                name: "Namesakes",
                table: "ImportChunks");

            migrationBuilder.DropColumn(
                name: "BeliefDays",
                table: "ClimateReleases");

            migrationBuilder.DropColumn(
                name: "Band",
                table: "ClimateFigures");

            migrationBuilder.DropColumn(
                name: "Lean",
                table: "ClimateFigures");

            migrationBuilder.DropColumn(
                name: "ForMentors",
                table: "Activities");

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "StoryConsents");

            migrationBuilder.AddColumn<string>(
                name: "Audience",
                table: "StoryConsents",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.DropColumn(
                name: "Audience",
                table: "ConsentOffers");

            migrationBuilder.AddColumn<string>(
                name: "Audience",
                table: "ConsentOffers",
                type: "character varying(120)",
                maxLength: 120,
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Neither",
                table: "ClimateFigures",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Kind",
                table: "ClimateFigures",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Cold",
                table: "ClimateFigures",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);
        }
    }
}
