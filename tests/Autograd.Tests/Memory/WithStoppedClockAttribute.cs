using NUnit.Framework.Interfaces;

namespace Autograd.Tests.Memory;

/// <summary>
/// For tests that count bytes: while each of them runs, the pool's clock stands still, and which collections it asks for depends on the test alone.
/// Only on fixtures that run alone, since the pool is everyone's.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
internal sealed class WithStoppedClockAttribute : Attribute, ITestAction
{
    private CollectionPolicy? _before;

    public ActionTargets Targets => ActionTargets.Test;

    public void BeforeTest(ITest test)
    {
        _before = BufferPool.Policy;
        BufferPool.Policy = new CollectionPolicy(new StoppedClock());
    }

    public void AfterTest(ITest test) => BufferPool.Policy = _before!;
}
