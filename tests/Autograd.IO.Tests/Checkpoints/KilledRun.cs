using System.Security.Cryptography;
using Autograd.NN;

namespace Autograd.IO.Tests.Checkpoints;

/// <summary>
/// A small run of training in which everything that must be saved matters: weights, Adam's means, a schedule, dropout,
/// the order of the samples and the place in it, and draws of all three generators.
/// </summary>
internal sealed class KilledRun
{
    private const int StepsPerSave = 5;
    private const int Batch = 4;

    private readonly Sequential _net;
    private readonly Adam _optimizer;
    private readonly OneCycleLR _schedule;
    private readonly Order _order = new(10);
    private readonly Tensor _x;

    public KilledRun(int steps)
    {
        Generator.ManualSeed(1);
        NumPyRandom.Seed(2);
        PythonRandom.Seed(3);
        _net = new Sequential(new Linear(4, 8), new BatchNorm1d(8), new Tanh(), new Dropout(0.25), new Linear(8, 1));
        _optimizer = new Adam(_net.Parameters(), lr: 0.01);
        _schedule = new OneCycleLR(_optimizer, maxLr: 0.02, totalSteps: steps + 1);
        _x = Tensor.RandN(10, 4);
    }

    public CheckpointManager Manager(string folder) => new(folder, maxToKeep: 2)
    {
        { "net", _net }, { "optimizer", _optimizer }, { "schedule", _schedule }, { "order", _order },
    };

    public void Step()
    {
        var x = _x[_order.Next(Batch)] + 0.1 * NumPyRandom.Default.Rand(Shape.Scalar).Item() + 0.1 * PythonRandom.Default.Random();
        _optimizer.ZeroGrad();
        (_net.Forward(x) - x.Sum(dim: 1, keepDim: true).Sin()).Square().Mean().Backward();
        _optimizer.Step();
        _schedule.Step();
    }

    /// <summary>A digest of everything that the run has come to.</summary>
    public string Digest()
    {
        var stream = new MemoryStream();
        foreach (var part in (IStateful[])[_net, _optimizer, _schedule, _order])
            foreach (var tensor in part.StateDict().Values) ElementBytes.Write(tensor, stream);
        ElementBytes.Write(Tensor.RandN(3), stream);
        return Convert.ToHexString(SHA256.HashData(stream.ToArray()));
    }

    /// <summary>The run that never stops.</summary>
    public static string Undisturbed(int steps)
    {
        var run = new KilledRun(steps);
        for (var step = 0; step < steps; step++) run.Step();
        return run.Digest();
    }

    /// <summary>
    /// <c>train FOLDER STEPS</c>: resumes and goes on, and says before and after each save which one it is, so that who
    /// reads it can kill it there.
    /// </summary>
    public static int Train(string folder, int steps)
    {
        var run = new KilledRun(steps);
        var checkpoints = run.Manager(folder);
        var resumed = checkpoints.Resume();
        var step = (int)(resumed?.Step ?? 0);
        Say($"resumed {step}");
        while (step < steps)
        {
            run.Step();
            if (++step % StepsPerSave != 0 && step != steps) continue;
            Say($"saving {step}");
            checkpoints.Save(step, new PickleDict { ["note"] = $"step {step}" });
            Say($"saved {step}");
        }

        Say($"done {run.Digest()}");
        return 0;
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>The order of the samples in an epoch, and the place in it.</summary>
    private sealed class Order(int count) : IStateful
    {
        private long[] _order = [];
        private int _next;

        public Tensor Next(int batch)
        {
            if (_next + batch > _order.Length) (_order, _next) = (Tensor.RandPerm(count).ToArray<long>(), 0);
            var part = Tensor.From(_order[_next..(_next + batch)]);
            _next += batch;
            return part;
        }

        public OrderedDictionary<string, Tensor> StateDict() => new() { ["order"] = Tensor.From(_order), ["next"] = Tensor.From((long)_next) };

        public void LoadStateDict(IReadOnlyDictionary<string, Tensor> state)
        {
            if (!state.ContainsKey("order") || !state.ContainsKey("next")) throw new ArgumentException("LoadStateDict: the state has no order");
            (_order, _next) = (state["order"].ToArray<long>(), state["next"].Item<int>());
        }
    }
}
