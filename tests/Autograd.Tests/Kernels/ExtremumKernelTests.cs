namespace Autograd.Tests.Kernels;

/// <summary>The greatest and the smallest of long rows: finite ones are looked through without minding NaN, so others must be noticed.</summary>
internal sealed class ExtremumKernelTests(int width) : AtEveryWidth(width)
{
    private static readonly int[] _lengths = [5, 16, 17, 63, 64, 65, 130, 5000];

    [Test]
    public void Of_finite_numbers([ValueSource(nameof(_lengths))] int length)
    {
        var numbers = Numbers(length);
        Check(numbers, numbers.Max(), numbers.Min());
    }

    [TestCase(float.NaN)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NegativeInfinity)]
    [TestCase(float.MaxValue)]
    [TestCase(float.Epsilon)]
    public void Of_others_anywhere(float other)
    {
        foreach (var length in _lengths)
        {
            foreach (var place in new[] { 0, 1, length / 2, length - 2, length - 1 })
            {
                var numbers = Numbers(length);
                numbers[place] = other;
                var isNaN = float.IsNaN(other);
                Check(numbers, isNaN ? float.NaN : numbers.Max(), isNaN ? float.NaN : numbers.Min());
            }
        }
    }

    [TestCase(float.NegativeInfinity)]
    [TestCase(float.PositiveInfinity)]
    [TestCase(float.NaN)]
    public void Of_one_number_over_and_over(float number)
    {
        foreach (var length in _lengths)
        {
            var numbers = new float[length];
            Array.Fill(numbers, number);
            Check(numbers, number, number);
        }
    }

    [Test]
    public void Of_zeros_of_both_signs_positive_zero_is_the_greater([ValueSource(nameof(_lengths))] int length, [Values] bool isPositiveFirst)
    {
        var zeros = new float[length];
        for (var i = 0; i < length; i++) zeros[i] = i % 2 == 0 == isPositiveFirst ? 0f : -0f;
        var x = Tensor.From(zeros);
        Assert.That(float.IsNegative(x.Max().ToArray<float>()[0]), Is.False);
        Assert.That(float.IsNegative(x.Min().ToArray<float>()[0]), Is.True);
    }

    private static float[] Numbers(int length)
    {
        var random = new Random(length);
        var numbers = new float[length];
        for (var i = 0; i < length; i++) numbers[i] = random.NextSingle() - 0.5f;
        return numbers;
    }

    private static void Check(float[] numbers, float greatest, float smallest)
    {
        var x = Tensor.From(numbers);
        var rows = Tensor.Stack([x, -x, x]);
        Assert.That(x.Max().Item(), Is.EqualTo((double)greatest));
        Assert.That(x.Min().Item(), Is.EqualTo((double)smallest));
        Assert.That(x.Double().Max().Item(), Is.EqualTo((double)greatest));
        Assert.That(rows.AMax([1]).ToArray<float>(), Is.EqualTo(new[] { greatest, -smallest, greatest }));
        Assert.That(rows.AMin([1]).ToArray<float>(), Is.EqualTo(new[] { smallest, -greatest, smallest }));
    }
}
