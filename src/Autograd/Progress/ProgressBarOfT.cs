using System.Collections;

namespace Autograd;

/// <summary>
/// A sequence with a bar: <c>foreach</c> shows it, moves it after each element, and ends it. <see cref="Progress.Range"/>
/// and <see cref="Progress.Of"/> make one.
/// </summary>
public sealed class ProgressBar<T> : ProgressBar, IEnumerable<T>
{
    private readonly IEnumerable<T> _sequence;

    internal ProgressBar(
        IEnumerable<T> sequence, ProgressScreen screen, long? total, string? description = null, string unit = "it", bool? leave = null)
        : base(screen, total, description, unit, leave) => _sequence = sequence;

    /// <summary>Shows the bar at 0 and begins with the sequence's first element.</summary>
    public Enumerator GetEnumerator()
    {
        // First, so that a sequence that cannot begin shows no bar.
        var elements = _sequence.GetEnumerator();
        Open();
        return new Enumerator(this, elements);
    }

    IEnumerator<T> IEnumerable<T>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The elements. Moving on counts the one before as done; disposing ends the bar.</summary>
    public struct Enumerator : IEnumerator<T>
    {
        private readonly ProgressBar<T> _bar;
        private readonly IEnumerator<T> _elements;
        private int _done;

        internal Enumerator(ProgressBar<T> bar, IEnumerator<T> elements) => (_bar, _elements, _done) = (bar, elements, 0);

        /// <inheritdoc/>
        public readonly T Current => _elements.Current;

        readonly object? IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            _bar.Update(_done);
            _done = 1;
            if (_elements.MoveNext()) return true;
            _done = 0;
            return false;
        }

        readonly void IEnumerator.Reset() => throw new NotSupportedException("GetEnumerator: a loop begins anew with another enumerator");

        /// <summary>Ends the bar, and the sequence's enumerator.</summary>
        public readonly void Dispose()
        {
            try
            {
                _elements.Dispose();
            }
            finally
            {
                _bar.Close();
            }
        }
    }
}
