using System.Diagnostics;
using System.Globalization;

namespace Autograd.Tests.Fuzzing;

/// <summary>The fuzzer as a program: <c>fuzz --minutes 10 --seed 1 --only MatMul</c>, or <c>fuzz --case 1000017</c> for a call that it has reported.</summary>
internal static class FuzzProgram
{
    // So long does no call of such small tensors take.
    private static readonly TimeSpan _hang = TimeSpan.FromSeconds(30);

    private static FuzzCase? _running;
    private static long _startedAt;

    /// <summary>Returns the exit code: 1 if a fault was found.</summary>
    public static int Run(ReadOnlySpan<string> args)
    {
        var (minutes, seed, only, single) = (1.0, 1, "", (int?)null);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            switch (args[i])
            {
                case "--minutes": minutes = double.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--seed": seed = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                case "--only": only = args[i + 1]; break;
                case "--case": single = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
                default: throw new ArgumentException($"fuzz: no option {args[i]}; there are --minutes, --seed, --only and --case");
            }
        }

        var callables = Array.FindAll(Callable.All, one => one.Name.Contains(only, StringComparison.Ordinal));
        Console.WriteLine($"{callables.Length} methods");
        using var watch = new Timer(_ => ReportHang(), null, _hang, _hang);
        var clock = Stopwatch.StartNew();
        var (cases, faults) = (0, 0);
        for (var at = single ?? seed * 1_000_000; single is null ? clock.Elapsed.TotalMinutes < minutes : cases == 0; at++, cases++)
        {
            var one = new FuzzCase(at, callables);
            Volatile.Write(ref _startedAt, Stopwatch.GetTimestamp());
            _running = one;
            if (one.Check() is { } fault)
            {
                faults++;
                Console.WriteLine($"{one}\n    {fault}");
            }

            _running = null;
        }

        Console.WriteLine($"{cases} calls in {clock.Elapsed.TotalSeconds:F0} s: {faults} faults");
        return faults == 0 ? 0 : 1;
    }

    private static void ReportHang()
    {
        if (_running is not { } one || Stopwatch.GetElapsedTime(Volatile.Read(ref _startedAt)) < _hang) return;
        Console.WriteLine($"{one}\n    does not end");
        Environment.Exit(1);
    }
}
