using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace Autograd.Tests;

/// <summary>One draw of a recorded stream, and what the original library gave.</summary>
public sealed record StreamStep(string Op, int Count, JsonElement Args, string Result)
{
    public double Number(int i) => Args[i].GetDouble();

    public long Integer(int i) => Args[i].GetInt64();

    public double[] Numbers() => Args.EnumerateArray().Select(a => a.GetDouble()).ToArray();
}

/// <summary>The recorded streams, written by tests/fixtures/random_streams.py.</summary>
internal static class StreamFixture
{
    private static readonly JsonElement Root = Read("random_streams");

    public static JsonElement Get(string name) => Root.GetProperty(name);

    public static IEnumerable<TestCaseData> Streams(string library) => Cases(Get(library));

    /// <summary>The streams of a file of their own.</summary>
    public static IEnumerable<TestCaseData> StreamsOf(string file) => Cases(Read(file));

    private static JsonElement Read(string file) => JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", file + ".json"))).RootElement;

    private static IEnumerable<TestCaseData> Cases(JsonElement streams)
    {
        foreach (var stream in streams.EnumerateObject())
            yield return new TestCaseData(stream.Value).SetArgDisplayNames(stream.Name);
    }

    public static IEnumerable<StreamStep> Steps(JsonElement stream) => stream.GetProperty("steps").EnumerateArray()
        .Select(step => new StreamStep(step[0].GetString()!, step[1].GetInt32(), step[2], step[3].GetString()!));

    /// <summary>The values' bytes in the form in which the fixture has them.</summary>
    public static string Encode<T>(ReadOnlySpan<T> values, string recorded)
        where T : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(values);
        return recorded.StartsWith("sha256:", StringComparison.Ordinal)
            ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes))
            : Convert.ToHexStringLower(bytes);
    }

    /// <summary>The elements' bytes, in row-major order, in the form in which the fixture has them.</summary>
    public static string Encode(Tensor values, string recorded) => values.DType switch
    {
        DType.Bool => Encode<bool>(values.ToArray<bool>(), recorded),
        DType.UInt8 => Encode<byte>(values.ToArray<byte>(), recorded),
        DType.Int8 => Encode<sbyte>(values.ToArray<sbyte>(), recorded),
        DType.Int16 => Encode<short>(values.ToArray<short>(), recorded),
        DType.Int32 => Encode<int>(values.ToArray<int>(), recorded),
        DType.Int64 => Encode<long>(values.ToArray<long>(), recorded),
        DType.Float32 => Encode<float>(values.ToArray<float>(), recorded),
        _ => Encode<double>(values.ToArray<double>(), recorded),
    };

    public static float[] Singles(JsonElement hex)
    {
        var bytes = Convert.FromHexString(hex.GetString()!);
        var values = new float[bytes.Length / sizeof(float)];
        for (var i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
        return values;
    }
}
