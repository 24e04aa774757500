using System.Runtime.InteropServices;

namespace Autograd.LiveCost;

/// <summary>A block of training: steps, the processor time of all other threads, pauses of the collector.</summary>
internal readonly record struct Block(
    double StepsPerCpuSecond, double StepsPerSecond, double OtherThreads, TimeSpan Paused, int Recorded, double Seconds);

/// <summary>The processor time of the calling thread, which .NET does not tell; Linux and macOS.</summary>
internal static class ThreadClock
{
    private static readonly int s_clock = OperatingSystem.IsMacOS() ? 16 : 3;

    public static TimeSpan Now
    {
        get
        {
            _ = GetTime(s_clock, out var time);
            return TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0);
        }
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    private static extern int GetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
