using System.Runtime.InteropServices;

namespace Autograd;

/// <summary>Where bars are drawn.</summary>
internal abstract class ProgressTerminal
{
    /// <summary>False if lines cannot be overwritten, or are read later and by nobody now.</summary>
    public abstract bool IsInteractive { get; }

    /// <summary>The stream of the bars.</summary>
    public abstract TextWriter Bars { get; }

    /// <summary>The stream of what the program prints.</summary>
    public abstract TextWriter Output { get; }

    public abstract int Width { get; }

    /// <summary>Whether the stream of the bars takes every character.</summary>
    public virtual bool IsUnicode => Bars.Encoding.WebName.StartsWith("utf", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Calls <paramref name="action"/> if the process ends before the result is disposed of: with false at Ctrl+C, which the
    /// program may yet decide to survive, with true at an exception that nobody catches and at an exit.
    /// </summary>
    public abstract IDisposable OnExit(Action<bool> action);

    /// <summary>The terminal of the process.</summary>
    internal sealed class Standard : ProgressTerminal
    {
        private const int UsualWidth = 80;

        // CI is set by GitHub, GitLab, Azure and others.
        public override bool IsInteractive => !Console.IsErrorRedirected
            && Environment.GetEnvironmentVariable("CI") is null or "" or "false" or "0" && Environment.GetEnvironmentVariable("TERM") != "dumb";

        public override TextWriter Bars => Console.Error;

        public override TextWriter Output => Console.Out;

        public override int Width
        {
            get
            {
                try
                {
                    return Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
                }
                catch (IOException)
                {
                    return UsualWidth;
                }
            }
        }

        public override IDisposable OnExit(Action<bool> action) => new Exit(action);
    }

    // The runtime unwinds no loop when it ends by a signal or by an exception that nobody catches, so no enumerator is
    // disposed of.
    private sealed class Exit : IDisposable
    {
        private readonly Action<bool> _action;
        private readonly PosixSignalRegistration _signal;

        public Exit(Action<bool> action)
        {
            _action = action;
            _signal = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => action(false));
            AppDomain.CurrentDomain.UnhandledException += Leave;
            AppDomain.CurrentDomain.ProcessExit += Leave;
        }

        public void Dispose()
        {
            _signal.Dispose();
            AppDomain.CurrentDomain.UnhandledException -= Leave;
            AppDomain.CurrentDomain.ProcessExit -= Leave;
        }

        private void Leave(object? sender, EventArgs e) => _action(true);
    }
}
