using System.Reflection;
using System.Runtime.InteropServices;

namespace Autograd.Distributed;

/// <summary>Finds the MPI library of the launcher that started the process, and knows the values of its header.</summary>
/// <remarks>
/// There are two families of binary interfaces. In Open MPI's a handle is the address of an exported symbol; in
/// MPICH's, which Intel MPI and MS-MPI share, it is a number.
/// </remarks>
internal sealed class MpiLibrary
{
    /// <summary>The name under which <see cref="MpiFunctions"/> imports the library.</summary>
    public const string Name = "mpi";

    private static readonly string[] _openMpi = ["libmpi.so.40", "libmpi.so", "libmpi.dylib"];
    private static readonly string[] _mpich = ["libmpich.so.12", "libmpich.so", "libmpi.so.12", "libmpich.dylib", "msmpi.dll", "impi.dll"];
    private static MpiLibrary? _loaded;

    private readonly nint _library;
    private readonly nint[] _types;
    private readonly nint[] _operations;

    private MpiLibrary(nint library)
    {
        _library = library;
        IsOpenMpi = NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out _);
        World = Handle("ompi_mpi_comm_world", 0x44000000);
        ErrorsReturn = Handle("ompi_mpi_errors_return", 0x54000001);
        NullRequest = Handle("ompi_request_null", 0x2c000000);
        NullInfo = Handle("ompi_mpi_info_null", 0x1c000000);
        InPlace = IsOpenMpi ? 1 : -1;
        IgnoredStatus = IsOpenMpi ? 0 : 1;
        SharedMemory = IsOpenMpi ? 0 : 1;

        // Every call asks for them, and a symbol takes a microsecond to look up.
        _types = [.. Enum.GetValues<DType>().Select(FindType)];
        _operations = [.. Enum.GetValues<ReduceOp>().Select(FindOperation)];
    }

    /// <summary>True for Open MPI, false for MPICH and its family.</summary>
    public bool IsOpenMpi { get; }

    /// <summary>MPI_COMM_WORLD.</summary>
    public nint World { get; }

    /// <summary>MPI_ERRORS_RETURN.</summary>
    public nint ErrorsReturn { get; }

    /// <summary>MPI_REQUEST_NULL.</summary>
    public nint NullRequest { get; }

    /// <summary>MPI_INFO_NULL.</summary>
    public nint NullInfo { get; }

    /// <summary>MPI_IN_PLACE.</summary>
    public nint InPlace { get; }

    /// <summary>MPI_STATUS_IGNORE.</summary>
    public nint IgnoredStatus { get; }

    /// <summary>MPI_COMM_TYPE_SHARED.</summary>
    public int SharedMemory { get; }

    /// <summary>Loads the library, once.</summary>
    /// <exception cref="DllNotFoundException">None was found.</exception>
    public static MpiLibrary Load()
    {
        if (_loaded is not null) return _loaded;
        _loaded = new MpiLibrary(Open());
        NativeLibrary.SetDllImportResolver(typeof(MpiLibrary).Assembly, static (name, _, _) => name == Name ? _loaded._library : 0);
        return _loaded;
    }

    /// <summary>The MPI type whose numbers MPI can add: that of the elements.</summary>
    /// <exception cref="ArgumentOutOfRangeException">MPI cannot add numbers of 16 bits.</exception>
    public nint NumberType(DType dtype) =>
        _types[(int)dtype] is var type and not 0 ? type : throw new ArgumentOutOfRangeException(nameof(dtype), dtype, null);

    /// <summary>An MPI type of the elements' size, which MPI moves without looking at it.</summary>
    public nint BytesType(DType dtype) => NumberType(dtype.ItemSize() switch
    {
        1 => DType.UInt8,
        2 => DType.Int16,
        4 => DType.Int32,
        _ => DType.Int64,
    });

    /// <summary>The MPI operation; a mean is a sum to MPI.</summary>
    public nint Operation(ReduceOp op) => _operations[(int)op];

    private nint FindType(DType dtype) => dtype switch
    {
        DType.Float32 => Handle("ompi_mpi_float", 0x4c00040a),
        DType.Float64 => Handle("ompi_mpi_double", 0x4c00080b),
        DType.Int64 => Handle("ompi_mpi_long_long_int", 0x4c000809),
        DType.Int32 => Handle("ompi_mpi_int", 0x4c000405),
        DType.Int16 => Handle("ompi_mpi_short", 0x4c000203),
        DType.Int8 => Handle("ompi_mpi_signed_char", 0x4c000118),
        DType.UInt8 or DType.Bool => Handle("ompi_mpi_unsigned_char", 0x4c000102),
        _ => 0,
    };

    private nint FindOperation(ReduceOp op) => op switch
    {
        ReduceOp.Max => Handle("ompi_mpi_op_max", 0x58000001),
        ReduceOp.Min => Handle("ompi_mpi_op_min", 0x58000002),
        ReduceOp.Product => Handle("ompi_mpi_op_prod", 0x58000004),
        _ => Handle("ompi_mpi_op_sum", 0x58000003),
    };

    private nint Handle(string symbol, nint number) => IsOpenMpi ? NativeLibrary.GetExport(_library, symbol) : number;

    private static nint Open()
    {
        var named = Environment.GetEnvironmentVariable("AUTOGRAD_MPI");
        var startedByMpich = !Launcher.IsOpenMpi && Launcher.HasPmi;
        string[] names = named is { Length: > 0 } ? [named] : startedByMpich ? [.. _mpich, .. _openMpi] : [.. _openMpi, .. _mpich];
        foreach (var name in names)
        {
            if (NativeLibrary.TryLoad(name, Assembly.GetExecutingAssembly(), DllImportSearchPath.SafeDirectories, out var library)) return library;
        }

        throw new DllNotFoundException(
            $"Distributed.Init: there is no MPI library ({string.Join(", ", names)}); install one (Debian: apt-get install openmpi-bin, or mpich; "
            + "Windows: MS-MPI), or name its file in the environment variable AUTOGRAD_MPI");
    }
}
