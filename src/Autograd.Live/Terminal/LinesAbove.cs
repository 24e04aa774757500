using Spectre.Console;
using Spectre.Console.Rendering;

namespace Autograd.Live;

/// <summary>
/// Lines that take the place of a picture's first rows, which moves down; the rest of each row is erased.
/// </summary>
internal sealed class LinesAbove(string[] lines) : Renderable
{
    private const string EraseToEnd = "\u001b[K";

    protected override IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        foreach (var line in lines.SelectMany(text => text.ReplaceLineEndings("\n").Split('\n')))
        {
            yield return Segment.Control(EraseToEnd);
            // A character that moves the cursor would break the picture.
            yield return new Segment(string.Concat(line.Select(c => char.IsControl(c) ? ' ' : c)));
            yield return Segment.LineBreak;
        }
    }
}
