using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class ManagersAndWishes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_WeeklyPulses_Between",
                table: "WeeklyPulses");

            migrationBuilder.AddColumn<DateTime>(
                name: "DangerFrom",
                table: "SafeguardingConcerns",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ManagerId",
                table: "RoleHoldings",
                type: "uuid",
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Value",
                table: "PulseAnswers",
                type: "integer",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "integer");

            migrationBuilder.AddColumn<bool>(
                name: "NoReply",
                table: "Concerns",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Told",
                table: "Aspirations",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddCheckConstraint(
                name: "CK_WeeklyPulses_Between",
                table: "WeeklyPulses",
                sql: "\"Between\" IS NULL OR \"Between\" BETWEEN 0 AND 4");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropCheckConstraint(
                name: "CK_WeeklyPulses_Between",
                table: "WeeklyPulses");

            migrationBuilder.DropColumn(
                name: "DangerFrom",
                table: "SafeguardingConcerns");

            migrationBuilder.DropColumn(
                name: "ManagerId",
                table: "RoleHoldings");

            migrationBuilder.DropColumn(
                name: "NoReply",
                table: "Concerns");

            migrationBuilder.DropColumn(
                name: "Told",
                table: "Aspirations");

            migrationBuilder.AlterColumn<int>(
                name: "Value",
                table: "PulseAnswers",
                type: "integer",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "integer",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_WeeklyPulses_Between",
                table: "WeeklyPulses",
                sql: "\"Between\" IS NULL OR \"Between\" BETWEEN 0 AND 3");
        }
    }
}
