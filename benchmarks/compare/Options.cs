using System.Globalization;

namespace Autograd.Compare;

/// <summary>The command line.</summary>
internal sealed class Options
{
    public const string Usage = """
        dotnet run -c Release --project benchmarks/compare -- [options]
          --rounds N       rounds, in which the sides take turns (3)
          --only TEXT      only workloads whose "group/name" begins with TEXT; may be repeated
          --seconds S      seconds for a measurement (0.3)
          --threads N      threads of every library, ours too (1); "all" for one on each processor, which is every library's default
          --peer NAME      the peers: python (PyTorch, NumPy, MyGrad) or libtorch (TorchSharp with libtorch 2.10, 600 MB that are restored
                           when first asked for); may be repeated (python)
          --python PATH    the peers' Python (python3)
          --output FOLDER  where performance-table.md and .json go (docs)
          --endurance      instead: do a million training steps leave the memory as it was?
          --memory         instead: how much more memory does a training step take than what must live?
          --dry            every workload of ours once, without Python and without a stopwatch; both questions about memory, one shortened
        """;

    public int Rounds { get; private set; } = 3;

    public List<string> Only { get; } = [];

    public double Seconds { get; private set; } = 0.3;

    public int Threads { get; private set; } = 1;

    /// <summary>The peers that the command line names.</summary>
    public List<string> Peers { get; } = [];

    public bool WantsPython => Peers.Count == 0 || Peers.Contains("python");

    public bool WantsLibtorch => Peers.Contains("libtorch");

    public string Python { get; private set; } = "python3";

    public string Output { get; private set; } = Path.Combine(Repository.Root, "docs");

    public bool IsDry { get; private set; }

    /// <summary>The memory checks to run instead of the measurements.</summary>
    public List<string> Modes { get; } = [];

    /// <summary>The claim that this process checks.</summary>
    public string? Claim { get; private set; }

    /// <summary>The group whose rows this process measures.</summary>
    public string? Serve { get; private set; }

    public static Options Parse(string[] args)
    {
        var options = new Options();
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--rounds": options.Rounds = int.Parse(Value(), CultureInfo.InvariantCulture); break;
                case "--only": options.Only.Add(Value()); break;
                case "--seconds": options.Seconds = double.Parse(Value(), CultureInfo.InvariantCulture); break;
                case "--threads": options.Threads = ThreadsOf(Value()); break;
                case "--peer": options.Peers.Add(PeerOf(Value())); break;
                case "--python": options.Python = Value(); break;
                case "--output": options.Output = Value(); break;
                case "--endurance": options.Modes.Add("endurance"); break;
                case "--memory": options.Modes.Add("memory"); break;
                case "--dry": options.IsDry = true; break;
                case "--claim": options.Claim = Value(); break;
                case "--serve": options.Serve = Value(); break;
                default: throw new ArgumentException($"unknown argument {args[i]}");
            }

            string Value() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value");
        }

        return options;
    }

    private static int ThreadsOf(string text) => text == "all" ? Environment.ProcessorCount : int.Parse(text, CultureInfo.InvariantCulture);

    private static string PeerOf(string text) =>
        text is "python" or "libtorch" ? text : throw new ArgumentException($"unknown peer {text}");

    public bool Wants(Group group, Row row) =>
        Only.Count == 0 || Only.Exists(text => $"{group.Name}/{row.Name}".StartsWith(text, StringComparison.OrdinalIgnoreCase));
}
