using Throughline.Storage;
using Throughline.Web.Commands;
using Throughline.Web.Components;
using Throughline.Web.Fictional;
using Throughline.Web.Reminders;
using Throughline.Web.Security;

if (args is [ReadPdfCommand.Name])
{
    return await ReadPdfCommand.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput());
}

var builder = WebApplication.CreateBuilder(args);
if (CommandLine.Understands(args))
{
    return await CommandLine.RunAsync(args, builder.Configuration.GetSection("Throughline").Get<ThroughlineSettings>() ?? new(), Console.Out, Console.Error);
}

builder.AddThroughlineReminders();
builder.AddThroughlineCore();
builder.AddThroughlineSignIn();
builder.AddThroughlineShell();

var app = builder.Build();
await app.Services.GetRequiredService<IDatabaseEngine>().MigrateAsync();
await app.FillFictionalServiceAsync();
app.UseThroughlineShell();
app.UseThroughlineSignIn();
app.MapThroughlineShell();
await app.PrintFirstStartLinkAsync();
await app.RunAsync();
return 0;

public partial class Program;
