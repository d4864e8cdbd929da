using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ThreeQuestionsAndLimits : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ToFollow",
                table: "Matches",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<byte[]>(
                name: "Answer",
                table: "AccessConstraints",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "AnsweredOn",
                table: "AccessConstraints",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Wrong",
                table: "AccessConstraints",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "WrongOn",
                table: "AccessConstraints",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "MatchChecks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    MatchId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    OtherId = table.Column<Guid>(type: "uuid", nullable: false),
                    MentorId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchemeId = table.Column<Guid>(type: "uuid", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Ease = table.Column<int>(type: "integer", nullable: false),
                    Aim = table.Column<int>(type: "integer", nullable: false),
                    Way = table.Column<int>(type: "integer", nullable: false),
                    ForReview = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchChecks", x => x.Id);
                    table.CheckConstraint("CK_MatchChecks_Answers", "\"Ease\" BETWEEN 0 AND 3 AND \"Aim\" BETWEEN 0 AND 3 AND \"Way\" BETWEEN 0 AND 3");
                    table.ForeignKey(
                        name: "FK_MatchChecks_Matches_MatchId",
                        column: x => x.MatchId,
                        principalTable: "Matches",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_MatchChecks_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MatchChecks_MatchId_PersonId_On",
                table: "MatchChecks",
                columns: new[] { "MatchId", "PersonId", "On" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MatchChecks_OtherId",
                table: "MatchChecks",
                column: "OtherId");

            migrationBuilder.CreateIndex(
                name: "IX_MatchChecks_PersonId",
                table: "MatchChecks",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "MatchChecks");

            migrationBuilder.DropColumn(
                name: "ToFollow",
                table: "Matches");

            migrationBuilder.DropColumn(
                name: "Answer",
                table: "AccessConstraints");

            migrationBuilder.DropColumn(
                name: "AnsweredOn",
                table: "AccessConstraints");

            migrationBuilder.DropColumn(
                name: "Wrong",
                table: "AccessConstraints");

            migrationBuilder.DropColumn(
                name: "WrongOn",
                table: "AccessConstraints");
        }
    }
}
