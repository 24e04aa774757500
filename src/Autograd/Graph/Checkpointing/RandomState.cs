namespace Autograd;

/// <summary>A snapshot of a generator's state, to draw the same random numbers again.</summary>
internal sealed class RandomState(Generator generator)
{
    private readonly byte[] _state = generator.GetState();

    /// <summary>
    /// Runs a function from the state of the snapshot, and then restores the generator's present state.
    /// </summary>
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
