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
}
