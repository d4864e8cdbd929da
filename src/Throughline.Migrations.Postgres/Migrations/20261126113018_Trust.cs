using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class Trust : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Milestones",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    RecognisedById = table.Column<Guid>(type: "uuid", nullable: true),
                    RecognisedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Words = table.Column<byte[]>(type: "bytea", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Milestones", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Milestones_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TrustGrants",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    HoldingId = table.Column<Guid>(type: "uuid", nullable: false),
                    RoleDefinitionId = table.Column<Guid>(type: "uuid", nullable: false),
                    SchemeId = table.Column<Guid>(type: "uuid", nullable: false),
                    Step = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    ProposedById = table.Column<Guid>(type: "uuid", nullable: true),
                    GivenById = table.Column<Guid>(type: "uuid", nullable: true),
                    ActiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    ReviewOn = table.Column<DateOnly>(type: "date", nullable: true),
                    HeldUntil = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    HoldLastDay = table.Column<DateOnly>(type: "date", nullable: true),
                    HeldById = table.Column<Guid>(type: "uuid", nullable: true),
                    HoldConfirmedById = table.Column<Guid>(type: "uuid", nullable: true),
                    UnconfirmedById = table.Column<Guid>(type: "uuid", nullable: true),
                    WithdrawalById = table.Column<Guid>(type: "uuid", nullable: true),
                    AppealToId = table.Column<Guid>(type: "uuid", nullable: true),
                    AppealedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    AppealAnsweredOn = table.Column<DateOnly>(type: "date", nullable: true),
                    ClosedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrustGrants", x => x.Id);
                    table.CheckConstraint("CK_TrustGrants_Step", "\"Step\" BETWEEN 1 AND 7");
                    table.ForeignKey(
                        name: "FK_TrustGrants_People_PersonId",
                        column: x => x.PersonId,
                        principalTable: "People",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_TrustGrants_RoleHoldings_HoldingId",
                        column: x => x.HoldingId,
                        principalTable: "RoleHoldings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TrustEntries",
                columns: table => new
                {
                    GrantId = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    What = table.Column<int>(type: "integer", nullable: false),
                    ById = table.Column<Guid>(type: "uuid", nullable: true),
                    On = table.Column<DateOnly>(type: "date", nullable: false),
                    Words = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrustEntries", x => new { x.GrantId, x.Number });
                    table.ForeignKey(
                        name: "FK_TrustEntries_TrustGrants_GrantId",
                        column: x => x.GrantId,
                        principalTable: "TrustGrants",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Milestones_PersonId_Kind",
                table: "Milestones",
                columns: new[] { "PersonId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TrustEntries_PersonId",
                table: "TrustEntries",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_AppealToId",
                table: "TrustGrants",
                column: "AppealToId");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_GivenById",
                table: "TrustGrants",
                column: "GivenById");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_OneOpenForEachStep",
                table: "TrustGrants",
                columns: new[] { "HoldingId", "Step" },
                unique: true,
                filter: "\"ClosedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_OneWaiting",
                table: "TrustGrants",
                column: "HoldingId",
                unique: true,
                filter: "\"ActiveFrom\" IS NULL AND \"ClosedOn\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_PersonId",
                table: "TrustGrants",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_TrustGrants_SchemeId_ClosedOn",
                table: "TrustGrants",
                columns: new[] { "SchemeId", "ClosedOn" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Milestones");

            migrationBuilder.DropTable(
                name: "TrustEntries");

            migrationBuilder.DropTable(
                name: "TrustGrants");
        }
    }
}
