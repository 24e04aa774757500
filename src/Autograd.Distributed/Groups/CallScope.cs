namespace Autograd.Distributed;

/// <summary>The time that a call spends in MPI: one thread at a time, under the watchdog's eyes.</summary>
internal readonly struct CallScope : IDisposable
{
    private readonly CollectiveCall _call;
    private readonly ProcessGroup _group;

    public CallScope(in CollectiveCall call, ProcessGroup group)
    {
        (_call, _group) = (call, group);
        Monitor.Enter(MpiSession.Gate);
        MpiSession.Current.Watchdog.Begin(call);
    }

    /// <summary>Throws if a function of MPI returned an error.</summary>
    /// <exception cref="DistributedException">The code is one of an error.</exception>
    public unsafe void Check(int code)
    {
        if (code == 0) return;
        const int longest = 512;   // MPI_MAX_ERROR_STRING of every family is at most this
        var text = stackalloc byte[longest];
        var length = 0;
        MpiFunctions.MPI_Error_string(code, text, &length);
        var reason = System.Text.Encoding.UTF8.GetString(text, length);
        throw new DistributedException($"{_call.Name}: {_call} failed on {_group}: {reason}");
    }

    public void Dispose()
    {
        MpiSession.Current.Watchdog.End();
        Monitor.Exit(MpiSession.Gate);
    }
}
