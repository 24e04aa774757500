using System.Globalization;

namespace Autograd.Examples;

/// <summary>The command line of an example: <c>--epochs N</c> to make it shorter, and switches of its own.</summary>
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
            else if (switches.Contains(args[i]))
            {
                _switches.Add(args[i]);
            }
            else
            {
                Console.Error.WriteLine($"unknown argument {args[i]}; use --epochs N{string.Concat(switches.Select(s => $" or {s}"))}");
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

    /// <summary>True if a switch was given.</summary>
    public bool Has(string name) => _switches.Contains(name);
}
