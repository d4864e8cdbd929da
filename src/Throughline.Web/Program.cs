using Throughline.Storage;
using Throughline.Web.Components;
using Throughline.Web.Security;

var builder = WebApplication.CreateBuilder(args);
builder.AddThroughlineCore();
builder.AddThroughlineShell();

var app = builder.Build();
await app.Services.GetRequiredService<IDatabaseEngine>().MigrateAsync();
app.UseThroughlineShell();
app.MapThroughlineShell();
await app.RunAsync();

public partial class Program;
