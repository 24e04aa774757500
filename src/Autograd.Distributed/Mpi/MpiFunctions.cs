using System.Runtime.InteropServices;

namespace Autograd.Distributed;

/// <summary>The functions of MPI that are used.</summary>
/// <remarks>
/// Handles travel as <c>nint</c>: in Open MPI they are addresses, in MPICH and its family integers, which an argument of
/// the size of an address holds as well. <see cref="MpiLibrary"/> finds the library.
/// </remarks>
internal static unsafe partial class MpiFunctions
{
    private const string Library = MpiLibrary.Name;

    [LibraryImport(Library)]
    public static partial int MPI_Init_thread(nint argc, nint argv, int required, int* provided);

    [LibraryImport(Library)]
    public static partial int MPI_Initialized(int* flag);

    [LibraryImport(Library)]
    public static partial int MPI_Finalized(int* flag);

    [LibraryImport(Library)]
    public static partial int MPI_Query_thread(int* provided);

    [LibraryImport(Library)]
    public static partial int MPI_Finalize();

    [LibraryImport(Library)]
    public static partial int MPI_Abort(nint comm, int code);

    [LibraryImport(Library)]
    public static partial int MPI_Error_string(int code, byte* text, int* length);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_set_errhandler(nint comm, nint handler);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_rank(nint comm, int* rank);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_size(nint comm, int* size);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_dup(nint comm, nint* result);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_split(nint comm, int color, int key, nint* result);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_split_type(nint comm, int type, int key, nint info, nint* result);

    [LibraryImport(Library)]
    public static partial int MPI_Comm_free(nint* comm);

    [LibraryImport(Library)]
    public static partial int MPI_Barrier(nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Bcast(void* buffer, int count, nint type, int root, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Ibcast(void* buffer, int count, nint type, int root, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Reduce(void* send, void* receive, int count, nint type, nint op, int root, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Allreduce(void* send, void* receive, int count, nint type, nint op, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Iallreduce(void* send, void* receive, int count, nint type, nint op, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Gather(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, int root, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Scatter(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, int root, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Allgather(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Iallgather(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Alltoall(
        void* send, int sendCount, nint sendType, void* receive, int receiveCount, nint receiveType, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Reduce_scatter_block(void* send, void* receive, int count, nint type, nint op, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Ireduce_scatter_block(
        void* send, void* receive, int count, nint type, nint op, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Send(void* buffer, int count, nint type, int destination, int tag, nint comm);

    [LibraryImport(Library)]
    public static partial int MPI_Isend(void* buffer, int count, nint type, int destination, int tag, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Recv(void* buffer, int count, nint type, int source, int tag, nint comm, nint status);

    [LibraryImport(Library)]
    public static partial int MPI_Irecv(void* buffer, int count, nint type, int source, int tag, nint comm, nint* request);

    [LibraryImport(Library)]
    public static partial int MPI_Test(nint* request, int* flag, nint status);

    [LibraryImport(Library)]
    public static partial int MPI_Wait(nint* request, nint status);
}
