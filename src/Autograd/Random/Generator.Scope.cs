namespace Autograd;

/// <content>Another default generator for a part of a program.</content>
public sealed partial class Generator
{
    private static readonly Generator OfProcess = new(NonDeterministicSeed());

    private static readonly AsyncLocal<Generator?> Current = new(change => _ofThread = change.CurrentValue);

    // A copy of Current for this thread, since reading the AsyncLocal takes longer.
    [ThreadStatic]
    private static Generator? _ofThread;

    /// <summary>
    /// Makes a generator the default one here until the result is disposed. As <see cref="GradMode"/> does, it flows
    /// with async code and into threads that the code starts, and other threads keep theirs.
    /// </summary>
    internal static DefaultScope UseAsDefault(Generator generator) => new(generator);

    /// <summary>Restores the default generator when it is disposed.</summary>
    internal readonly struct DefaultScope : IDisposable
    {
        private readonly Generator? _before;

        public DefaultScope(Generator generator)
        {
            _before = Current.Value;
            Current.Value = generator;
        }

        public void Dispose() => Current.Value = _before;
    }
}
