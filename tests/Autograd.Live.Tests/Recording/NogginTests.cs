namespace Autograd.Live.Tests.Recording;

/// <summary>The values and the x of batches and epochs are noggin's.</summary>
public class NogginTests
{
    [Test]
    public void Means_are_weighted_by_the_sizes_of_the_batches()
    {
        // The example of noggin's documentation: 1.429 and 1.286 at iteration 2.
        using var logger = new LiveLogger();
        logger.SetTrainBatch([("metric_a", 2.0), ("metric_b", 1.0)], batchSize: 10);
        logger.SetTrainBatch([("metric_a", 0.0), ("metric_b", 2.0)], batchSize: 4);
        logger.SetTrainEpoch();
        Assert.That(logger.TrainMetrics["metric_a"].EpochData.ToArray(), Is.EqualTo(new[] { 20.0 / 14 }));
        Assert.That(logger.TrainMetrics["metric_b"].EpochData.ToArray(), Is.EqualTo(new[] { 18.0 / 14 }));
        Assert.That(logger.TrainMetrics["metric_a"].EpochDomain.ToArray(), Is.EqualTo(new[] { 2.0 }));
        Assert.That(logger.TrainMetrics["metric_a"].BatchDomain.ToArray(), Is.EqualTo(new[] { 1.0, 2.0 }));
        Assert.That(logger.TrainMetrics["metric_b"].BatchData.ToArray(), Is.EqualTo(new[] { 1.0, 2.0 }));
        Assert.That(
            logger.ToString(),
            Is.EqualTo(
                "LiveLogger(metric_a, metric_b)\nnumber of training batches set: 2\nnumber of training epochs set: 1\n"
                + "number of testing batches set: 0\nnumber of testing epochs set: 0\n"));
    }

    [Test]
    public void Tests_lie_at_the_last_training_batch_of_the_same_metric_or_at_their_own_count()
    {
        using var logger = new LiveLogger();
        for (var i = 0; i < 5; i++) logger.SetTrainBatch(2, ("loss", i));
        for (var i = 0; i < 3; i++) logger.SetTestBatch(1, ("loss", i), ("f1", i));
        logger.SetTestEpoch();
        Assert.That(logger.TestMetrics["loss"].EpochDomain.ToArray(), Is.EqualTo(new[] { 5.0 }));
        Assert.That(logger.TestMetrics["f1"].EpochDomain.ToArray(), Is.EqualTo(new[] { 3.0 }));
        Assert.That(logger.TestMetrics["loss"].EpochData.ToArray(), Is.EqualTo(new[] { 1.0 }));
    }

    [Test]
    public void An_epoch_without_batches_counts_and_has_no_value()
    {
        using var logger = new LiveLogger();
        logger.SetTrainEpoch();
        logger.SetTrainBatch(1, ("loss", 3));
        logger.SetTrainEpoch();
        logger.SetTrainEpoch();
        Assert.That(logger.NumTrainEpoch, Is.EqualTo(3));
        Assert.That(logger.TrainMetrics["loss"].EpochData.ToArray(), Is.EqualTo(new[] { 3.0 }));
    }

    [Test]
    public void Metrics_are_printed_in_the_order_in_which_they_came()
    {
        using var logger = new LiveLogger();
        logger.SetTrainBatch(1, ("loss", 3), ("accuracy", 1));
        logger.SetTestBatch(1, ("f1", 1), ("accuracy", 1));
        Assert.That(logger.ToString(), Does.StartWith("LiveLogger(loss, accuracy, f1)\n"));
    }

    [Test]
    public void Tensors_are_read_when_they_are_recorded()
    {
        using var logger = new LiveLogger();
        var loss = Tensor.From(0.5);
        logger.SetTrainBatch(new Dictionary<string, Tensor> { ["loss"] = loss }, 1);
        loss.AddInPlace(1);
        logger.SetTrainBatch([("loss", loss), ("accuracy", 1)], 1);
        logger.SetTrainBatch(new Dictionary<string, double> { ["loss"] = 4 }, 1);
        Assert.That(logger.TrainMetrics["loss"].BatchData.ToArray(), Is.EqualTo(new[] { 0.5, 1.5, 4 }));
        Assert.That(logger.TrainMetrics["accuracy"].BatchData.ToArray(), Is.EqualTo(new[] { 1.0 }));
        Assert.That(logger.ToTensor("loss").ToArray<double>(), Is.EqualTo(new[] { 0.5, 1.5, 4 }));
    }
}
