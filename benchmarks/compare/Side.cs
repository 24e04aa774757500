using System.Diagnostics;

namespace Autograd.Compare;

/// <summary>A measuring process, ours or a peer's.</summary>
internal sealed class Side : IDisposable
{
    private readonly Process _process;

    private Side(Process process, Hello hello) => (_process, Hello) = (process, hello);

    public Hello Hello { get; }

    /// <summary>True for a program in C#, whose code is compiled again after it has run for a while.</summary>
    public bool IsCompiledLate { get; private init; }

    /// <summary>Starts this program again to measure our rows of a group.</summary>
    public static Side Ours(Group group, int threads) =>
        Start(Environment.ProcessPath!, ["--serve", group.Name, "--threads", $"{threads}"], threads, "", isCompiledLate: true)
        ?? throw new InvalidOperationException($"{group.Name}: our own side does not start");

    /// <summary>Starts the worker that measures the group's rows in libtorch; returns null if it cannot, and says why.</summary>
    public static Side? Libtorch(Group group, int threads) =>
        LibtorchWorker.Path is { } path ? Start("dotnet", [path, group.Name, $"{threads}"], threads, "", isCompiledLate: true) : null;

    /// <summary>Starts the group's Python script; returns null if there is no Python.</summary>
    public static Side? Peer(string python, Group group, int threads, string capability) =>
        Start(python, [group.Script, "--serve"], threads, capability);

    private static Side? Start(string program, string[] arguments, int threads, string capability, bool isCompiledLate = false)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var name in (string[])["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"])
            start.Environment[name] = threads.ToString();

        // Lets each library choose its kernels by the processor, whatever the environment says.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("ATEN_CPU_CAPABILITY");
        if (capability.Length > 0) start.Environment["ATEN_CPU_CAPABILITY"] = capability;

        try
        {
            var process = Process.Start(start)!;
            return process.StandardOutput.ReadLine() is { } line
                ? new Side(process, Protocol.Read<Hello>(line)) { IsCompiledLate = isCompiledLate }
                : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public Measured Measure(Request request)
    {
        _process.StandardInput.WriteLine(Protocol.Write(request));
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException($"{request.Row} ({request.Library}): the process ended");
        return Protocol.Read<Measured>(line);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
