using System.Text.Json;

namespace Autograd.Growth;

/// <summary>All figures, as the file beside the page keeps them.</summary>
internal sealed record Results(Dictionary<string, string> Machine, Dictionary<string, List<Point>> Points)
{
    private static readonly JsonSerializerOptions _format = new() { WriteIndented = true };

    public Peaks? Peaks { get; set; }

    public List<Reached> Reached { get; set; } = [];

    /// <summary>The points of a curve, from small to large.</summary>
    public IReadOnlyList<Point> Of(Series series, Curve curve) => Points.GetValueOrDefault(Key(series, curve), []);

    public void Set(Series series, Curve curve, List<Point> points) => Points[Key(series, curve)] = points;

    /// <summary>Keeps the shorter times of these points and those that are there, for machines that others use too.</summary>
    public void Merge(Series series, Curve curve, List<Point> points)
    {
        var earlier = Of(series, curve).ToDictionary(point => point.Value);
        Set(series, curve, [.. points.Select(point => earlier.TryGetValue(point.Value, out var other) && other.Best < point.Best ? other : point)]);
    }

    /// <summary>Of each work the shorter time of these and those that are there.</summary>
    public List<Reached> Faster(List<Reached> reached) =>
        [.. reached.Select(one => Reached.Find(other => other.Name == one.Name && other.Seconds < one.Seconds) ?? one)];

    /// <summary>The file's figures; none, if there is no file or it is another machine's.</summary>
    public static Results Read(string file, Dictionary<string, string> machine)
    {
        var read = File.Exists(file) ? JsonSerializer.Deserialize<Results>(File.ReadAllText(file)) : null;
        return read is not null && IsSame(read.Machine, machine) ? read : new(machine, []);
    }

    public void Write(string file) => File.WriteAllText(file, JsonSerializer.Serialize(this, _format).Replace("\r\n", "\n") + "\n");

    private static bool IsSame(Dictionary<string, string> one, Dictionary<string, string> other) =>
        one.Count == other.Count && one.All(pair => other.GetValueOrDefault(pair.Key) == pair.Value);

    private static string Key(Series series, Curve curve) => $"{series.Name}: {curve.Label}";
}
