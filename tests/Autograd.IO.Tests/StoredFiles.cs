using System.Text.Json;

namespace Autograd.IO.Tests;

/// <summary>A tensor as <c>tests/fixtures/files.py</c> stores it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="DType">NumPy's name of its type.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Elements">Its elements in row-major order, little-endian.</param>
public sealed record StoredTensor(string Name, string DType, int[] Shape, byte[] Elements);

/// <summary>A file that the reference wrote, or would write.</summary>
public sealed record StoredFile(
    string Name, byte[] File, bool Same, bool Refused, bool Fortran, string? DType, int[]? Shape, byte[]? Elements, StoredTensor[]? Arrays,
    StoredTensor[]? Tensors, Dictionary<string, string>? Metadata)
{
    private static readonly JsonSerializerOptions _options = new() { PropertyNameCaseInsensitive = true };

    public static StoredFile[] Npy { get; } = Load("npy.json");

    public static StoredFile[] Npz { get; } = Load("npz.json");

    public static StoredFile[] SafeTensors { get; } = Load("safetensors.json");

    public StoredTensor Single => new(Name, DType!, Shape!, Elements!);

    public override string ToString() => Name;

    private static StoredFile[] Load(string name) => JsonSerializer.Deserialize<StoredFile[]>(
        System.IO.File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", name)), _options)!;
}
