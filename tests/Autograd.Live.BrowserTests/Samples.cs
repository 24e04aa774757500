using Autograd.NN;

namespace Autograd.Live.BrowserTests;

/// <summary>Recorded runs for the page to show.</summary>
public static class Samples
{
    /// <summary>A loss that falls and an accuracy that rises: 20 epochs of 50 batches, with noise from a seed.</summary>
    public static LiveLogger Run(string name, int seed)
    {
        var random = new Random(seed);
        var run = new LiveLogger(name);
        for (var epoch = 0; epoch < 20; epoch++)
        {
            for (var batch = 0; batch < 50; batch++)
            {
                var progress = (50 * epoch) + batch;
                var loss = (2.0 * Math.Exp(-progress / 300.0)) + 0.1 + (0.2 * random.NextDouble());
                run.SetTrainBatch([("loss", loss), ("accuracy", 1 - (loss / 2.5))], batchSize: 100);
            }

            run.SetTestBatch([("accuracy", 0.8 - (0.7 * Math.Exp(-epoch / 5.0)) + (0.02 * random.NextDouble()))], batchSize: 1000);
            run.SetTrainEpoch();
            run.SetTestEpoch();
        }

        return run;
    }

    /// <summary>
    /// A deep net; with weights initialized so small (a scale below 1) the gradient vanishes on its way to the first
    /// layers.
    /// </summary>
    public static LiveLogger Watched(string name, double scale, int depth = 10)
    {
        Generator.ManualSeed(0);
        var hiddenLayers = Enumerable.Range(1, depth - 1).SelectMany(_ => (UnaryModule[])[new Linear(16, 16), new Tanh()]);
        var net = new Sequential([.. hiddenLayers, new Linear(16, 1)]);
        using (GradMode.NoGrad())
            foreach (var (_, parameter) in net.NamedParameters()) parameter[..] = parameter * scale;

        var optimizer = new SGD(net.Parameters(), lr: 0.1);
        var run = new LiveLogger(name);
        run.Watch(net, every: 5);
        var x = Tensor.RandN(64, 16);
        var y = x.Sum(dim: 1, keepDim: true).Sign();
        run.AddGraph("graph", F.MseLoss(net.Forward(x), y), net.NamedParameters());
        run.AddSummary("summary", net);
        for (var step = 0; step < 200; step++)
        {
            var hidden = run.Watch("hidden", net[..^1].Forward(x), every: 5);
            var output = net[^1].Forward(hidden);
            var loss = F.MseLoss(output, y);
            loss.Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            run.SetTrainBatch([("loss", loss), ("accuracy", output.Sign().Eq(y).Double().Mean())], batchSize: 64);
            if ((step + 1) % 20 == 0) run.SetTrainEpoch();
        }

        return run;
    }
}
