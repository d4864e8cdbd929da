using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AskingForStories : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_People_ImportId",
                table: "People");

            migrationBuilder.AddColumn<int>(
                name: "Agreed",
                table: "Stories",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "AgreedAt",
                table: "Stories",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Note",
                table: "StageReviews",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RepliedAt",
                table: "StageReviews",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Reply",
                table: "StageReviews",
                type: "BLOB",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CoderId",
                table: "StageReviewEvidence",
                type: "TEXT",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "ConsentOffers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    AskedById = table.Column<Guid>(type: "TEXT", nullable: false),
                    StoryId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    AudiencePersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AudienceSchemeId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Audience = table.Column<string>(type: "TEXT", maxLength: 120, nullable: true),
                    Why = table.Column<byte[]>(type: "BLOB", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ConsentId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ConsentOffers", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ConsentOffers_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_RoleHoldings_Arriving",
                table: "RoleHoldings",
                columns: new[] { "ImportId", "Id" },
                filter: "\"Arriving\"");

            migrationBuilder.CreateIndex(
                name: "IX_People_Arriving",
                table: "People",
                columns: new[] { "ImportId", "Id" },
                filter: "\"Arriving\"");

            migrationBuilder.CreateIndex(
                name: "IX_ConsentOffers_AskedById_AskedAt",
                table: "ConsentOffers",
                columns: new[] { "AskedById", "AskedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_ConsentOffers_PersonId_State",
                table: "ConsentOffers",
                columns: new[] { "PersonId", "State" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ConsentOffers");

            migrationBuilder.DropIndex(
                name: "IX_RoleHoldings_Arriving",
                table: "RoleHoldings");

            migrationBuilder.DropIndex(
                name: "IX_People_Arriving",
                table: "People");

            migrationBuilder.DropColumn(
                name: "Agreed",
                table: "Stories");

            migrationBuilder.DropColumn(
                name: "AgreedAt",
                table: "Stories");

            migrationBuilder.DropColumn(
                name: "Note",
                table: "StageReviews");

            migrationBuilder.DropColumn(
                name: "RepliedAt",
                table: "StageReviews");

            migrationBuilder.DropColumn(
                name: "Reply",
                table: "StageReviews");

            migrationBuilder.DropColumn(
                name: "CoderId",
                table: "StageReviewEvidence");

            migrationBuilder.CreateIndex(
                name: "IX_People_ImportId",
                table: "People",
                column: "ImportId");
        }
    }
}
