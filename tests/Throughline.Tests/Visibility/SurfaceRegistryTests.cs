using System.Reflection;
using Throughline.Storage;

namespace Throughline.Tests.Visibility;

public sealed class SurfaceRegistryTests
{
    [Fact]
    public void Surfaces_EveryPublicQueryMethodAndExport_IsRegisteredOrNamesNobody()
    {
        var types = typeof(ThroughlineServices).Assembly.GetExportedTypes().Where(t => t.IsClass).ToList();
        var methods = types
            .Where(t => t.Name.EndsWith("Queries", StringComparison.Ordinal))
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => $"{t.Name}.{m.Name}"))
            .Concat(types.Where(t => t.Name.StartsWith("Export", StringComparison.Ordinal) && t.GetMethod("RunAsync") is not null).Select(t => $"{t.Name}.RunAsync"))
            .Distinct()
            .ToList();
        methods.Count.ShouldBeGreaterThan(20);
        methods.Where(m => !Surfaces.NotAboutPeople.ContainsKey(m)
                && !Surfaces.All.Any(s => s.Name == m || s.Name.StartsWith(m + ",", StringComparison.Ordinal)))
            .ShouldBeEmpty("Add a line to Surfaces.All for each, so that the wall tests hold it.");
    }

    [Fact]
    public void Surfaces_Names_AreEachThereOnce() => Surfaces.All.Select(s => s.Name).ShouldBeUnique();
}
