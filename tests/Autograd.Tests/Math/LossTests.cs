using System.Text.Json;
using Autograd.NN;
using static Autograd.Tests.MathOps.Differences;

namespace Autograd.Tests.MathOps;

public class LossTests
{
    [Test]
    public void Values_and_gradients_are_those_of_pytorch()
    {
        var count = 0;
        foreach (var fixture in Fixtures())
        {
            count++;
            var what = fixture.ToString();
            foreach (var dtype in new[] { DType.Float64, DType.Float32 })
            {
                var tolerance = dtype == DType.Float64 ? 1e-12 : 1e-5;
                var x = Leaf(fixture, "input", "shape", dtype);
                var hasTargetGrad = fixture.GetProperty("targetGrad").ValueKind != JsonValueKind.Null;
                var y = hasTargetGrad
                    ? Leaf(fixture, "target", "targetShape", dtype)
                    : Values(fixture, "target", "targetShape").Long();
                var loss = Loss(fixture, x, y, dtype);
                Assert.That(loss.DType, Is.EqualTo(dtype));
                Assert.That(loss.Shape.ToArray(), Is.EqualTo(Ints(fixture, "lossShape")), what);
                AssertNear(loss, fixture, "loss", tolerance);
                loss.Backward(Tensor.Full([loss.Numel], 1, dtype).CumSum(0).Reshape(loss.Shape.ToArray()));
                AssertNear(x.Grad!, fixture, "inputGrad", tolerance);
                if (hasTargetGrad) AssertNear(y.Grad!, fixture, "targetGrad", tolerance);

                // The same gradients by the path that can be differentiated again.
                x.ZeroGrad();
                loss = Loss(fixture, x, y, dtype);
                loss.Backward(Tensor.Full([loss.Numel], 1, dtype).CumSum(0).Reshape(loss.Shape.ToArray()), createGraph: true);
                AssertNear(x.Grad!, fixture, "inputGrad", tolerance);
            }
        }

        Assert.That(count, Is.EqualTo(150));
    }

    [Test]
    public void Second_derivatives(
        [Values(Reduction.None, Reduction.Mean, Reduction.Sum)] Reduction reduction, [Values(0, 0.2)] double smoothing, [Values] bool weighted)
    {
        var weight = weighted ? Tensor.From([0.5, 2, 1, 1.5], DType.Float64) : null;
        var classes = Tensor.From([3, 0, 1]);
        var (x, q) = (Uniform(1, -2, 2, 3, 4), Uniform(2, 0.1, 1, 3, 4));
        Check(t => F.CrossEntropy(t[0], classes, weight, reduction, ignoreIndex: 0, labelSmoothing: smoothing), x);
        Check(t => F.CrossEntropy(t[0], t[1], weight, reduction, labelSmoothing: smoothing), x, q);
        Check(t => F.CrossEntropy(t[0].T, t[1].T, reduction: reduction, labelSmoothing: smoothing), x, q);
        Check(t => F.NllLoss(t[0] * t[0], classes, weight, reduction, ignoreIndex: 0), x);
        Check(t => F.MseLoss(t[0], t[1], reduction), x, q);
        Check(t => F.L1Loss(t[0] + 3, t[1], reduction), x, q);
    }

    [Test]
    public void Any_integer_type_may_name_classes()
    {
        var x = Tensor.From(new[,] { { 1f, 2f, 3f }, { 3f, 2f, 5f } });
        var expected = F.CrossEntropy(x, Tensor.From([2L, 0L])).Item();
        foreach (var dtype in new[] { DType.UInt8, DType.Int8, DType.Int16, DType.Int32 })
            Assert.That(F.CrossEntropy(x, Tensor.From([2L, 0L]).To(dtype)).Item(), Is.EqualTo(expected));
    }

    [Test]
    public void Large_scores_do_not_overflow()
    {
        var x = Tensor.From(new[,] { { 1000f, -1000f } }, requiresGrad: true);
        var loss = F.CrossEntropy(x, Tensor.From([1]));
        Assert.That(loss.Item(), Is.EqualTo(2000));
        loss.Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(new[] { 1f, -1f }));
        Assert.That(F.CrossEntropy(x, Tensor.From(new[,] { { 1.0, 0.0 } })).DType, Is.EqualTo(DType.Float64));
    }

    [Test]
    public void Of_nothing_the_mean_is_not_a_number()
    {
        Assert.That(F.CrossEntropy(Tensor.Zeros(0, 3), Tensor.Zeros([0], DType.Int64)).Item(), Is.NaN);
        Assert.That(F.CrossEntropy(Tensor.Zeros(0, 3), Tensor.Zeros([0], DType.Int64), reduction: Reduction.Sum).Item(), Is.Zero);
        Assert.That(F.CrossEntropy(Tensor.Zeros(2, 3), Tensor.From([1, 1]), ignoreIndex: 1).Item(), Is.NaN);
        var x = Tensor.Zeros([2, 3], requiresGrad: true);
        F.CrossEntropy(x, Tensor.From([1, 1]), reduction: Reduction.Sum, ignoreIndex: 1).Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.All.Zero);
    }

    [Test]
    public void Ignored_classes_may_be_impossible()
    {
        var x = Tensor.From(new[,] { { 0f, float.NegativeInfinity }, { -1f, -2f } }, requiresGrad: true);
        var loss = F.NllLoss(x, Tensor.From([-100, 1]));
        Assert.That(loss.Item(), Is.EqualTo(2));
        loss.Backward();
        Assert.That(x.Grad!.ToArray<float>(), Is.EqualTo(new[] { 0f, 0, 0, -1 }));
    }

    [Test]
    public void Overwritten_scores_are_noticed()
    {
        var x = Tensor.Zeros([2, 3], requiresGrad: true);
        var scores = x * 1;
        var loss = F.CrossEntropy(scores, Tensor.From([1, 2]));
        scores.ZeroInPlace();
        Assert.That(() => loss.Backward(), Throws.InvalidOperationException.With.Message.EqualTo(
            "Backward: a tensor of shape (2, 3) that NllLossBackward0 needs for its gradient was overwritten in place (it is at "
            + "version 1, and was saved at version 0); compute the new value out of place, or Clone() the tensor before the operation "
            + "that needs it"));
    }

    [Test]
    public void Errors()
    {
        var x = Tensor.Zeros(3, 4);
        Assert.That(() => F.CrossEntropy(x, Tensor.From([0, 4, 1])),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
                "CrossEntropy: class 4 at position 1 is out of range: there are 4 classes, 0 to 3 (Parameter 'target')"));
        Assert.That(() => F.CrossEntropy(x, Tensor.From([0, -1, 1])), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.EqualTo(
            "CrossEntropy: class -1 at position 1 is out of range: there are 4 classes, 0 to 3 (Parameter 'target')"));
        Assert.That(() => F.CrossEntropy(x, Tensor.From([0, 1])), Throws.ArgumentException.With.Message.EqualTo(
            "CrossEntropy: classes of shape (2,) for input of shape (3, 4); they must have its shape without C"));
        Assert.That(() => F.CrossEntropy(x, Tensor.Zeros([3, 4], DType.Int64)),
            Throws.ArgumentException.With.Message.EqualTo(
                "CrossEntropy: classes of shape (3, 4) for input of shape (3, 4); they must have its shape without C; probabilities "
                + "must be floating: use target.To(DType.Float32)"));
        Assert.That(() => F.CrossEntropy(x, Tensor.Zeros(3)), Throws.ArgumentException.With.Message.EqualTo(
            "CrossEntropy: class probabilities of shape (3,) for input of shape (3, 4); they must be the same; for classes, use an "
            + "integer type: target.To(DType.Int64)"));
        Assert.That(() => F.CrossEntropy(x, Tensor.Zeros([3], DType.Bool)), Throws.ArgumentException.With.Message.EqualTo(
            "CrossEntropy: targets are Bool; classes are integers, probabilities floating: use target.To(DType.Int64)"));
        Assert.That(() => F.CrossEntropy(x.Long(), Tensor.From([0, 1, 2])),
            Throws.ArgumentException.With.Message.EqualTo("CrossEntropy: the input is Int64; convert it with To(DType.Float32) first"));
        Assert.That(() => F.CrossEntropy(x, Tensor.From([0, 1, 2]), Tensor.Ones(3)),
            Throws.ArgumentException.With.Message.EqualTo("CrossEntropy: weight of shape (3,) for 4 classes; it must be (4,)"));
        Assert.That(() => F.CrossEntropy(x, x, labelSmoothing: 2),
            Throws.ArgumentException.With.Message.EqualTo("CrossEntropy: labelSmoothing is 2; it must be between 0 and 1"));
        Assert.That(() => F.CrossEntropy(x, x, ignoreIndex: 1), Throws.ArgumentException.With.Message.EqualTo(
            "CrossEntropy: ignoreIndex is 1, but probabilities name no class; leave it out"));
        Assert.That(() => F.CrossEntropy(Tensor.From(1f), Tensor.From(0)), Throws.ArgumentException.With.Message.EqualTo(
            "CrossEntropy: the input is a single number; its shape must be (C), (N, C) or (N, C, ...)"));
        Assert.That(() => F.MseLoss(Tensor.Zeros(5, 1), Tensor.Zeros(5)),
            Throws.ArgumentException.With.Message.EqualTo(
                "MseLoss: input of shape (5, 1) beside target of shape (5,); a loss does not broadcast: use target.Unsqueeze(1) or "
                + "input.Squeeze(1)"));
    }

    private static IEnumerable<JsonElement> Fixtures()
    {
        var path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "losses.json");
        return JsonDocument.Parse(File.ReadAllText(path)).RootElement.EnumerateArray();
    }

    private static Tensor Loss(JsonElement fixture, Tensor x, Tensor y, DType dtype)
    {
        var reduction = Enum.Parse<Reduction>(fixture.GetProperty("reduction").GetString()!, ignoreCase: true);
        var weight = fixture.GetProperty("weight").ValueKind == JsonValueKind.Null ? null
            : Tensor.From(Doubles(fixture, "weight")).To(dtype);
        var ignoreIndex = fixture.GetProperty("ignoreIndex").GetInt32();
        return fixture.GetProperty("kind").GetString() switch
        {
            "nll" => F.NllLoss(x, y, weight, reduction, ignoreIndex),
            "mse" => F.MseLoss(x, y, reduction),
            "l1" => F.L1Loss(x, y, reduction),
            _ => F.CrossEntropy(x, y, weight, reduction, ignoreIndex, fixture.GetProperty("smoothing").GetDouble()),
        };
    }

    private static Tensor Values(JsonElement fixture, string name, string shape) =>
        Tensor.From(Doubles(fixture, name), Shape.Create(Ints(fixture, shape)));

    private static Tensor Leaf(JsonElement fixture, string name, string shape, DType dtype)
    {
        var leaf = Values(fixture, name, shape).To(dtype);
        leaf.RequiresGrad = true;
        return leaf;
    }

    private static void AssertNear(Tensor actual, JsonElement fixture, string name, double tolerance) =>
        Assert.That(actual.Detach().Double().ToArray<double>(), Is.EqualTo(Doubles(fixture, name)).Within(tolerance),
            $"{name} of {fixture}");

    private static double[] Doubles(JsonElement fixture, string name) => Array.ConvertAll(
        fixture.GetProperty(name).EnumerateArray().ToArray(),
        v => v.ValueKind == JsonValueKind.Null ? double.NaN : v.GetDouble());

    private static int[] Ints(JsonElement fixture, string name) =>
        Array.ConvertAll(fixture.GetProperty(name).EnumerateArray().ToArray(), v => v.GetInt32());
}
