using System.Text.Json;

namespace Autograd.Vision.Tests;

/// <summary>What torchvision and PIL made of the pictures of tests/fixtures/vision.py.</summary>
internal static class VisionFixture
{
    public static JsonElement Root { get; } = Load();

    public static IEnumerable<string> Names(string section) =>
        Root.GetProperty(section).EnumerateObject().Select(property => property.Name);

    public static byte[] File(JsonElement picture) => picture.GetProperty("file").GetBytesFromBase64();

    public static Tensor Bytes(JsonElement pixels) => Tensor.From(pixels.GetProperty("values").GetBytesFromBase64(), Sizes(pixels));

    public static Tensor Floats(JsonElement tensor) =>
        Tensor.From(tensor.GetProperty("values").EnumerateArray().Select(value => value.GetSingle()).ToArray(), Sizes(tensor));

    private static Shape Sizes(JsonElement tensor) =>
        tensor.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32()).ToArray();

    private static JsonElement Load()
    {
        using var stream = typeof(VisionFixture).Assembly.GetManifestResourceStream("vision.json")!;
        return JsonDocument.Parse(stream).RootElement;
    }
}
