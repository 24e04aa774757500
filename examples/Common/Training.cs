using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace Autograd.Examples;

/// <summary>Runs a training loop with a progress bar, and prints the time of an epoch.</summary>
public static class Training
{
    /// <summary>Runs <paramref name="epoch"/> for 0, 1, … and prints the time per epoch.</summary>
    /// <param name="what">The bar's label.</param>
    /// <param name="epochs">The number of epochs.</param>
    /// <param name="epoch">One epoch.</param>
    /// <returns>The milliseconds that an epoch took, on average.</returns>
    public static double Run(string what, int epochs, Action<int> epoch)
    {
        var watch = Stopwatch.StartNew();
        if (Console.IsOutputRedirected)
        {
            for (var i = 0; i < epochs; i++) epoch(i);
        }
        else
        {
            AnsiConsole.Progress().AutoClear(true)
                .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
                .Start(context =>
                {
                    var task = context.AddTask(Markup.Escape(what), maxValue: epochs);
                    var shown = 0L;
                    for (var i = 0; i < epochs; i++)
                    {
                        epoch(i);

                        // Updating the bar costs more than a small epoch, so it is updated ten times a second.
                        if (watch.ElapsedMilliseconds - shown < 100) continue;
                        shown = watch.ElapsedMilliseconds;
                        task.Value = i + 1;
                    }
                });
        }

        var each = watch.Elapsed.TotalMilliseconds / epochs;
        Console.WriteLine($"{what}: {each.ToString(each < 100 ? "G3" : "F0", CultureInfo.InvariantCulture)} ms/epoch");
        return each;
    }

    /// <summary>Prints a line while a bar is shown; it appears above the bar.</summary>
    public static void Log(string line)
    {
        if (Console.IsOutputRedirected) Console.WriteLine(line);
        else AnsiConsole.WriteLine(line);
    }
}
