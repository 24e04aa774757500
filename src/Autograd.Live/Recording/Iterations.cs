namespace Autograd.Live;

/// <summary>The numbers 1, 2, 3, … as one array that all metrics share: the x of their batches.</summary>
internal static class Iterations
{
    private static readonly Lock _growing = new();
    private static double[] _numbers = [];

    /// <summary>The numbers from 1 to <paramref name="count"/>.</summary>
    public static ReadOnlySpan<double> UpTo(int count)
    {
        var numbers = Volatile.Read(ref _numbers);
        return new ReadOnlySpan<double>(numbers.Length >= count ? numbers : Grow(count), 0, count);
    }

    private static double[] Grow(int count)
    {
        lock (_growing)
        {
            if (_numbers.Length >= count) return _numbers;
            var grown = new double[Math.Max(1024, checked(count + (count / 2)))];
            for (var i = 0; i < grown.Length; i++) grown[i] = i + 1;
            Volatile.Write(ref _numbers, grown);
            return grown;
        }
    }
}
