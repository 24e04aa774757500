using System.Globalization;
using Autograd.Plotting;

namespace Autograd.Examples;

/// <summary>
/// The command line of an example: <c>--epochs N</c> to make it shorter, <c>--plot FOLDER</c> to write its plots, and switches
/// of its own.
/// </summary>
public sealed class Arguments
{
    private readonly HashSet<string> _switches;

    /// <param name="args">The script's <c>args</c>.</param>
    /// <param name="fullEpochs">The epochs that the notebook ran.</param>
    /// <param name="switches">The names of further switches, such as <c>--scaled</c>.</param>
    public Arguments(string[] args, int fullEpochs, params string[] switches)
    {
        FullEpochs = Epochs = fullEpochs;
        _switches = [];
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--epochs" && i + 1 < args.Length && int.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var n) && n > 0)
            {
                Epochs = n;
                i++;
            }
            else if (args[i] == "--plot" && i + 1 < args.Length)
            {
                PlotFolder = args[++i];
            }
            else if (switches.Contains(args[i]))
            {
                _switches.Add(args[i]);
            }
            else
            {
                Console.Error.WriteLine($"unknown argument {args[i]}; use --epochs N or --plot FOLDER{string.Concat(switches.Select(s => $" or {s}"))}");
                Environment.Exit(2);
            }
        }
    }

    /// <summary>The epochs to run.</summary>
    public int Epochs { get; }

    /// <summary>The epochs that the notebook ran.</summary>
    public int FullEpochs { get; }

    /// <summary>
    /// True if the script runs as many epochs as the notebook did, so that their numbers can be compared.
    /// </summary>
    public bool IsFull => Epochs >= FullEpochs;

    /// <summary>The folder that the plots go to, or null for none.</summary>
    public string? PlotFolder { get; }

    /// <summary>True if plots are wanted. Plotting code stands in functions of its own: what is not called is not loaded.</summary>
    public bool IsPlotting => PlotFolder is not null;

    /// <summary>Writes the current figure to the folder as a PNG file; the next plot begins a new one.</summary>
    /// <param name="name">The file's name without the end.</param>
    public void SavePlot(string name)
    {
        // Pages show no picture wider than a thousand pixels.
        Plt.SaveFig(Path.Combine(PlotFolder!, $"{name}.png"), dpi: Math.Min(100, 100 * 1000 / Plt.Gcf().Width));
        Plt.Close();
    }

    /// <summary>True if a switch was given.</summary>
    public bool Has(string name) => _switches.Contains(name);
}
