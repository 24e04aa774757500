using System.Runtime.InteropServices;
using System.Text;

namespace TorchSharpWorker;

/// <summary>Makes TorchSharp's native library load where the system's C++ runtime is too old for it.</summary>
/// <remarks>
/// The library asks for a symbol version of GCC 13's C++ runtime, which Debian 12 does not have, but uses none of its
/// symbols. The dynamic loader accepts that if the need is marked as weak, so it is, in the copy beside the program.
/// </remarks>
internal static class NativeLibraries
{
    private const string Version = "GLIBCXX_3.4.32";

    private static readonly string _library = Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");

    /// <summary>Loads TorchSharp's native library and libtorch, or throws the loader's own reason, which TorchSharp would hide.</summary>
    public static void Load()
    {
        Prepare();
        if (File.Exists(_library)) NativeLibrary.Load(_library);
    }

    private static void Prepare()
    {
        if (!OperatingSystem.IsLinux() || CppRuntime() is not { } runtime || Contains(runtime, Version) || !File.Exists(_library)) return;
        var image = File.ReadAllBytes(_library);
        if (ElfImage.WeakenNeed(image, Version)) File.WriteAllBytes(_library, image);
    }

    /// <summary>Says why the libraries could not be loaded, and what can be done.</summary>
    public static string Reason(Exception exception)
    {
        while (exception.InnerException is { } inner) exception = inner;
        var runtime = OperatingSystem.IsLinux() ? $"\nThe C++ runtime is {CppRuntime() ?? "not loaded"}; TorchSharp asks for {Version}." : "";
        return $"{exception.Message}{runtime}\nThe libraries are in {AppContext.BaseDirectory}; `ldd` tells what one of them misses.";
    }

    /// <summary>The path of the C++ runtime that this process has loaded, as .NET itself needs one.</summary>
    private static string? CppRuntime() =>
        File.ReadLines("/proc/self/maps").FirstOrDefault(line => line.Contains("/libstdc++.so", StringComparison.Ordinal)) is { } line
            ? line[line.IndexOf('/')..]
            : null;

    private static bool Contains(string file, string text) => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.ASCII.GetBytes(text)) >= 0;
}
