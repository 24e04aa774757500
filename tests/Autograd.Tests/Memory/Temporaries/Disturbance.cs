using System.Runtime.CompilerServices;

namespace Autograd.Tests.Memory.Temporaries;

/// <summary>
/// Another thread that takes the memory of dead tensors at a moment of one's choice: while this thread stands at its n-th look into a buffer, the
/// other one collects, and what comes back to the pool is overwritten.
/// </summary>
/// <remarks>
/// Operands are made undisturbed, so that they are young when the other thread collects the young generations; there is one collection a run, at
/// one look, for what survives two is found only by one of the whole heap.
/// </remarks>
internal sealed class Disturbance : IDisposable
{
    private readonly SemaphoreSlim _asked = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly int _worker = Environment.CurrentManagedThreadId;
    private readonly Thread _other;
    private bool _isOver;
    private bool _isOn;
    private int _accesses;
    private int _at;

    public Disturbance()
    {
        MemoryCheck.AccessHook = Look;
        _other = new Thread(TakeWhatIsDead) { IsBackground = true };
        _other.Start();
    }

    /// <summary>Runs a subject disturbed at each of its looks; the first result that differs from the undisturbed one, or null.</summary>
    public string? FirstDifference(Subject subject)
    {
        var expected = Run(subject, at: 0);
        var looks = _accesses;
        for (var at = 1; at <= looks; at++)
        {
            var actual = Run(subject, at);
            if (actual != expected) return $"{subject}, look {at} of {looks}: {Short(actual)} instead of {Short(expected)}";
        }

        return null;
    }

    /// <summary>Runs it undisturbed, or disturbed at one look.</summary>
    public string Run(Subject subject, int at)
    {
        (_accesses, _at) = (0, at);
        return subject.Digest(() => _isOn = true, () => _isOn = false);
    }

    public void Dispose()
    {
        MemoryCheck.AccessHook = null;
        _isOver = true;
        _asked.Release();
        _other.Join();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Look()
    {
        if (!_isOn || Environment.CurrentManagedThreadId != _worker || ++_accesses != _at) return;
        _asked.Release();
        _done.Wait();
    }

    private void TakeWhatIsDead()
    {
        while (true)
        {
            _asked.Wait();
            if (_isOver) return;
            BufferPool.CollectNow(1);
            _done.Release();
        }
    }

    private static string Short(string text) => text.Length <= 200 ? text : text[..200] + "…";
}
