using System.Text;

namespace Autograd.Tests.ProgressBars;

/// <summary>A terminal that knows line feeds, carriage returns, steps back and "up", and shows its lines.</summary>
internal sealed class FakeTerminal(int width = 60, bool isInteractive = true) : ProgressTerminal
{
    private readonly List<List<Rune>> _rows = [[]];
    private readonly Screen _screen = new();
    private int _row;
    private int _column;
    private Action<bool>? _exit;

    public override bool IsInteractive => isInteractive;

    public override TextWriter Bars => Attached();

    public override TextWriter Output => Attached();

    public override int Width => width;

    /// <summary>How often something was drawn.</summary>
    public int Writes { get; private set; }

    public (int Row, int Column) Cursor => (_row, _column);

    public string[] Rows => [.. _rows.Select(row => string.Concat(row.Where(rune => rune.Value != 0)).TrimEnd())];

    public string Text => string.Join('\n', Rows).TrimEnd('\n');

    public override IDisposable OnExit(Action<bool> action)
    {
        _exit = action;
        return new Registration(this);
    }

    /// <summary>What the runtime calls when the process ends; does nothing if nobody waits for it.</summary>
    public void Exit(bool isEnd) => _exit?.Invoke(isEnd);

    private Screen Attached()
    {
        _screen.Terminal ??= this;
        return _screen;
    }

    private void Put(string text)
    {
        Writes++;
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '\u001b')
            {
                var end = text.IndexOf('A', i);
                _row -= int.Parse(text[(i + 2)..end]);
                Assert.That(_row, Is.GreaterThanOrEqualTo(0), "above the first line");
                i = end + 1;
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length);
            i += length;
            Put(rune);
        }
    }

    private void Put(Rune rune)
    {
        switch (rune.Value)
        {
            case '\r':
                _column = 0;
                return;
            case '\b':
                _column--;
                return;
            case '\n':
                _column = 0;
                _row++;
                if (_row == _rows.Count) _rows.Add([]);
                return;
            default:
                var columns = DisplayWidth.Of(rune.ToString());
                var row = _rows[_row];
                while (row.Count < _column + columns) row.Add(new Rune(' '));
                row[_column] = rune;
                if (columns == 2) row[_column + 1] = new Rune(0);
                _column += columns;
                Assert.That(_column, Is.LessThan(width), "in the last column a terminal wraps the line");
                return;
        }
    }

    private sealed class Registration(FakeTerminal terminal) : IDisposable
    {
        public void Dispose() => terminal._exit = null;
    }

    private sealed class Screen : StringWriter
    {
        public FakeTerminal? Terminal { get; set; }

        public override Encoding Encoding => Encoding.UTF8;

        public override void Write(StringBuilder? value) => Terminal!.Put(value!.ToString());

        public override void WriteLine(string? value) => Terminal!.Put(value + "\n");

        public override void WriteLine() => Terminal!.Put("\n");
    }
}
