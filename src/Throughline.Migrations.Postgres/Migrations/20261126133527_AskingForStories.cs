using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Postgres.Migrations
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
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<DateTime>(
                name: "AgreedAt",
                table: "Stories",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Note",
                table: "StageReviews",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<DateTime>(
                name: "RepliedAt",
                table: "StageReviews",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<byte[]>(
                name: "Reply",
                table: "StageReviews",
                type: "bytea",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "CoderId",
                table: "StageReviewEvidence",
                type: "uuid",
                nullable: false,
                defaultValue: new Guid("00000000-0000-0000-0000-000000000000"));

            migrationBuilder.CreateTable(
                name: "ConsentOffers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    AskedById = table.Column<Guid>(type: "uuid", nullable: false),
                    StoryId = table.Column<Guid>(type: "uuid", nullable: true),
                    Purpose = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    AudiencePersonId = table.Column<Guid>(type: "uuid", nullable: true),
                    AudienceSchemeId = table.Column<Guid>(type: "uuid", nullable: true),
                    Audience = table.Column<string>(type: "character varying(120)", maxLength: 120, nullable: true),
                    Why = table.Column<byte[]>(type: "bytea", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    EndsAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    AnsweredAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    ConsentId = table.Column<Guid>(type: "uuid", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
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
