using Throughline.Web.Components;

var builder = WebApplication.CreateBuilder(args);
builder.AddThroughlineShell();

var app = builder.Build();
app.UseThroughlineShell();
app.MapThroughlineShell();
app.Run();

public partial class Program;
