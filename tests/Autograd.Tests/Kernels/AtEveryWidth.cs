using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Tests that are run with vectors of every width, and with none.</summary>
[TestFixture(0), TestFixture(128), TestFixture(256), TestFixture(512)]
[NonParallelizable, Category("Slow")]
internal abstract class AtEveryWidth(int width)
{
    protected int Width => width;

    [SetUp]
    public void ForceWidth() => SimdWidth.Limit = width;

    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;

    /// <summary>Runs a check for each width, where what all are compared with is worth computing once.</summary>
    internal static void ForEach(Action<int> check)
    {
        try
        {
            foreach (var width in new[] { 0, 128, 256, 512 })
            {
                SimdWidth.Limit = width;
                check(width);
            }
        }
        finally
        {
            SimdWidth.Limit = 512;
        }
    }
}
