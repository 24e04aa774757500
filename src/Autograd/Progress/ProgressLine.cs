using System.Globalization;
using System.Text;

namespace Autograd;

/// <summary>
/// The text of a bar, as tqdm writes it: <c>training:  45%|████▌     | 45/100 [00:04&lt;00:05, 10.02it/s, loss=0.123]</c>,
/// and without a known total <c>training: 45it [00:04, 10.02it/s, loss=0.123]</c>.
/// </summary>
/// <remarks>The percentage is rounded down, so that 100 % means done; tqdm rounds to the nearest.</remarks>
internal readonly record struct ProgressLine(
    string? Description, long N, long? Total, TimeSpan Elapsed, double? Rate, string Unit, string Metrics)
{
    private const string Eighths = " ▏▎▍▌▋▊▉";

    // A bar of fewer cells shows nothing.
    private const int NarrowestBar = 3;

    /// <param name="width">The columns of the terminal; null for text without a bar and without an end.</param>
    /// <param name="isUnicode">False if blocks cannot be shown.</param>
    public string ToString(int? width, bool isUnicode)
    {
        // One column less: a character in the last one moves the cursor to the next line in some terminals.
        var columns = width - 1;
        var prefix = string.IsNullOrEmpty(Description) ? "" : $"{Description}: ";
        if (Total is not { } total || total == 0 || N > total)
            return Fit(string.Create(CultureInfo.InvariantCulture, $"{prefix}{N}{Unit} [{Interval(Elapsed)}, {RateText}{Metrics}]"), columns);

        var left = string.Create(CultureInfo.InvariantCulture, $"{prefix}{(int)((Int128)N * 100 / total),3}%");
        var right = string.Create(
            CultureInfo.InvariantCulture, $" {N}/{total} [{Interval(Elapsed)}<{Remaining(total)}, {RateText}{Metrics}]");
        var room = columns - DisplayWidth.Of(left) - DisplayWidth.Of(right) - 2;
        return room >= NarrowestBar ? $"{left}|{Bar(total, room.Value, isUnicode)}|{right}" : Fit(left + right, columns);
    }

    private string RateText => Rate switch
    {
        null => $"?{Unit}/s",
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{1 / Rate,5:F2}s/{Unit}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Rate,5:F2}{Unit}/s"),
    };

    private static string Fit(string text, int? columns) => columns is { } limit ? DisplayWidth.Cut(text, limit) : text;

    private string Remaining(long total) => Rate is { } rate ? Interval(Seconds((total - N) / rate)) : "?";

    private static TimeSpan Seconds(double seconds) => seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;

    private static string Interval(TimeSpan time)
    {
        var hours = (long)time.TotalHours;
        return hours == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:D2}:{time.Seconds:D2}")
            : string.Create(CultureInfo.InvariantCulture, $"{hours}:{time.Minutes:D2}:{time.Seconds:D2}");
    }

    private string Bar(long total, int cells, bool isUnicode)
    {
        var eighths = (int)((Int128)N * 8 * cells / total);
        var (full, part) = (eighths / 8, eighths % 8);
        var bar = new StringBuilder().Append(isUnicode ? '█' : '#', full);
        if (part > 0 && isUnicode) bar.Append(Eighths[part]);
        return bar.Append(' ', cells - bar.Length).ToString();
    }
}
