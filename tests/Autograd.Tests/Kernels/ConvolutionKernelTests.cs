using System.Numerics;
using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Convolutions of random sizes, and poolings, at every width of vectors, against plain loops.</summary>
internal sealed class ConvolutionKernelTests(int width) : AtEveryWidth(width)
{
    [Test]
    public void Small_convolutions_of_any_sizes()
    {
        var random = new Random(1);
        for (var i = 0; i < 150; i++)
        {
            var shape = Draw(random, 3, 4, 9, random.Next(3) == 0);
            Check<double>(shape, random, 1e-12);
            if (i % 3 == 0) Check<float>(shape, random, 1e-4);
            if (i % 10 == 0) Check<int>(shape, random, 0);
        }
    }

    [TestCase(2, 1, 40, 50, 30, 1, 1), TestCase(1, 1, 3, 20, 61, 7, 2), TestCase(3, 1, 70, 30, 9, 3, 1), TestCase(2, 2, 30, 40, 14, 3, 2)]
    [TestCase(1, 1, 600, 20, 5, 1, 1), TestCase(2, 1, 10, 600, 6, 2, 1), TestCase(2, 9, 1, 1, 41, 3, 1), TestCase(2, 9, 1, 1, 41, 5, 2)]
    public void Convolutions_of_several_blocks(int n, int groups, int c, int o, int size, int kernel, int stride)
    {
        var padding = kernel / 2;
        var shape = new ConvolutionShape
        {
            N = n,
            Groups = groups,
            C = c,
            O = o,
            Input = new(1, size, size),
            Kernel = new(1, kernel, kernel),
            Output = new(1, (size + 2 * padding - kernel) / stride + 1, (size + 2 * padding - kernel) / stride + 1),
            Stride = new(1, stride, stride),
            Dilation = Size3.One,
            Padding = new(0, padding, padding),
        };
        Check<float>(shape, new Random(2), 2e-4);
    }

    [Test]
    public void Infinity_and_NaN_stay_in_their_patches()
    {
        var shape = new ConvolutionShape
        {
            N = 1,
            Groups = 1,
            C = 1,
            O = 1,
            Input = new(1, 9, 21),
            Kernel = new(1, 3, 3),
            Output = new(1, 9, 21),
            Stride = Size3.One,
            Dilation = Size3.One,
            Padding = new(0, 1, 1),
        };
        foreach (var groups in new[] { 1, 2 })
        {
            var x = new float[groups * 9 * 21];
            x[4 * 21 + 10] = float.PositiveInfinity;
            x[4 * 21 + 20] = float.NaN;
            var sizes = shape with { Groups = groups, O = 1 + (2 - groups) };
            var y = new float[sizes.Groups * sizes.O * 9 * 21];
            Convolution.Output<float>(sizes, x, Enumerable.Repeat(1f, sizes.Groups * sizes.O * 9).ToArray(), default, y);
            for (var i = 0; i < 9 * 21; i++)
            {
                var (row, column) = Math.DivRem(i, 21);
                var isNear = Math.Abs(row - 4) <= 1 && (Math.Abs(column - 10) <= 1 || Math.Abs(column - 20) <= 1);
                Assert.That(float.IsFinite(y[i]), Is.EqualTo(!isNear), $"({row}, {column})");
            }

            // Without padding only the last column of a kernel sees the last of the image.
            x[4 * 21 + 10] = 0;
            sizes = sizes with { Output = new(1, 7, 19), Padding = default };
            var dw = new float[sizes.Groups * sizes.O * 9];
            Convolution.Weight<float>(sizes, x, new float[sizes.Groups * sizes.O * 7 * 19], dw);
            for (var i = 0; i < 9; i++) Assert.That(float.IsFinite(dw[i]), Is.EqualTo(i % 3 != 2), $"{i}");
        }
    }

    [Test]
    public void Poolings_of_any_sizes()
    {
        var random = new Random(3);
        for (var i = 0; i < 150; i++)
        {
            var shape = Draw(random, 4, 1, 40, isDepthwise: true) with { Groups = 1 };
            CheckPooling<double>(shape, random);
            CheckPooling<float>(shape, random);
        }
    }

    private static ConvolutionShape Draw(Random random, int most, int channels, int size, bool isDepthwise)
    {
        int[] Numbers(int low, int high) => [.. Enumerable.Range(0, 3).Select(d => d == 0 && random.Next(2) == 0 ? 1 : random.Next(low, high + 1))];
        var (kernel, stride, dilation, input) = (Numbers(1, 3), Numbers(1, 3), Numbers(1, 2), Numbers(1, size));
        var (padding, output) = (new int[3], new int[3]);
        for (var d = 0; d < 3; d++)
        {
            padding[d] = random.Next(0, kernel[d] + 1);
            var extent = (kernel[d] - 1) * dilation[d] + 1;
            input[d] = Math.Max(input[d], extent - 2 * padding[d]);
            output[d] = (input[d] + 2 * padding[d] - extent) / stride[d] + 1;
        }

        return new ConvolutionShape
        {
            N = random.Next(1, most),
            Groups = random.Next(1, most),
            C = isDepthwise ? 1 : random.Next(1, channels + 1),
            O = isDepthwise ? 1 : random.Next(1, channels + 1),
            Input = Size3.From(input),
            Kernel = Size3.From(kernel),
            Output = Size3.From(output),
            Stride = Size3.From(stride),
            Dilation = Size3.From(dilation),
            Padding = Size3.From(padding),
        };
    }

    private static void Check<T>(ConvolutionShape shape, Random random, double tolerance) where T : unmanaged, INumber<T>
    {
        T[] Draw(int length) => [.. Enumerable.Range(0, length).Select(_ => T.CreateTruncating(random.NextDouble() * 8 - 4))];
        var x = Draw(shape.N * shape.Groups * shape.C * shape.Input.Product);
        var w = Draw(shape.Groups * shape.O * shape.K);
        var y = Draw(shape.N * shape.Groups * shape.O * shape.P);
        var (outputBias, inputBias) = (Draw(shape.Groups * shape.O), Draw(shape.Groups * shape.C));
        var (output, input, weight) = (new double[y.Length], new double[x.Length], new double[w.Length]);
        for (var i = 0; i < output.Length; i++) output[i] = double.CreateTruncating(outputBias[i / shape.P % outputBias.Length]);
        for (var i = 0; i < input.Length; i++) input[i] = double.CreateTruncating(inputBias[i / shape.Input.Product % inputBias.Length]);
        foreach (var (ix, iw, iy) in Products(shape))
        {
            output[iy] += double.CreateTruncating(x[ix]) * double.CreateTruncating(w[iw]);
            input[ix] += double.CreateTruncating(y[iy]) * double.CreateTruncating(w[iw]);
            weight[iw] += double.CreateTruncating(x[ix]) * double.CreateTruncating(y[iy]);
        }

        var (actualOutput, actualInput, actualWeight) = (new T[y.Length], new T[x.Length], new T[w.Length]);
        Convolution.Output<T>(shape, x, w, outputBias, actualOutput);
        Convolution.Input<T>(shape, y, w, inputBias, actualInput);
        Convolution.Weight<T>(shape, x, y, actualWeight);
        Near(actualOutput, output, tolerance, $"output of {Describe(shape)}");
        Near(actualInput, input, tolerance, $"input of {Describe(shape)}");
        Near(actualWeight, weight, tolerance, $"weight of {Describe(shape)}");

        // Without a bias.
        Convolution.Output<T>(shape, x, w, default, actualOutput);
        Convolution.Input<T>(shape, y, w, default, actualInput);
        for (var i = 0; i < output.Length; i++) output[i] -= double.CreateTruncating(outputBias[i / shape.P % outputBias.Length]);
        for (var i = 0; i < input.Length; i++) input[i] -= double.CreateTruncating(inputBias[i / shape.Input.Product % inputBias.Length]);
        Near(actualOutput, output, tolerance, $"output without bias of {Describe(shape)}");
        Near(actualInput, input, tolerance, $"input without bias of {Describe(shape)}");
    }

    private static void Near<T>(T[] actual, double[] expected, double tolerance, string what) where T : unmanaged, INumber<T>
    {
        for (var i = 0; i < actual.Length; i++)
        {
            if (Math.Abs(double.CreateTruncating(actual[i]) - expected[i]) > tolerance * Math.Max(1, Math.Abs(expected[i])))
                Assert.Fail($"{what} at {i}: {actual[i]}, and not {expected[i]}");
        }
    }

    private static string Describe(in ConvolutionShape shape) =>
        $"N {shape.N} groups {shape.Groups} C {shape.C} O {shape.O} {shape.Input} kernel {shape.Kernel} {shape.Output} stride {shape.Stride} "
        + $"dilation {shape.Dilation} padding {shape.Padding}";

    /// <summary>The indices of the factors of every product.</summary>
    private static IEnumerable<(int X, int W, int Y)> Products(ConvolutionShape s)
    {
        for (var n = 0; n < s.N; n++)
            for (var g = 0; g < s.Groups; g++)
                for (var o = 0; o < s.O; o++)
                    for (var c = 0; c < s.C; c++)
                        for (var p = 0; p < s.P; p++)
                            for (var t = 0; t < s.Taps; t++)
                            {
                                if (Place(s, p, t) is not { } place) continue;
                                yield return (((n * s.Groups + g) * s.C + c) * s.Input.Product + place, ((g * s.O + o) * s.C + c) * s.Taps + t,
                                    ((n * s.Groups + g) * s.O + o) * s.P + p);
                            }
    }

    private static int? Place(in ConvolutionShape s, int p, int t)
    {
        var (d, h, w) = (p / s.Output.W / s.Output.H, p / s.Output.W % s.Output.H, p % s.Output.W);
        var (kd, kh, kw) = (t / s.Kernel.W / s.Kernel.H, t / s.Kernel.W % s.Kernel.H, t % s.Kernel.W);
        var x = d * s.Stride.D + kd * s.Dilation.D - s.Padding.D;
        var y = h * s.Stride.H + kh * s.Dilation.H - s.Padding.H;
        var z = w * s.Stride.W + kw * s.Dilation.W - s.Padding.W;
        if (x < 0 || y < 0 || z < 0 || x >= s.Input.D || y >= s.Input.H || z >= s.Input.W) return null;
        return (x * s.Input.H + y) * s.Input.W + z;
    }

    private static void CheckPooling<T>(ConvolutionShape shape, Random random) where T : unmanaged, IFloatingPointIeee754<T>
    {
        // Few values, so that there are ties; and some that are special.
        var values = new[] { T.NegativeInfinity, T.NaN, T.One, -T.One, T.CreateTruncating(2), T.Zero };
        var x = new T[shape.N * shape.Input.Product];
        for (var i = 0; i < x.Length; i++) x[i] = values[random.Next(values.Length)];
        var (maxima, places) = (new T[shape.N * shape.P], new int[shape.N * shape.P]);
        if (IsNeverPaddingAlone(shape))
        {
            MaxPooling.Run<T>(shape, x, maxima, places);
            for (var i = 0; i < maxima.Length; i++)
            {
                var (best, place) = (T.NegativeInfinity, -1);
                for (var t = 0; t < shape.Taps; t++)
                {
                    if (Place(shape, i % shape.P, t) is not { } from) continue;
                    var value = x[i / shape.P * shape.Input.Product + from];
                    if (place < 0) place = from;
                    if (value > best || T.IsNaN(value)) (best, place) = (value, from);
                }

                Assert.That(maxima[i], Is.EqualTo(best), Describe(shape));
                Assert.That(places[i], Is.EqualTo(place), Describe(shape));
            }
        }

        for (var i = 0; i < x.Length; i++) x[i] = T.CreateTruncating(random.Next(-8, 9));
        T[] divisors = [.. Enumerable.Range(0, shape.P).Select(_ => T.CreateTruncating(random.Next(2) + 1))];
        var (quotients, shares) = (new T[maxima.Length], new T[x.Length]);
        AveragePooling.Run<T>(shape, x, divisors, quotients);
        AveragePooling.RunTransposed<T>(shape, quotients, divisors, shares);
        var (expected, expectedShares) = (new T[maxima.Length], new T[x.Length]);
        for (var i = 0; i < expected.Length; i++)
        {
            for (var t = 0; t < shape.Taps; t++)
                if (Place(shape, i % shape.P, t) is { } from) expected[i] += x[i / shape.P * shape.Input.Product + from];
            expected[i] /= divisors[i % shape.P];
            for (var t = 0; t < shape.Taps; t++)
                if (Place(shape, i % shape.P, t) is { } to) expectedShares[i / shape.P * shape.Input.Product + to] += expected[i] / divisors[i % shape.P];
        }

        Assert.That(quotients, Is.EqualTo(expected), Describe(shape));
        Assert.That(shares, Is.EqualTo(expectedShares), Describe(shape));
    }

    private static bool IsNeverPaddingAlone(in ConvolutionShape shape)
    {
        for (var p = 0; p < shape.P; p++)
        {
            var sizes = shape;
            if (!Enumerable.Range(0, shape.Taps).Any(t => Place(sizes, p, t) is not null)) return false;
        }

        return true;
    }
}
