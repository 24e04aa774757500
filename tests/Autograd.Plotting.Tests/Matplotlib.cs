using System.Text.Json;

namespace Autograd.Plotting.Tests;

/// <summary>What matplotlib and NumPy gave; tests/fixtures/plotting.py writes it.</summary>
internal static class Matplotlib
{
    internal static JsonElement Fixture { get; } = Read();

    private static JsonElement Read()
    {
        using var stream = typeof(Matplotlib).Assembly.GetManifestResourceStream("matplotlib.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }

    internal static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(number => number.GetDouble())];
}
