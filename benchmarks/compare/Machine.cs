using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Autograd.Compare;

/// <summary>Describes what the figures depend on besides the code.</summary>
static class Machine
{
    public static Dictionary<string, string> Describe() => new()
    {
        ["processor"] = $"{Processor()}, {Environment.ProcessorCount} cores, vectors of {VectorBits()} bits",
        ["system"] = $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.ProcessArchitecture}",
        [".NET"] = $"{Environment.Version}, SDK {Sdk()}; TieredPGO and concurrent collection off, as in examples/Directory.Build.props",
    };

    static string Processor()
    {
        const string info = "/proc/cpuinfo";
        var line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown processor";
    }

    static int VectorBits() =>
        Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;

    static string Sdk()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", "--version") { RedirectStandardOutput = true })!;
        return process.StandardOutput.ReadToEnd().Trim();
    }
}
