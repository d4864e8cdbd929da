using System.Diagnostics;

namespace Throughline.Tests.Architecture;

/// <summary>The repository's own files, for tests that read them.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of shared material beside the checkout, or null where there is none.</summary>
    public static string? Shared => Directory.Exists(Path.Combine(Root, "..", "shared")) ? Path.GetFullPath(Path.Combine(Root, "..", "shared")) : null;

    /// <summary>Every tracked or new text file, relative to the root.</summary>
    public static IReadOnlyList<string> Files(params string[] extensions)
    {
        using var git = Process.Start(new ProcessStartInfo("git", "ls-files -co --exclude-standard") { WorkingDirectory = Root, RedirectStandardOutput = true })!;
        var names = git.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. names.Where(name => extensions.Length == 0 || extensions.Contains(Path.GetExtension(name))).Where(name => File.Exists(Path.Combine(Root, name)))];
    }

    public static string Read(string name) => File.ReadAllText(Path.Combine(Root, name));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Throughline.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The repository was not found above the tests.");
    }
}
