using Autograd.Data;
using Autograd.NN;

namespace Autograd.Compare.Workloads;

/// <summary>
/// A step is one iteration: 100 images drawn with replacement, the gradient, the update and, as in the notebook, the
/// loss after the update. The rows: doubles with the pixels as bytes ("raw") or divided by 255, and modules in float32.
/// </summary>
static class MnistNet
{
    static readonly Lazy<(Tensor Images, Tensor Labels)> Train = new(() =>
    {
        var mnist = Mnist.Load(Path.Combine(Repository.Root, "data", "mnist"));
        return (mnist.TrainImages.Reshape(60000, 784), mnist.TrainLabels);
    });

    static readonly Lazy<Tensor> Scaled = new(() => Train.Value.Images.Double() / 255);

    public static IEnumerable<Row> Rows() =>
    [
        new("raw pixels, doubles", "numpy", 4, () => Doubles(Train.Value.Images)) { WarmUp = 2 },
        new("scaled pixels, doubles", "numpy", 4, () => Doubles(Scaled.Value)) { WarmUp = 2 },
        new("raw pixels, modules in float32", "torch", 2, () => Modules(Train.Value.Images.Float())) { WarmUp = 2 },
        new("scaled pixels, modules in float32", "torch", 2, () => Modules(Scaled.Value.Float())) { WarmUp = 2 },
    ];

    static Func<object> Doubles(Tensor images)
    {
        var labels = Train.Value.Labels;
        var random = new NumPyRandom(42);
        var W1 = Parameter.From(0.01 * random.RandN([784, 50]));
        var b1 = Parameter.From(Tensor.Zeros([50], DType.Float64));
        var W2 = Parameter.From(0.01 * random.RandN([50, 10]));
        var b2 = Parameter.From(Tensor.Zeros([10], DType.Float64));
        var optimizer = new SGD([W1, b1, W2, b2], lr: 0.1);
        var losses = new List<double>();
        return () =>
        {
            var mask = random.Choice(60000, [100]);
            var (x, t) = (images[mask], labels[mask]);
            F.CrossEntropy(Predict(x), t).Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            using (GradMode.NoGrad())
                losses.Add(F.CrossEntropy(Predict(x), t).Item());
            return W2;
        };

        Tensor Predict(Tensor x) => (x.MatMul(W1) + b1).Relu().MatMul(W2) + b2;
    }

    static Func<object> Modules(Tensor images)
    {
        var labels = Train.Value.Labels.Long();
        var random = new NumPyRandom(42);
        var net = new Sequential(new Linear(784, 50), new ReLU(), new Linear(50, 10));
        using (GradMode.NoGrad())
        {
            foreach (var layer in (Linear[])[(Linear)net[0], (Linear)net[2]])
            {
                layer.Weight[..] = 0.01 * random.RandN([layer.InFeatures, layer.OutFeatures]).T;
                layer.Bias![..] = 0;
            }
        }

        var lossFn = new CrossEntropyLoss();
        var optimizer = new SGD(net.Parameters(), lr: 0.1);
        var losses = new List<double>();
        return () =>
        {
            var mask = random.Choice(60000, [100]);
            var (x, t) = (images[mask], labels[mask]);
            optimizer.ZeroGrad();
            lossFn.Forward(net.Forward(x), t).Backward();
            optimizer.Step();
            using (GradMode.NoGrad())
                losses.Add(lossFn.Forward(net.Forward(x), t).Item());
            return ((Linear)net[2]).Weight;
        };
    }
}
