using System.Text;

namespace Autograd;

/// <summary>Writes one row of an array: the elements with separators and line breaks.</summary>
interface IRowWriter
{
    /// <param name="text">The text to append to; it ends with the opening bracket of the row.</param>
    /// <param name="elements">The row's elements, already formatted.</param>
    /// <param name="edgeItems">The number of elements before "..."; zero if the row is complete.</param>
    /// <param name="indent">The column of the row's first element, at which its further lines start too.</param>
    void Write(StringBuilder text, ReadOnlySpan<string> elements, int edgeItems, int indent);
}

/// <summary>Writes the nested brackets around the rows, which PyTorch and NumPy print alike.</summary>
static class Brackets
{
    /// <summary>Writes the formatted elements of an array of at least one dimension and one element.</summary>
    /// <param name="text">The text to append to.</param>
    /// <param name="extent">The part of the array that is printed.</param>
    /// <param name="elements">The elements of this part, formatted and in order.</param>
    /// <param name="separator">The separator of two rows, before the line break: "," or nothing.</param>
    /// <param name="indent">The column of the outermost bracket.</param>
    /// <param name="row">The writer of a row.</param>
    public static void Write<TRow>(
        StringBuilder text, Extent extent, ReadOnlySpan<string> elements, string separator, int indent, TRow row)
        where TRow : struct, IRowWriter
    {
        int last = extent.Rank - 1;
        int rowEdge = extent.IsCut(last) ? extent.EdgeItems : 0;
        int[] position = extent.FirstRow();
        text.Append('[', extent.Rank);
        while (true)
        {
            row.Write(text, elements[..extent.RowLength], rowEdge, indent + extent.Rank);
            elements = elements[extent.RowLength..];
            int axis = extent.NextRow(position);
            if (axis < 0)
                break;

            // Every dimension after the one that advanced ends here and starts anew; each adds an empty line.
            int closed = last - axis;
            text.Append(']', closed);
            BreakLine(text, separator, closed, indent + axis + 1);
            if (extent.SkippedMiddle(position, axis))
            {
                text.Append("...");
                BreakLine(text, separator, closed, indent + axis + 1);
            }
            text.Append('[', closed);
        }
        text.Append(']', extent.Rank);
    }

    static void BreakLine(StringBuilder text, string separator, int lines, int indent) =>
        text.Append(separator).Append('\n', lines).Append(' ', indent);
}
