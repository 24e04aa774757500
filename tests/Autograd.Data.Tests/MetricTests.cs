using Autograd.Metrics;

namespace Autograd.Data.Tests;

/// <summary>Metrics are scikit-learn's, at once and batch by batch.</summary>
public class MetricTests
{
    private static readonly System.Text.Json.JsonElement _fixture = DataFixture.Part("metrics");
    private static readonly Tensor _target = Tensor.From(_fixture.GetProperty("target").As<long[]>());
    private static readonly Tensor _scores = Tensor.From(_fixture.GetProperty("scores").As<double[]>(), Shape.Create(60, 5));
    private static readonly Tensor _binary = Tensor.From(_fixture.GetProperty("binary").As<long[]>());
    private static readonly Tensor _ranks = Tensor.From(_fixture.GetProperty("ranks").As<double[]>());

    [Test]
    public void Figures_are_scikit_learns()
    {
        var preds = _scores.ArgMax(dim: 1);
        Is_(Classification.Accuracy(_scores, _target), "accuracy");
        Is_(Classification.Accuracy(preds, _target), "accuracy");
        Assert.That(Classification.ConfusionMatrix(preds, _target, 5).ToArray<long>(), Is.EqualTo(_fixture.GetProperty("confusion").As<long[]>()));
        Is_(Classification.AUROC(_ranks, _binary), "auc");
        Is_(Classification.AveragePrecision(_ranks, _binary), "ap");
        Is_(Classification.Perplexity(_scores, _target), "perplexity", 1e-6);
        Is_(Classification.Perplexity(_scores.Reshape(6, 10, 5), _target.Reshape(6, 10), ignoreIndex: 2), "perplexity ignoring 2", 1e-6);
        foreach (var average in Enum.GetValues<Average>())
        {
            var name = average.ToString().ToLowerInvariant();
            Is_(Classification.Precision(_scores, _target, 5, average), $"precision {name}");
            Is_(Classification.Recall(preds, _target, 5, average), $"recall {name}");
            Is_(Classification.F1Score(preds, _target, 5, average), $"f1 {name}");
        }

        var distinct = Tensor.From(_fixture.GetProperty("distinct").As<double[]>(), Shape.Create(60, 5));
        for (var k = 1; k <= 4; k++)
            Assert.That(Classification.Accuracy(distinct, _target, k).Item(), Is.EqualTo(_fixture.GetProperty("top").As<double[]>()[k - 1]).Within(1e-15));
    }

    [Test]
    public void Batch_by_batch_the_figure_is_that_of_all()
    {
        foreach (var (metric, preds, target, name) in ((ClassificationMetric, Tensor, Tensor, string)[])[
            (new Accuracy(), _scores, _target, "accuracy"), (new F1Score(5, Average.Weighted), _scores, _target, "f1 weighted"),
            (new Precision(5), _scores, _target, "precision macro"), (new Recall(5), _scores, _target, "recall macro"),
            (new ConfusionMatrix(5), _scores, _target, "confusion"), (new AUROC(), _ranks, _binary, "auc"),
            (new AveragePrecision(), _ranks, _binary, "ap"), (new Perplexity(), _scores, _target, "perplexity")])
        {
            for (var pass = 0; pass < 2; pass++)
            {
                for (var start = 0; start < target.Size(0); start += 16)
                {
                    var end = Math.Min(start + 16, target.Size(0));
                    metric.Update(preds[start..end], target[start..end]);
                }

                Is_(metric.Compute(), name, 1e-6);
                metric.Reset();
            }

            if (metric is not ConfusionMatrix)
                Assert.That(() => metric.Compute(), Throws.InvalidOperationException.With.Message.EqualTo(
                    $"Compute: {metric.GetType().Name} has seen no batch; call Update first"));
        }
    }

    [Test]
    public void AUROC_of_many_classes_is_scikit_learns()
    {
        var scores = Tensor.From(_fixture.GetProperty("probabilities").As<double[]>(), Shape.Create(60, 5));
        var target = Tensor.From(_fixture.GetProperty("every").As<long[]>());
        foreach (var average in (Average[])[Average.Macro, Average.Weighted, Average.None])
        {
            var name = $"multiclass auc {average.ToString().ToLowerInvariant()}";
            Is_(Classification.MulticlassAUROC(scores, target, 5, average), name);
            var metric = new MulticlassAUROC(5, average);
            for (var pass = 0; pass < 2; pass++)
            {
                metric.Update(scores[..16], target[..16]);
                metric.Update(scores[16..], target[16..]);
                Is_(metric.Compute(), name);
                metric.Reset();
            }

            Assert.That(() => metric.Compute(), Throws.InvalidOperationException.With.Message.EqualTo("Compute: MulticlassAUROC has seen no batch; call Update first"));
        }

        Wrong(() => new MulticlassAUROC(1), "MulticlassAUROC: numClasses is 1; at least 2 are told apart (Parameter 'numClasses')");
        Wrong(() => new MulticlassAUROC(5, Average.Micro),
            "MulticlassAUROC: no average Micro, as there are no counts to add; use Macro, Weighted or None (Parameter 'average')");
        Wrong(() => Classification.MulticlassAUROC(scores, target, 4),
            "MulticlassAUROC: scores of Float64 and shape (60, 5) for targets of shape (60,); pass floating-point scores (N, 4) and classes (N) (Parameter 'preds')");
        Wrong(() => Classification.MulticlassAUROC(Tensor.From([0.5, 0.5, 0.5, double.NaN]).Reshape(2, 2), Tensor.From([0L, 1L]), 2),
            "MulticlassAUROC: the score of sample 1 for class 1 is NaN; pass numbers that can be compared (Parameter 'preds')");
        Assert.That(() => Classification.MulticlassAUROC(scores[..1], target[1..2], 5), Throws.InvalidOperationException.With.Message.EqualTo(
            $"Compute: MulticlassAUROC has seen no sample of class {(target[1].Item<long>() == 0 ? 1 : 0)}; update it with all 5"));
    }

    [Test]
    public void Means_run()
    {
        var mean = new MeanMetric();
        mean.Update(1);
        mean.Update(Tensor.From([2f, 6f]), weight: 3);
        Assert.That(mean.Compute().Item(), Is.EqualTo(25.0 / 7).Within(1e-15));
        var running = new RunningMean(window: 2);
        foreach (var value in (float[])[1, 2, 3, 6]) running.Update(value);
        Assert.That(running.Compute().Item(), Is.EqualTo(4.5));
        running.Reset();
        Assert.That(() => running.Compute(), Throws.InvalidOperationException);
    }

    [Test]
    public void Wrong_arguments_are_named()
    {
        Wrong(() => new Accuracy(0), "Accuracy: topK is 0; at least the best prediction counts (Parameter 'topK')");
        Wrong(() => Classification.Accuracy(_target, _target, 2),
            "Accuracy: topK is 2 for predictions of Int64 and shape (60,); pass scores of shape (N, C, …) (Parameter 'preds')");
        Wrong(() => Classification.Accuracy(_scores, _target, 6), "Accuracy: topK is 6 for scores of 5 classes; use at most as many (Parameter 'preds')");
        Wrong(() => Classification.Accuracy(_ranks, _binary),
            "Accuracy: predictions of Float64 and shape (50,); pass classes as integers, or scores of shape (N, C, …) (Parameter 'preds')");
        Wrong(() => Classification.Accuracy(_scores, _ranks), "Accuracy: targets of Float64; classes are integers (Parameter 'target')");
        Wrong(() => Classification.Accuracy(_scores, _binary),
            "Accuracy: predictions of shape (60,) for targets of shape (50,); there must be one for each (Parameter 'target')");
        Wrong(() => new Recall(0), "Recall: numClasses is 0; use 1 to 46340 (Parameter 'numClasses')");
        Wrong(() => Classification.Precision(_scores, _target, 3), "Precision: target 0 is class 4; with 3 classes use 0 to 2 (Parameter 'target')");
        Wrong(() => Classification.F1Score(_ranks, _binary, 2),
            "F1Score: predictions of Float64 and shape (50,); pass classes as integers, or scores of shape (N, C, …) (Parameter 'preds')");
        Wrong(() => Classification.AUROC(_binary, _binary),
            "AUROC: scores of Int64; pass floating-point scores, the higher the likelier class 1 (Parameter 'preds')");
        Wrong(() => Classification.AUROC(Tensor.From([double.NaN]), Tensor.From([1L])), "AUROC: score 0 is NaN; pass numbers that can be compared (Parameter 'preds')");
        Wrong(() => Classification.AUROC(Tensor.From([0.5]), Tensor.From([2L])), "AUROC: target 0 is class 2; with 2 classes use 0 to 1 (Parameter 'target')");
        Wrong(() => Classification.Perplexity(_scores, _scores),
            "Perplexity: scores of shape (60, 5) for targets of shape (60, 5); pass (N, C) and (N), or (N, T, C) and (N, T) (Parameter 'preds')");
        Wrong(() => new MeanMetric().Update(1, -1), "MeanMetric.Update: a weight of -1; it must not be negative (Parameter 'weight')");
        Wrong(() => new RunningMean(0), "RunningMean: window is 0; at least the last number counts (Parameter 'window')");
        Wrong(() => new RunningMean().Update(Tensor.Zeros(0)), "RunningMean.Update: a tensor without elements has no mean; pass one that has some (Parameter 'value')");
        Assert.That(() => Classification.AUROC(_ranks, Tensor.Ones([50], DType.Int64)), Throws.InvalidOperationException.With.Message.EqualTo(
            "Compute: AUROC of 50 samples of class 1 and 0 of class 0 is not defined; update it with both"));
    }

    private static void Is_(Tensor actual, string name, double tolerance = 1e-14)
    {
        var expected = _fixture.GetProperty(name);
        var numbers = expected.ValueKind == System.Text.Json.JsonValueKind.Array ? expected.As<double[]>() : [expected.GetDouble()];
        Assert.That(actual.ToArray<double>(), Is.EqualTo(numbers).Within(tolerance), name);
    }

    private static void Wrong(Action action, string message) =>
        Assert.That(() => action(), Throws.InstanceOf<ArgumentException>().With.Message.EqualTo(message));
}
