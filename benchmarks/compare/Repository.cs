using System.Runtime.CompilerServices;

namespace Autograd.Compare;

/// <summary>The paths of the repository's files, from the path at which this file was compiled.</summary>
static class Repository
{
    public static string Compare { get; } = Folder();

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Compare, "..", ".."));

    public static string Workloads { get; } = Path.Combine(Compare, "workloads");

    static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
