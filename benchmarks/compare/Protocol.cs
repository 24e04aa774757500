using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autograd.Compare;

/// <summary>What a process says first: its rows, the versions of what it uses, and what is not installed.</summary>
internal sealed record Hello(Offer[] Rows, Dictionary<string, string> Versions, string[] Missing);

/// <summary>A row that a process can measure.</summary>
internal sealed record Offer(string Row, string Library);

/// <summary>A row to be measured now.</summary>
internal sealed record Request(string Row, string Library, double Seconds, double WarmUp);

/// <summary>The messages between the processes are lines of JSON, named as Python names things.</summary>
internal static class Protocol
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Json);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Json)!;
}
