namespace Autograd;

/// <summary>Where a generator's stream was, to go through the same numbers again.</summary>
internal sealed class RandomState(Generator generator)
{
    private readonly byte[] _state = generator.GetState();

    /// <summary>Runs a function on the numbers from then, and leaves the stream where it is now.</summary>
    public T Replay<T>(Func<T> function)
    {
        var now = generator.GetState();
        generator.SetState(_state);
        try
        {
            return function();
        }
        finally
        {
            generator.SetState(now);
        }
    }
}
