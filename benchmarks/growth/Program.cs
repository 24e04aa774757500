using Autograd.Compare;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Autograd.Growth;

const string Usage = """
    dotnet run -c Release --project benchmarks/growth -- [options]
      --only NAME      only width, depth, batch, length, parameters, threads or roofline; may be repeated
      --seconds S      seconds for a measurement, after as long a warm-up (0.6)
      --again          keep, of each point, this run's figures or the earlier ones: those of the shorter time
      --draw           measure nothing: draw the pictures and write the tables again
      --dry            the smallest nets once, the pictures into a folder that is deleted: a smoke test
    """;

var docs = Path.GetFullPath(Path.Combine(Folder(), "..", "..", "docs"));
var only = new List<string>();
var (seconds, isDry, draws, isAgain) = (0.6, false, false, false);
for (var i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--only" when i + 1 < args.Length: only.Add(args[++i]); break;
        case "--seconds" when i + 1 < args.Length: seconds = double.Parse(args[++i], CultureInfo.InvariantCulture); break;
        case "--again": isAgain = true; break;
        case "--draw": draws = true; break;
        case "--dry": isDry = true; break;

        // What a process of its own measures.
        case "--point" when i + 3 < args.Length:
            var asked = Array.Find(Series.All, series => series.Name == args[i + 1])!.Curves[Number(args[i + 2])];
            Console.WriteLine(JsonSerializer.Serialize(asked.Measure(Number(args[i + 3]), seconds)));
            return 0;
        case "--peaks":
            var both = (Peaks.Measure(isDry: false), Reached.Measure(isDry: false));
            Console.WriteLine(JsonSerializer.Serialize(both, new JsonSerializerOptions { IncludeFields = true }));
            return 0;
        default:
            Console.Error.WriteLine($"unknown argument {args[i]}\n{Usage}");
            return 2;
    }
}

if (isDry) return DryRun();

var file = Path.Combine(docs, "growth.json");
var results = Results.Read(file, Machine.Describe());
foreach (var series in draws ? [] : Series.All.Where(series => Wants(series.Name)))
{
    for (var i = 0; i < series.Curves.Length; i++)
    {
        var curve = series.Curves[i];
        var points = new List<Point>();
        foreach (var value in curve.Values)
        {
            var point = Alone<Point>("--seconds", seconds.ToString(CultureInfo.InvariantCulture), "--point", series.Name, $"{i}", $"{value}");
            Console.WriteLine(
                $"{series.Name} {value}, {curve.Label}: {Text.Time(point.Best)}, {Text.Bytes(point.Peak)} ({Text.Bytes(point.Live)} must live)");
            points.Add(point);
        }

        if (isAgain) results.Merge(series, curve, points);
        else results.Set(series, curve, points);
    }

    results.Write(file);
}

if (!draws && Wants("roofline"))
{
    var (peaks, reached) = Alone<(Peaks, List<Reached>)>("--peaks");
    (results.Peaks, results.Reached) = (peaks, isAgain ? results.Faster(reached) : reached);
    results.Write(file);
}

// Training steps stand in the roofline too.
var parameters = Array.Find(Series.All, series => series.Name == "parameters")!;
results.Reached.RemoveAll(one => one.IsStep);
results.Reached.AddRange(results.Of(parameters, parameters.Curves[0])
    .Select(point => Reached.Step($"training step, {Text.Count(point.Parameters)} parameters", point)));
DrawAll(Path.Combine(docs, "images"));
Page.Write(Path.Combine(docs, "growth.md"), results);
return 0;

bool Wants(string name) => only.Count == 0 || only.Contains(name);

void DrawAll(string folder)
{
    foreach (var series in Series.All) Charts.Draw(series, results, folder);
    Charts.DrawRoofline(results, folder);
}

// Earlier work must not change the peak, the heap, or what is compiled, so each point is measured in a process of its own.
static T Alone<T>(params string[] arguments)
{
    using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true })!;
    var text = process.StandardOutput.ReadToEnd();
    process.WaitForExit();
    if (process.ExitCode != 0) throw new InvalidOperationException($"{string.Join(' ', arguments)}: exit code {process.ExitCode}");
    return JsonSerializer.Deserialize<T>(text, new JsonSerializerOptions { IncludeFields = true })!;
}

int DryRun()
{
    results = new(Machine.Describe(), []);
    var wrong = 0;
    foreach (var series in Series.All)
    {
        foreach (var curve in series.Curves)
        {
            var points = curve.Values.Take(2).Select(value => curve.Measure(value, seconds: 0)).ToList();
            results.Set(series, curve, points);
            wrong += points.Count(point => !(point.Best > 0 && point.Peak >= point.Live));
        }

        Console.WriteLine(Page.Table(series, results));
    }

    (results.Peaks, results.Reached) = (Peaks.Measure(isDry: true), Reached.Measure(isDry: true));
    wrong += results.Reached.Count(one => !double.IsFinite(one.Rate) || one.Rate <= 0);
    var folder = Directory.CreateTempSubdirectory("growth").FullName;
    try
    {
        DrawAll(folder);
        var page = Path.Combine(folder, "growth.md");
        File.Copy(Path.Combine(docs, "growth.md"), page);
        Page.Write(page, results);
        if (Directory.GetFiles(folder, "*.png").Length != Series.All.Length + 1) wrong++;
    }
    finally
    {
        Directory.Delete(folder, recursive: true);
    }

    Console.WriteLine(wrong == 0 ? "growth: every net was trained, every picture drawn" : $"growth: {wrong} failures");
    return wrong == 0 ? 0 : 1;
}

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
