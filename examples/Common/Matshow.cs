using System.Globalization;
using Spectre.Console;

namespace Autograd.Examples;

/// <summary>Draws <c>plt.matshow</c> in a terminal: each number on a background from blue over white to red.</summary>
public static class Matshow
{
    /// <summary>Prints a matrix; without colours where the output goes to a file.</summary>
    /// <param name="title">A line above it.</param>
    /// <param name="matrix">The numbers.</param>
    /// <param name="vmin">The number that is blue, and those below it.</param>
    /// <param name="vmax">The number that is red, and those above it.</param>
    /// <param name="columns">A label for each column.</param>
    /// <param name="rows">A label for each row.</param>
    /// <param name="format">How a number is written.</param>
    public static void Print(
        string title, Tensor matrix, double vmin, double vmax, IReadOnlyList<string> columns, IReadOnlyList<string> rows,
        string format = "F4")
    {
        var margin = rows.Max(row => row.Length);
        Console.WriteLine($"\n{title}");
        Console.WriteLine(new string(' ', margin) + string.Concat(columns.Select(column => column.PadLeft(9))));
        for (var i = 0; i < matrix.Size(0); i++)
        {
            Console.Write(rows[i].PadRight(margin));
            foreach (var value in matrix[i].Double().ToArray<double>())
            {
                var text = value.ToString(format, CultureInfo.InvariantCulture).PadLeft(9);
                if (Console.IsOutputRedirected) Console.Write(text);
                else AnsiConsole.Write(new Text(text, new Style(Color.Black, Ground((value - vmin) / (vmax - vmin)))));
            }

            Console.WriteLine();
        }
    }

    /// <summary>Matplotlib's colour map "bwr": blue at 0, white in the middle, red at 1.</summary>
    private static Color Ground(double place)
    {
        place = Math.Clamp(place, 0, 1);
        var (red, green, blue) = (Math.Min(2 * place, 1), 1 - Math.Abs(2 * place - 1), Math.Min(2 - 2 * place, 1));
        return new Color(Level(red), Level(green), Level(blue));

        static byte Level(double part) => (byte)(255 * part);
    }
}
