using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Autograd.Tests.NN;

/// <summary>Reads the files that the scripts in tests/fixtures wrote.</summary>
internal static class Fixture
{
    public static JsonElement Load(string name)
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Fixtures", name);
        using var stream = File.OpenRead(path);
        return JsonDocument.Parse(stream).RootElement;
    }

    /// <summary>The numbers of an array that was written as the hexadecimal digits of its bytes.</summary>
    public static T[] Numbers<T>(this JsonElement element) where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(Convert.FromHexString(element.GetString()!)).ToArray();

    public static double Number(this JsonElement options, string name, double otherwise) =>
        options.TryGetProperty(name, out var value) ? value.GetDouble() : otherwise;

    public static bool Flag(this JsonElement options, string name, bool otherwise = false) =>
        options.TryGetProperty(name, out var value) ? value.GetBoolean() : otherwise;

    public static int Integer(this JsonElement options, string name, int otherwise) =>
        options.TryGetProperty(name, out var value) ? value.GetInt32() : otherwise;

    /// <summary>A readable name for a test case.</summary>
    public static string Describe(JsonElement options) =>
        string.Join(", ", options.EnumerateObject().Select(p =>
             string.Create(CultureInfo.InvariantCulture, $"{p.Name}={p.Value}")));
}
