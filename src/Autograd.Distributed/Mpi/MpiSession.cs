using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Autograd.Distributed;

/// <summary>This process's part in a job of MPI, from its start to its end; or a world of one, without MPI.</summary>
internal sealed unsafe class MpiSession
{
    private const int Serialized = 2;   // MPI_THREAD_SERIALIZED
    private const int FailedExitCode = 1;
    private const int LauncherDelay = 300;   // milliseconds

    private static MpiSession? _current;
    private readonly PosixSignalRegistration[] _signals = [];
    private volatile bool _isEnding;

    private MpiSession(TimeSpan timeout, bool checksCollectives)
    {
        ChecksCollectives = checksCollectives;
        Watchdog = new Watchdog(timeout, End);
        if (!Launcher.IsPresent)
        {
            World = new ProcessGroup([0], 0, 0, 0);
            return;
        }

        Library = MpiLibrary.Load();
        Start();
        Throw(MpiFunctions.MPI_Comm_set_errhandler(Library.World, Library.ErrorsReturn));
        int rank, size;
        Throw(MpiFunctions.MPI_Comm_rank(Library.World, &rank));
        Throw(MpiFunctions.MPI_Comm_size(Library.World, &size));
        nint communicator = 0, check = 0;
        Throw(MpiFunctions.MPI_Comm_dup(Library.World, &communicator));
        Throw(MpiFunctions.MPI_Comm_dup(Library.World, &check));
        World = new ProcessGroup([.. Enumerable.Range(0, size)], rank, communicator, check);
        LocalRank = Launcher.LocalRank ?? RankOnMachine();

        // The launcher takes the silent end of a process for success, if its exit code says so.
        AppDomain.CurrentDomain.UnhandledException += (_, e) => End($"ended by an exception: {(e.ExceptionObject as Exception)?.Message}");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => OnExit();
        _signals = [PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => _isEnding = true), PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => _isEnding = true)];
    }

    /// <summary>One thread at a time calls MPI, which was asked for that much.</summary>
    public static object Gate { get; } = new();

    /// <summary>True if <see cref="Distributed.Init"/> was called, or anything that needed it.</summary>
    public static bool IsStarted => _current is not null;

    /// <summary>The session, which begins with defaults if it has not begun.</summary>
    public static MpiSession Current => _current ?? Begin(TimeSpan.FromMinutes(30), checksCollectives: true);

    /// <summary>The library; not to be used in a world of one.</summary>
    public MpiLibrary Library { get; } = null!;

    /// <summary>All processes.</summary>
    public ProcessGroup World { get; }

    /// <summary>The number of this process among those on its machine.</summary>
    public int LocalRank { get; }

    /// <summary>True if ranks compare their calls.</summary>
    public bool ChecksCollectives { get; }

    /// <summary>Ends the job if a call takes too long.</summary>
    public Watchdog Watchdog { get; }

    public static MpiSession Begin(TimeSpan timeout, bool checksCollectives)
    {
        lock (Gate)
        {
            return _current ??= new MpiSession(timeout, checksCollectives);
        }
    }

    /// <summary>Waits for the other ranks, and leaves MPI.</summary>
    public void Shutdown()
    {
        if (_isEnding) return;
        if (Library is not null)
        {
            if (World.Size > 1)
            {
                using var scope = World.Enter(new CollectiveCall("Shutdown"));
                scope.Check(MpiFunctions.MPI_Barrier(World.Communicator));
            }

            _isEnding = true;
            lock (Gate) MpiFunctions.MPI_Finalize();
            foreach (var signal in _signals) signal.Dispose();
        }

        _isEnding = true;
        Watchdog.Dispose();
    }

    /// <summary>Ends the whole job with an error, and says why.</summary>
    public void End(string reason)
    {
        if (_isEnding) return;
        _isEnding = true;
        Console.Error.WriteLine($"Autograd.Distributed: {World} {reason}");
        Console.Error.Flush();
        if (Library is null) Environment.Exit(FailedExitCode);

        // The launcher passes on what was written a little later, and no more once the job is aborted.
        Thread.Sleep(LauncherDelay);

        // MPI may not answer while another thread waits in it; then the launcher sees a process that was killed.
        var abort = new Thread(() => MpiFunctions.MPI_Abort(Library.World, FailedExitCode)) { IsBackground = true };
        abort.Start();
        abort.Join(TimeSpan.FromSeconds(2));
        Process.GetCurrentProcess().Kill();
    }

    private void Start()
    {
        int flag, provided;
        Throw(MpiFunctions.MPI_Initialized(&flag));
        if (flag == 0) Throw(MpiFunctions.MPI_Init_thread(0, 0, Serialized, &provided));
        else Throw(MpiFunctions.MPI_Query_thread(&provided));
        if (provided < Serialized)
            throw new DistributedException(
                $"Distributed.Init: this MPI library gives thread level {provided}, and {Serialized} (MPI_THREAD_SERIALIZED) is needed; "
                + "use one that was built with threads");
    }

    private int RankOnMachine()
    {
        nint machine = 0;
        int rank;
        Throw(MpiFunctions.MPI_Comm_split_type(Library.World, Library.SharedMemory, 0, Library.NullInfo, &machine));
        Throw(MpiFunctions.MPI_Comm_rank(machine, &rank));
        Throw(MpiFunctions.MPI_Comm_free(&machine));
        return rank;
    }

    private void OnExit()
    {
        if (_isEnding) return;
        if (Environment.ExitCode != 0)
        {
            End($"left with exit code {Environment.ExitCode}");
            return;
        }

        // Where all ranks end, this is their last call. Where others still wait in another one, it is an error there.
        try
        {
            Shutdown();
        }
        catch (DistributedException e)
        {
            End($"left while others did not: {e.Message}");
        }
    }

    private static void Throw(int code)
    {
        if (code != 0) throw new DistributedException($"Distributed.Init: MPI returned error {code}");
    }
}
