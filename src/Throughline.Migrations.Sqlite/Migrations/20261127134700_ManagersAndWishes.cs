using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Throughline.Migrations.Sqlite.Migrations
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
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<Guid>(
                name: "ManagerId",
                table: "RoleHoldings",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AlterColumn<int>(
                name: "Value",
                table: "PulseAnswers",
                type: "INTEGER",
                nullable: true,
                oldClrType: typeof(int),
                oldType: "INTEGER");

            migrationBuilder.AddColumn<bool>(
                name: "NoReply",
                table: "Concerns",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "Told",
                table: "Aspirations",
                type: "INTEGER",
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
                type: "INTEGER",
                nullable: false,
                defaultValue: 0,
                oldClrType: typeof(int),
                oldType: "INTEGER",
                oldNullable: true);

            migrationBuilder.AddCheckConstraint(
                name: "CK_WeeklyPulses_Between",
                table: "WeeklyPulses",
                sql: "\"Between\" IS NULL OR \"Between\" BETWEEN 0 AND 3");
        }
    }
}
