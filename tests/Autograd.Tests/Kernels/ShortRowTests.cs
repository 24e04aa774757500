using Autograd.Kernels;
using Autograd.NN;

namespace Autograd.Tests.Kernels;

/// <summary>Rows of which a register holds several, at every register width: against formulas row by row, and apart from each other.</summary>
internal sealed class ShortRowTests(int width) : AtEveryWidth(width)
{
    private static readonly int[] _counts = [1, 2, 3, 5, 7, 8, 9, 16, 63, 64, 65, 131];

    [Test]
    public void Cross_entropy_and_its_gradient([Range(1, 9)] int classes, [Values] bool isDouble)
    {
        var tolerance = isDouble ? 1e-13 : 1e-6;
        foreach (var rows in _counts)
        {
            var x = Scores(rows, classes, isDouble);
            var targets = Targets(rows, classes);
            x.RequiresGrad = true;
            var losses = F.CrossEntropy(x, targets, reduction: Reduction.None);
            losses.Sum().Backward();
            for (var n = 0; n < rows; n++)
            {
                var row = x.Detach()[n].Double().ToArray<double>();
                var sum = row.Sum(v => Math.Exp(v - row.Max()));
                var target = (int)targets[n].Item();
                Assert.That(losses[n].Item(), Is.EqualTo(Math.Log(sum) + row.Max() - row[target]).Within(10 * tolerance), $"row {n} of {rows}");
                for (var c = 0; c < classes; c++)
                {
                    var gradient = Math.Exp(row[c] - row.Max()) / sum - (c == target ? 1 : 0);
                    Assert.That(x.Grad![n, c].Item(), Is.EqualTo(gradient).Within(tolerance), $"row {n} of {rows}, class {c}");
                }
            }
        }
    }

    [Test]
    public void What_is_no_number_stays_in_its_row([Range(2, 8)] int classes, [Values(double.NaN, double.PositiveInfinity)] double value)
    {
        const int rows = 21, spoilt = 4;
        var x = Scores(rows, classes, isDouble: false);
        var targets = Targets(rows, classes);
        var clean = F.CrossEntropy(x, targets, reduction: Reduction.None).ToArray<float>();
        x[spoilt, classes - 1] = value;
        x.RequiresGrad = true;
        var losses = F.CrossEntropy(x, targets, reduction: Reduction.None);
        losses.Sum().Backward();
        for (var n = 0; n < rows; n++)
        {
            Assert.That(losses[n].Item(), Is.EqualTo(n == spoilt ? double.NaN : clean[n]), $"row {n}");
            Assert.That(x.Grad![n].ToArray<float>().Any(float.IsNaN), Is.EqualTo(n == spoilt), $"row {n}");
        }
    }

    [Test]
    public void A_class_that_is_ruled_out_costs_nothing([Range(2, 8)] int classes)
    {
        var x = Scores(20, classes, isDouble: true);
        var targets = Tensor.Zeros([20], DType.Int64);
        x[.., classes - 1] = double.NegativeInfinity;
        var losses = F.CrossEntropy(x, targets, reduction: Reduction.None).ToArray<double>();
        Assert.That(losses, Is.EqualTo(F.CrossEntropy(x[.., ..^1], targets, reduction: Reduction.None).ToArray<double>()).Within(1e-14));
    }

    [Test]
    public void Rows_are_added_in_their_order([Range(1, 6)] int length)
    {
        int[] rows = [2, 0, 2, 2, 1, 0, 2];
        Check<float>();
        Check<double>();
        Check<long>();

        void Check<T>() where T : unmanaged, System.Numerics.INumber<T>
        {
            var y = Enumerable.Range(0, rows.Length * length).Select(i => T.CreateChecked(i * i) / T.CreateChecked(3)).ToArray();
            var x = Enumerable.Range(0, 3 * length).Select(i => T.CreateChecked(i)).ToArray();
            var expected = x.ToArray();
            for (var k = 0; k < rows.Length; k++)
                for (var j = 0; j < length; j++) expected[rows[k] * length + j] += y[k * length + j];
            RowGather.ScatterAdd<T>(y, rows, length, x);
            Assert.That(x, Is.EqualTo(expected), $"{typeof(T)}");
        }
    }

    [Test]
    public void A_row_is_repeated([Values(1, 2, 3, 50, 2047, 2048, 5000)] int length, [Values(0, 1, 2, 3, 8, 100, 599)] int count)
    {
        var row = Enumerable.Range(1, length).Select(i => (short)i).ToArray();
        var y = new short[count * length + 1];
        RowGather.Repeat<short>(row, y.AsSpan(0, count * length));
        for (var i = 0; i < count * length; i++)
            if (y[i] != row[i % length]) Assert.Fail($"{y[i]} at {i}");
        Assert.That(y[^1], Is.Zero);
    }

    private static Tensor Scores(int rows, int classes, bool isDouble)
    {
        var values = new double[rows * classes];
        new Generator(rows * 10 + classes).FillNormal(values);
        return Tensor.From(values, [rows, classes]).To(isDouble ? DType.Float64 : DType.Float32) * 3;
    }

    private static Tensor Targets(int rows, int classes) => Tensor.Arange(rows) % classes;
}
