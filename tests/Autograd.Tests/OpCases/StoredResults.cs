using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autograd.Tests.OpCases;

/// <summary>A tensor as the stored results have it.</summary>
public sealed record StoredValues(int[] Shape, double[] Data);

/// <summary>What PyTorch computed, as tests/fixtures/ops stored it: a folder of files, one for each area of the table.</summary>
internal static class StoredResults
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    public static IEnumerable<T> Read<T>(string folder) =>
        from file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Fixtures", folder), "*.json").Order()
        from entry in JsonSerializer.Deserialize<T[]>(File.ReadAllText(file), _options)!
        select entry;
}
