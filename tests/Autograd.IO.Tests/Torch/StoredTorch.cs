using System.Text.Json.Nodes;

namespace Autograd.IO.Tests.Torch;

/// <summary>A file of PyTorch's, with its contents or with what the message that refuses it must say.</summary>
internal sealed record StoredTorch(string Name, byte[] File, JsonNode? Value, string? Message)
{
    private static readonly JsonNode _fixture = JsonNode.Parse(System.IO.File.ReadAllText(PathOf("torch.json")))!;

    public static StoredTorch[] Files { get; } = [.. _fixture["files"]!.AsArray().Select(Read)];

    public static StoredTorch[] Refused { get; } = [.. _fixture["refused"]!.AsArray().Select(Read)];

    public static byte[] FileOf(string name) => Files.Single(file => file.Name == name).File;

    public static string PathOf(string name) => Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", name);

    public override string ToString() => Name;

    private static StoredTorch Read(JsonNode? node) => new(
        node!["name"]!.GetValue<string>(), Convert.FromBase64String(node["file"]!.GetValue<string>()), node["value"], (string?)node["message"]);
}
