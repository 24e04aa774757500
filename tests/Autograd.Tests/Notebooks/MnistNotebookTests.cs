using System.Runtime.CompilerServices;
using Autograd.Data;
using Autograd.NN;

namespace Autograd.Tests;

/// <summary>The ten lines that the MNIST notebook printed, to the last digit, over its 6000 iterations.</summary>
[Category("Slow")]
public class MnistNotebookTests
{
    [Test]
    public void The_printed_accuracies()
    {
        var (trainImages, trainLabels, testImages, testLabels) = Mnist.Load(Folder());
        trainImages = trainImages.Reshape(60000, 784);
        testImages = testImages.Reshape(10000, 784);

        var random = new NumPyRandom(42);
        var w1 = Parameter.From(0.01 * random.RandN([784, 50]));
        var b1 = Parameter.From(Tensor.Zeros([50], DType.Float64));
        var w2 = Parameter.From(0.01 * random.RandN([50, 10]));
        var b2 = Parameter.From(Tensor.Zeros([10], DType.Float64));
        var optimizer = new SGD([w1, b1, w2, b2], lr: 0.1);

        var lines = new List<string>();
        for (var i = 0; i < 6000; i++)
        {
            var mask = random.Choice(60000, [100]);
            F.CrossEntropy(Predict(trainImages[mask]), trainLabels[mask]).Backward();
            optimizer.Step();
            optimizer.ZeroGrad();
            if (i % 600 == 0)
                lines.Add($"{Accuracy(trainImages, trainLabels)} {Accuracy(testImages, testLabels)}");
        }

        string[] printed = ["0.10441666666666667 0.1028", .. Enumerable.Repeat("0.11238333333333334 0.1136", 9)];
        Assert.That(lines, Is.EqualTo(printed));

        Tensor Predict(Tensor x) => (x.MatMul(w1) + b1).Relu().MatMul(w2) + b2;

        string Accuracy(Tensor x, Tensor t)
        {
            using var _ = GradMode.NoGrad();
            var correct = 0.0;
            for (var start = 0; start < x.Size(0); start += 1000)
                correct += Predict(x[start..(start + 1000)]).ArgMax(dim: 1).Eq(t[start..(start + 1000)]).Sum().Item();
            return PythonNumber.Repr(correct / x.Size(0));
        }
    }

    /// <summary>The repository's copy, found from this source file.</summary>
    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "data", "mnist"));
}
