namespace Autograd.Live;

/// <summary>
/// A grid of characters each of which is 2 x 4 dots (Unicode's Braille patterns). Each character has one colour: that of
/// the layer drawn last.
/// </summary>
internal sealed class BrailleCanvas(int columns, int rows)
{
    private readonly byte[] _dots = new byte[columns * rows];
    private readonly int[] _layers = new int[columns * rows];

    public int Columns => columns;

    public int Rows => rows;

    public int DotColumns => 2 * columns;

    public int DotRows => 4 * rows;

    /// <summary>The character of a cell; the pattern without dots where it is empty, so that all have the same width in any font.</summary>
    public char CharAt(int column, int row) => (char)(0x2800 + _dots[(row * columns) + column]);

    public int LayerAt(int column, int row) => _layers[(row * columns) + column];

    /// <summary>Sets a dot; row 0 is the lowest. Dots outside are left out.</summary>
    public void Set(int x, int y, int layer)
    {
        if ((uint)x >= (uint)DotColumns || (uint)y >= (uint)DotRows) return;
        var fromTop = DotRows - 1 - y;
        var cell = (fromTop / 4 * columns) + (x / 2);
        var row = fromTop % 4;
        // The dots of the fourth row were added to the code later, and have the highest bits.
        _dots[cell] |= (byte)(row == 3 ? 0x40 << (x % 2) : 1 << (row + (3 * (x % 2))));
        _layers[cell] = layer;
    }

    /// <summary>Sets the dots on a straight line.</summary>
    public void Line(int x0, int y0, int x1, int y1, int layer)
    {
        var steps = Math.Max(Math.Abs(x1 - x0), Math.Abs(y1 - y0));
        for (var i = 0; i <= steps; i++)
        {
            var part = steps == 0 ? 0 : (double)i / steps;
            Set((int)Math.Round(x0 + (part * (x1 - x0))), (int)Math.Round(y0 + (part * (y1 - y0))), layer);
        }
    }
}
