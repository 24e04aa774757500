namespace Autograd.Data;

/// <summary>
/// Small made-up data sets for classification: scikit-learn's, with its numbers for a seed, and those of well-known
/// notebooks.
/// </summary>
/// <remarks>Each draws from a NumPy generator, by default from that of <c>np.random</c>.</remarks>
public static partial class SampleGenerators
{
    /// <summary>Two half circles that reach into each other; <c>sklearn.datasets.make_moons</c>.</summary>
    /// <param name="nSamples">The number of points, one half of them on each.</param>
    /// <param name="shuffle">False for the points of class 0 before those of class 1.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate; null for none.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The points, (n, 2), Float64, and their classes, (n), Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number or the noise is negative.</exception>
    public static (Tensor X, Tensor Y) MakeMoons(int nSamples = 100, bool shuffle = true, double? noise = null, NumPyRandom? random = null)
    {
        Check("MakeMoons", nSamples, noise);
        var outer = nSamples / 2;
        var x = new double[nSamples, 2];
        for (var i = 0; i < nSamples; i++)
        {
            var (sin, cos) = i < outer ? SinCos(i, outer, Math.PI, endpoint: true) : SinCos(i - outer, nSamples - outer, Math.PI, endpoint: true);
            (x[i, 0], x[i, 1]) = i < outer ? (cos, sin) : (1 - cos, 1 - sin - 0.5);
        }

        return Finish(x, outer, shuffle, noise, random);
    }

    /// <summary>A circle in a larger one; <c>sklearn.datasets.make_circles</c>.</summary>
    /// <param name="nSamples">The number of points, one half of them on each.</param>
    /// <param name="shuffle">False for the points of class 0, the outer circle, before those of class 1.</param>
    /// <param name="noise">The standard deviation of what is added to each coordinate; null for none.</param>
    /// <param name="random">The generator.</param>
    /// <param name="factor">The radius of the inner circle; that of the outer one is 1.</param>
    /// <returns>The points, (n, 2), Float64, and their classes, (n), Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The number or the noise is negative, or the factor not in [0, 1).</exception>
    public static (Tensor X, Tensor Y) MakeCircles(
        int nSamples = 100, bool shuffle = true, double? noise = null, NumPyRandom? random = null, double factor = 0.8)
    {
        Check("MakeCircles", nSamples, noise);
        if (!(factor is >= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(factor), $"MakeCircles: factor is {factor}; the inner circle has a radius from 0 to below 1");
        var outer = nSamples / 2;
        var x = new double[nSamples, 2];
        for (var i = 0; i < nSamples; i++)
        {
            var (sin, cos) = i < outer ? SinCos(i, outer, 2 * Math.PI, endpoint: false) : SinCos(i - outer, nSamples - outer, 2 * Math.PI, endpoint: false);
            (x[i, 0], x[i, 1]) = i < outer ? (cos, sin) : (cos * factor, sin * factor);
        }

        return Finish(x, outer, shuffle, noise, random);
    }

    /// <summary>Normally distributed points around centers; <c>sklearn.datasets.make_blobs</c>.</summary>
    /// <param name="nSamples">The number of points, as even as can be over the centers.</param>
    /// <param name="nFeatures">The number of coordinates.</param>
    /// <param name="centers">The number of centers, which are drawn.</param>
    /// <param name="clusterStd">The standard deviation of a coordinate around its center.</param>
    /// <param name="centerBox">The bounds of the coordinates of centers.</param>
    /// <param name="shuffle">False for the points of each class one after the other.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The points, (n, features), Float64, and their classes, (n), Int64.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public static (Tensor X, Tensor Y) MakeBlobs(
        int nSamples = 100, int nFeatures = 2, int centers = 3, double clusterStd = 1, (double Low, double High)? centerBox = null, bool shuffle = true,
        NumPyRandom? random = null)
    {
        Check("MakeBlobs", nSamples, clusterStd);
        if (nFeatures < 1) throw new ArgumentOutOfRangeException(nameof(nFeatures), $"MakeBlobs: nFeatures is {nFeatures}; a point has at least 1 coordinate");
        if (centers < 1) throw new ArgumentOutOfRangeException(nameof(centers), $"MakeBlobs: centers is {centers}; there is at least 1 center");
        random ??= NumPyRandom.Default;
        var (low, high) = centerBox ?? (-10, 10);
        var middle = new double[centers, nFeatures];
        for (var c = 0; c < centers; c++)
            for (var d = 0; d < nFeatures; d++) middle[c, d] = low + (high - low) * random.Rand();
        var x = new double[nSamples, nFeatures];
        var y = new long[nSamples];
        var i = 0;
        for (var c = 0; c < centers; c++)
        {
            for (var k = 0; k < nSamples / centers + (c < nSamples % centers ? 1 : 0); k++, i++)
            {
                for (var d = 0; d < nFeatures; d++) x[i, d] = middle[c, d] + clusterStd * random.RandN();
                y[i] = c;
            }
        }

        return shuffle ? Shuffle(x, y, random) : (Tensor.From(x), Tensor.From(y));
    }

    /// <summary>Sine and cosine of point i of n on an arc, at the angle that <c>np.linspace</c> gives.</summary>
    private static (double Sin, double Cos) SinCos(int i, int n, double arc, bool endpoint)
    {
        var angle = endpoint && n > 1 ? (i == n - 1 ? arc : i * (arc / (n - 1))) : i * (arc / n);
        return (Math.Sin(angle), Math.Cos(angle));
    }

    private static (Tensor X, Tensor Y) Finish(double[,] x, int ofFirst, bool shuffle, double? noise, NumPyRandom? random)
    {
        random ??= NumPyRandom.Default;
        var y = new long[x.GetLength(0)];
        Array.Fill(y, 1, ofFirst, y.Length - ofFirst);
        var (points, classes) = shuffle ? Shuffle(x, y, random) : (Tensor.From(x), Tensor.From(y));
        return (noise is { } deviation ? points + deviation * random.RandN([y.Length, 2]) : points, classes);
    }

    private static (Tensor X, Tensor Y) Shuffle(double[,] x, long[] y, NumPyRandom random)
    {
        var order = new long[y.Length];
        random.FillPermutation<long>(order);
        var rows = Tensor.From(order);
        return (Tensor.From(x).IndexSelect(0, rows), Tensor.From(y).IndexSelect(0, rows));
    }

    private static void Check(string op, int nSamples, double? noise)
    {
        if (nSamples < 0) throw new ArgumentOutOfRangeException(nameof(nSamples), $"{op}: nSamples is {nSamples}; it must not be negative");
        if (!(noise is null or >= 0)) throw new ArgumentOutOfRangeException(nameof(noise), $"{op}: a deviation of {noise}; it must not be negative");
    }
}
