using Autograd.Kernels;

namespace Autograd.Tests.Kernels;

/// <summary>Tests that are run with registers of every width, and with none.</summary>
[TestFixture(0), TestFixture(128), TestFixture(256), TestFixture(512)]
[NonParallelizable]
internal abstract class AtEveryWidth(int width)
{
    protected int Width => width;

    [SetUp]
    public void ForceWidth() => SimdWidth.Limit = width;

    [TearDown]
    public void FreeWidth() => SimdWidth.Limit = 512;
}
