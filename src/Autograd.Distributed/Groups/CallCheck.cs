using System.Text;

namespace Autograd.Distributed;

/// <summary>Compares the ranks' calls before a collective, because MPI would wait for ever or mix up their data.</summary>
internal static unsafe class CallCheck
{
    private const int TextLength = 128;

    /// <summary>Exchanges fingerprints: one all-reduce of two numbers.</summary>
    /// <exception cref="DistributedException">The ranks' calls differ; the message names each.</exception>
    public static void Verify(ProcessGroup group, in CollectiveCall call)
    {
        var (print, library) = (call.Fingerprint, MpiSession.Current.Library);
        var sent = stackalloc long[] { print, -print };
        var received = stackalloc long[2];
        MpiFunctions.MPI_Allreduce(
            sent, received, 2, library.NumberType(DType.Int64), library.Operation(ReduceOp.Max), group.CheckCommunicator);
        if (received[0] != -received[1]) ThrowMismatch(group, call);
    }

    /// <summary>Begins the exchange for a collective that returns at once. <see cref="Compare"/> ends it.</summary>
    /// <param name="numbers">Four numbers, which must stay where they are until then.</param>
    /// <param name="group">The ranks.</param>
    /// <param name="call">This rank's call.</param>
    /// <param name="request">MPI's request.</param>
    public static int Begin(long* numbers, ProcessGroup group, in CollectiveCall call, nint* request)
    {
        (numbers[0], numbers[1]) = (call.Fingerprint, -call.Fingerprint);
        var library = MpiSession.Current.Library;
        return MpiFunctions.MPI_Iallreduce(
            numbers, numbers + 2, 2, library.NumberType(DType.Int64), library.Operation(ReduceOp.Max), group.CheckCommunicator, request);
    }

    /// <summary>Compares what <see cref="Begin"/> has exchanged.</summary>
    /// <exception cref="DistributedException">The ranks' calls differ; the message names each.</exception>
    public static void Compare(long* numbers, ProcessGroup group, in CollectiveCall call)
    {
        if (numbers[2] != -numbers[3]) ThrowMismatch(group, call);
    }

    private static void ThrowMismatch(ProcessGroup group, in CollectiveCall call)
    {
        var own = new byte[TextLength];
        Encoding.UTF8.GetBytes(call.ToString()).AsSpan(0, Math.Min(TextLength, Encoding.UTF8.GetByteCount(call.ToString()))).CopyTo(own);
        var all = new byte[TextLength * group.Size];
        var type = MpiSession.Current.Library.BytesType(DType.UInt8);
        fixed (byte* send = own, receive = all)
        {
            MpiFunctions.MPI_Allgather(send, TextLength, type, receive, TextLength, type, group.CheckCommunicator);
        }

        var calls = Enumerable.Range(0, group.Size)
            .Select(rank => $"rank {rank}: {Encoding.UTF8.GetString(all, rank * TextLength, TextLength).TrimEnd('\0')}");
        throw new DistributedException(
            $"{call.Name}: the ranks make different calls ({string.Join("; ", calls)}); every rank must make the same calls in the same order");
    }
}
