using Spectre.Console;

namespace Autograd.Live.Tests.Terminal;

/// <summary>Consoles that write to a string, and a clock that stands still until it is moved.</summary>
internal static class Screens
{
    public static IAnsiConsole Console(TextWriter writer, int width = 60, int height = 24, bool ansi = false)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = ansi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = ansi ? ColorSystemSupport.TrueColor : ColorSystemSupport.NoColors,
            Interactive = ansi ? InteractionSupport.Yes : InteractionSupport.No,
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        (console.Profile.Width, console.Profile.Height) = (width, height);
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    public static string Render(LiveLogger run, int width, int height, TimeProvider clock)
    {
        using var writer = new StringWriter();
        var console = Console(writer, width, height);
        console.Write(new RunScreen(run, clock).Render(width, height));
        return string.Join('\n', writer.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd(' ', '\u2800'))).TrimEnd();
    }
}

internal sealed class ManualClock : TimeProvider
{
    private long _seconds;

    public override long TimestampFrequency => 1;

    public override long GetTimestamp() => Volatile.Read(ref _seconds);

    public void Advance(int seconds) => Interlocked.Add(ref _seconds, seconds);
}
