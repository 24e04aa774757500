using System.Globalization;

namespace Autograd.Distributed;

/// <summary>What the environment says of the program that started the process: mpirun, mpiexec or srun.</summary>
internal static class Launcher
{
    /// <summary>True if Open MPI's mpirun started the process.</summary>
    public static bool IsOpenMpi => Has("OMPI_COMM_WORLD_SIZE");

    /// <summary>True if the process manager speaks PMI, as MPICH's, Intel MPI's and MS-MPI's do.</summary>
    public static bool HasPmi => Has("PMI_RANK") || Has("PMI_SIZE");

    /// <summary>True if the process is one of a job of MPI; a job of one process may be none.</summary>
    public static bool IsPresent => IsOpenMpi || HasPmi || Has("PMIX_RANK") || Has("AUTOGRAD_MPI");

    /// <summary>The number of the process on its machine; null if the launcher does not say it.</summary>
    public static int? LocalRank => Number("OMPI_COMM_WORLD_LOCAL_RANK") ?? Number("MPI_LOCALRANKID") ?? Number("SLURM_LOCALID");

    private static bool Has(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
