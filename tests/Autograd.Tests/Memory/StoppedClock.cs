namespace Autograd.Tests.Memory;

/// <summary>A clock that stands still: to a pool that reads it, collections take no time, so that bytes do not depend on the machine.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public override long GetTimestamp() => 0;
}
