using System.Text.Json;

namespace Autograd.Data.Tests;

/// <summary>What PyTorch, torchvision and scikit-learn gave: tests/fixtures/data.py.</summary>
internal static class DataFixture
{
    private static readonly JsonElement _root = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "data.json"))).RootElement;

    public static JsonElement Part(string name) => _root.GetProperty(name);

    public static T As<T>(this JsonElement element) => element.Deserialize<T>()!;
}
