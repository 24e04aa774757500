using System.Runtime.CompilerServices;

namespace Autograd.Plotting.Tests;

internal static class Repository
{
    internal static string Root { get; } = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, "../.."));

    private static string Here([CallerFilePath] string path = "") => path;
}
