namespace Autograd.Compare.Workloads;

/// <summary>Three arms of a spiral.</summary>
internal static class SpiralPoints
{
    /// <summary>Returns 100 points of each arm, and one-hot rows for the arms.</summary>
    public static (Tensor X, Tensor T) Draw(NumPyRandom random)
    {
        var x = new double[300, 2];
        var t = new long[300, 3];
        for (var i = 0; i < 300; i++)
        {
            var (arm, radius) = (i / 100, i % 100 / 100.0);
            var angle = arm * 4 + radius * 4 + random.RandN() * 0.2;
            (x[i, 0], x[i, 1]) = (radius * Math.Sin(angle), radius * Math.Cos(angle));
            t[i, arm] = 1;
        }

        return (Tensor.From(x), Tensor.From(t));
    }
}
