namespace Autograd.Live.Tests.Terminal;

public class BrailleCanvasTests
{
    [Test]
    public void Each_dot_has_its_bit()
    {
        // The eight dots of a character from below, left then right: Unicode's patterns of dots 7 8, 3 6, 2 5, 1 4.
        var bits = new int[8];
        for (var y = 0; y < 4; y++)
        {
            for (var x = 0; x < 2; x++)
            {
                var canvas = new BrailleCanvas(1, 1);
                canvas.Set(x, y, 1);
                bits[(2 * y) + x] = canvas.CharAt(0, 0) - 0x2800;
            }
        }

        Assert.That(bits, Is.EqualTo(new[] { 0x40, 0x80, 0x04, 0x20, 0x02, 0x10, 0x01, 0x08 }));
    }

    [Test]
    public void A_line_goes_through_all_columns_between()
    {
        var canvas = new BrailleCanvas(3, 1);
        canvas.Line(0, 0, 5, 3, 2);
        Assert.That(Text(canvas), Is.EqualTo("⡠⠔⠊"));
        Assert.That((canvas.LayerAt(0, 0), canvas.LayerAt(2, 0)), Is.EqualTo((2, 2)));
    }

    [Test]
    public void Dots_outside_are_left_out()
    {
        var canvas = new BrailleCanvas(1, 1);
        canvas.Line(-5, -5, -1, -1, 1);
        canvas.Set(2, 0, 1);
        canvas.Set(0, 4, 1);
        Assert.That(Text(canvas), Is.EqualTo("⠀"));
    }

    private static string Text(BrailleCanvas canvas) =>
        string.Concat(Enumerable.Range(0, canvas.Columns).Select(column => canvas.CharAt(column, 0)));
}
