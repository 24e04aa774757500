using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>The recurrent kernels in every register width, against plain loops.</summary>
[NonParallelizable]
public class RecurrentKernelTests
{
    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;

    [Test]
    public void Sigmoid_and_tanh_are_right_to_the_last_digits_everywhere([Values(0, 128, 256, 512)] int width)
    {
        SimdWidth.Limit = width;
        var x = Points().ToArray();
        var sigmoid = Apply<double>(x, sigmoid: true);
        var tanh = Apply<double>(x, sigmoid: false);
        var single = Array.ConvertAll(x, v => (float)v);
        var sigmoidSingle = Apply<float>(single, sigmoid: true);
        var tanhSingle = Apply<float>(single, sigmoid: false);
        for (var i = 0; i < x.Length; i++)
        {
            var expected = x[i] < 0 ? Math.Exp(x[i]) / (1 + Math.Exp(x[i])) : 1 / (1 + Math.Exp(-x[i]));
            Assert.That(sigmoid[i], Is.EqualTo(expected).Within(1e-15 * expected + 1e-300), $"σ({x[i]})");
            Assert.That(tanh[i], Is.EqualTo(Math.Tanh(x[i])).Within(8e-16 * Math.Abs(Math.Tanh(x[i]))), $"tanh({x[i]})");
            var s = (double)single[i];
            expected = s < 0 ? Math.Exp(s) / (1 + Math.Exp(s)) : 1 / (1 + Math.Exp(-s));
            Assert.That(sigmoidSingle[i], Is.EqualTo(expected).Within(3e-7 * expected + 2e-38), $"σ({s}f)");
            Assert.That(tanhSingle[i], Is.EqualTo(Math.Tanh(s)).Within(3e-7 * Math.Abs(Math.Tanh(s))), $"tanh({s}f)");
        }
    }

    [Test]
    public void Gates_of_what_is_no_number_are_none([Values(0, 128, 256, 512)] int width)
    {
        SimdWidth.Limit = width;
        Assert.That(Apply<float>([float.NaN], sigmoid: true), Is.All.NaN);
        Assert.That(Apply<double>([double.NaN], sigmoid: false), Is.All.NaN);
    }

    [Test]
    public void Every_width_gives_the_layer_of_plain_loops(
        [Values(0, 128, 256, 512)] int width, [Values(1, 3, 17, 40)] int hidden, [Values(1, 5)] int batch, [Values] bool single)
    {
        var random = new Random(hidden * 10 + batch);
        var lstm = MakeInputs(random, 4, hidden, batch);
        var gru = MakeInputs(random, 3, hidden, batch);
        var expectedLstm = RecurrentReference.Lstm(lstm, hidden, batch);
        var expectedGru = RecurrentReference.Gru(gru, hidden, batch);
        SimdWidth.Limit = width;
        var dtype = single ? DType.Float32 : DType.Float64;
        var tolerance = single ? 2e-6 : 1e-14;
        var l = Array.ConvertAll(lstm, x => x.To(dtype));
        var (output, _) = Tensor.Lstm(l[0], l[1], l[2], l[3], l[4], l[5], l[6], weightHr: null, reverse: false);
        Assert.That(output.To(DType.Float64).ToArray<double>(), Is.EqualTo(expectedLstm).Within(tolerance));
        var g = Array.ConvertAll(gru, x => x.To(dtype));
        output = Tensor.Gru(g[0], g[1], g[3], g[4], g[5], g[6], reverse: false);
        Assert.That(output.To(DType.Float64).ToArray<double>(), Is.EqualTo(expectedGru).Within(tolerance));
    }

    [Test]
    public void Every_width_gives_the_same_gradients(
        [Values(0, 128, 256, 512)] int width, [Values(1, 3, 17, 40)] int hidden, [Values(1, 5)] int batch)
    {
        var expected = Gradients(hidden, batch, inOperations: true);
        SimdWidth.Limit = width;
        var actual = Gradients(hidden, batch, inOperations: false);
        for (var i = 0; i < expected.Length; i++) Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-12), $"gradient {i}");
    }

    [Test]
    public void A_step_product_is_the_product_whatever_was_copied(
        [Values(1, 10)] int steps, [Values(0, 1, 3, 30)] int rows, [Values(1, 20, 70, 130)] int columns, [Values] bool transposed)
    {
        const int inner = 9;
        var random = new Random(rows + columns);
        double[] Draw(int length) => [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        var (a, b, start) = (Draw(rows * inner), Draw(inner * columns), Draw(rows * columns));
        var actual = start.ToArray();
        using (var product = new StepProduct<double>(steps, rows, columns, inner, b, transposed))
            product.Run(a, inner, actual, columns, accumulate: true);
        for (var i = 0; i < rows; i++)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = start[i * columns + j];
                for (var p = 0; p < inner; p++) sum += a[i * inner + p] * (transposed ? b[j * inner + p] : b[p * columns + j]);
                Assert.That(actual[i * columns + j], Is.EqualTo(sum).Within(1e-14));
            }
        }
    }

    private static IEnumerable<double> Points()
    {
        for (var exponent = -30; exponent <= 6; exponent++)
        {
            for (var mantissa = 1.0; mantissa < 2; mantissa += 1.0 / 64)
            {
                yield return mantissa * Math.Pow(2, exponent);
                yield return -mantissa * Math.Pow(2, exponent);
            }
        }

        foreach (var x in new[] { 0, 1000, -1000, double.PositiveInfinity, double.NegativeInfinity }) yield return x;
    }

    private static unsafe T[] Apply<T>(T[] x, bool sigmoid) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var y = new T[x.Length];
        fixed (T* from = x, to = y) GateLanes.Run<T, Function<T>>(1, x.Length, new Function<T>(from, to, sigmoid));
        return y;
    }

    private readonly unsafe struct Function<T>(T* x, T* y, bool sigmoid) : IGateStep<T>
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        public void Run<V, Partial>(nint row, nint j, V mask)
            where V : unmanaged, ISimdVector<V, T>
            where Partial : struct, IBool
        {
            var v = GateLanes.Read<T, V, Partial>(x + j, mask);
            v = sigmoid ? VectorMath.Sigmoid(v) : VectorMath.TanhFast(v);
            GateLanes.Write<T, V, Partial>(y + j, v, mask);
        }
    }

    /// <summary>x of six steps of three inputs, h0, c0, the weights and the biases.</summary>
    private static Tensor[] MakeInputs(Random random, int gates, int hidden, int batch)
    {
        int[][] shapes =
            [[6, batch, 3], [batch, hidden], [batch, hidden], [gates * hidden, 3], [gates * hidden, hidden], [gates * hidden], [gates * hidden]];
        return Array.ConvertAll(shapes, shape =>
        {
            var numbers = new double[shape.Aggregate(1, (product, size) => product * size)];
            for (var i = 0; i < numbers.Length; i++) numbers[i] = (random.NextDouble() - 0.5) * 4 / Math.Sqrt(hidden);
            return Tensor.From(numbers, Shape.Create(shape), requiresGrad: true);
        });
    }

    private static double[][] Gradients(int hidden, int batch, bool inOperations)
    {
        var found = new List<double[]>();
        foreach (var reverse in new[] { false, true })
        {
            var x = MakeInputs(new Random(1), 4, hidden, batch);
            var (output, cell) = Tensor.Lstm(x[0], x[1], x[2], x[3], x[4], x[5], x[6], weightHr: null, reverse);
            Collect((output * output).Sum() + cell.Sum(), x);
            x = MakeInputs(new Random(2), 3, hidden, batch);
            output = Tensor.Gru(x[0], x[1], x[3], x[4], x[5], x[6], reverse);
            Collect((output * output).Sum(), [x[0], x[1], .. x[3..]]);
            x = MakeInputs(new Random(3), 1, hidden, batch);
            output = Tensor.RnnLayer(x[0], x[1], x[3], x[4], x[5], x[6], relu: reverse, reverse);
            Collect((output * output).Sum(), [x[0], x[1], .. x[3..]]);
        }

        return [.. found];

        void Collect(Tensor loss, Tensor[] inputs)
        {
            foreach (var grad in Functional.Grad([loss], inputs, createGraph: inOperations)) found.Add(grad!.Detach().ToArray<double>());
        }
    }
}
