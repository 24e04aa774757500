using System.Diagnostics;
using System.Text;

namespace Autograd;

/// <summary>
/// The stack at the time when an operation was recorded, from the first frame outside of the library on.
/// </summary>
internal sealed class AnomalyTrace
{
    private const int MaxFrames = 12;

    [ThreadStatic]
    private static Node? _running;

    private readonly string _text;

    private AnomalyTrace(string text) => _text = text;

    /// <summary>
    /// The node whose formula runs on this thread, or null. Operations recorded meanwhile (with createGraph) are part
    /// of its derivative, so their trace names the node too.
    /// </summary>
    public static Node? Running
    {
        get => _running;
        set => _running = value;
    }

    public static AnomalyTrace Capture()
    {
        var library = typeof(AnomalyTrace).Assembly.GetName().Name;
        var text = new StringBuilder();
        var frames = 0;
        foreach (var frame in new StackTrace(1, fNeedFileInfo: true).GetFrames())
        {
            if (DiagnosticMethodInfo.Create(frame) is not { } method) continue;
            if (frames == 0 && method.DeclaringAssemblyName.Split(',')[0] == library) continue;
            if (frames++ == MaxFrames) break;
            text.Append(Environment.NewLine).Append("   at ").Append(method.DeclaringTypeName).Append('.').Append(method.Name).Append("()");
            if (frame.GetFileName() is { } file) text.Append(" in ").Append(file).Append(":line ").Append(frame.GetFileLineNumber());
        }

        if (_running is { } node)
            text.Append(Environment.NewLine).Append("as part of the derivative of ").Append(node.Name).Append(", which was recorded")
                .Append(node.Hooks?.RecordedAt?._text ?? " outside of DetectAnomaly");
        return new AnomalyTrace(text.ToString());
    }

    public override string ToString() => _text;
}
