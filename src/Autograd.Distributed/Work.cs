using System.Runtime.InteropServices;

namespace Autograd.Distributed;

/// <summary>A call that goes on in the background; <c>torch.distributed.Work</c>.</summary>
/// <remarks>Its tensors must not be touched before <see cref="Wait"/> has returned. Every work must be waited for.</remarks>
public sealed unsafe class Work
{
    private readonly CollectiveCall _call;
    private readonly ProcessGroup? _group;
    private readonly Staged[] _memory = [];
    private readonly Action? _finish;
    private nint* _requests;   // MPI's request of the data, that of the check, and the four numbers of the check

    private Work()
    {
    }

    private Work(in CollectiveCall call, ProcessGroup group, Staged[] memory, Action? finish)
    {
        (_call, _group, _memory, _finish) = (call, group, memory, finish);
        _requests = (nint*)NativeMemory.AllocZeroed(2 * (nuint)sizeof(nint) + 4 * sizeof(long));
        _requests[0] = _requests[1] = MpiSession.Current.Library.NullRequest;
    }

    /// <summary>True if the call is done, so that <see cref="Wait"/> will not wait.</summary>
    public bool IsCompleted
    {
        get
        {
            if (_requests is null) return true;
            using var scope = new CallScope(_call, _group!);
            int done = 0, isChecked = 0;
            var ignored = MpiSession.Current.Library.IgnoredStatus;
            scope.Check(MpiFunctions.MPI_Test(&_requests[1], &isChecked, ignored));
            scope.Check(MpiFunctions.MPI_Test(&_requests[0], &done, ignored));
            return done != 0 && isChecked != 0;
        }
    }

    internal static Work Completed => new();

    private long* CheckNumbers => (long*)(_requests + 2);

    /// <summary>Waits until the call is done; then its tensors have their values.</summary>
    /// <exception cref="DistributedException">The ranks' calls differ, or MPI failed.</exception>
    public void Wait()
    {
        if (_requests is null) return;
        using (var scope = new CallScope(_call, _group!))
        {
            var ignored = MpiSession.Current.Library.IgnoredStatus;
            if (_requests[1] != MpiSession.Current.Library.NullRequest) scope.Check(MpiFunctions.MPI_Wait(&_requests[1], ignored));
            if (CheckNumbers[0] != 0) CallCheck.Compare(CheckNumbers, _group!, _call);
            scope.Check(MpiFunctions.MPI_Wait(&_requests[0], ignored));
            NativeMemory.Free(_requests);
            _requests = null;
        }

        _finish?.Invoke();
        foreach (var memory in _memory) memory.Dispose();
    }

    internal static Work Begin(
        in CollectiveCall call, ProcessGroup group, Staged[] memory, bool isCollective, Action? finish, Func<nint, int> start)
    {
        var work = new Work(call, group, memory, finish);
        using var scope = new CallScope(call, group);
        if (isCollective && MpiSession.Current.ChecksCollectives)
            scope.Check(CallCheck.Begin(work.CheckNumbers, group, call, &work._requests[1]));
        scope.Check(start((nint)work._requests));
        return work;
    }
}
