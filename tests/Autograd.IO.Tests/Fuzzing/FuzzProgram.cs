using System.Globalization;

namespace Autograd.IO.Tests.Fuzzing;

/// <summary>
/// Long runs from the command line: <c>fuzz [READER…] [--minutes M] [--inputs N] [--seed S] [--case K]</c>.
/// </summary>
internal static class FuzzProgram
{
    public static int Run(string[] args)
    {
        var (minutes, inputs, seed, number, names) = (1.0, long.MaxValue, 1, -1L, new List<string>());
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--minutes": minutes = double.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--inputs": inputs = long.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--seed": seed = int.Parse(args[++i], CultureInfo.InvariantCulture); break;
                case "--case": number = long.Parse(args[++i], CultureInfo.InvariantCulture); break;
                default: names.Add(args[i]); break;
            }
        }

        var findings = 0;
        foreach (var target in FuzzTarget.All.Where(target => names.Count == 0 || names.Contains(target.Name)))
        {
            if (number >= 0)
            {
                findings += Repeat(target, FuzzRun.Input(target, seed, number));
                continue;
            }

            var report = FuzzRun.Run(target, seed, inputs, TimeSpan.FromMinutes(minutes));
            Console.WriteLine(
                $"{target.Name}: {report.Inputs} inputs, {report.Read} read, slowest {report.Slowest.TotalMilliseconds:f0} ms, "
                + $"{report.Findings.Count} findings");
            report.Findings.ForEach(Console.WriteLine);
            findings += report.Findings.Count;
        }

        return findings == 0 ? 0 : 1;
    }

    private static int Repeat(FuzzTarget target, byte[] input)
    {
        var file = Path.Combine(Path.GetTempPath(), $"fuzz-{target.Name}.bin");
        File.WriteAllBytes(file, input);
        var isRead = FuzzRun.Try(target, input, out var finding);
        Console.WriteLine($"{file}: {finding ?? (isRead ? "read" : "refused")}");
        return finding is null ? 0 : 1;
    }
}
