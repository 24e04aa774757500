using System.Text.Json;
using System.Text.Json.Serialization;

namespace Autograd.Compare;

/// <summary>
/// The first message of a process: its rows, the versions of its libraries, and the libraries that are not installed.
/// </summary>
sealed record Hello(Offer[] Rows, Dictionary<string, string> Versions, string[] Missing);

/// <summary>A row that a process can measure.</summary>
sealed record Offer(string Row, string Library);

/// <summary>A request to measure a row now.</summary>
sealed record Request(string Row, string Library, double Seconds, double WarmUp);

/// <summary>Reads and writes the messages between the processes: lines of JSON, with names in Python's style.</summary>
static class Protocol
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Json);

    public static T Read<T>(string line) => JsonSerializer.Deserialize<T>(line, Json)!;
}
