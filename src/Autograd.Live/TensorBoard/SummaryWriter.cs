using System.Globalization;
using Autograd.NN;
using Autograd.Plotting;

namespace Autograd.Live;

/// <summary>
/// Writes files of events that TensorBoard shows: <c>tensorboard --logdir runs</c>. The words are those of
/// <c>torch.utils.tensorboard.SummaryWriter</c> in .NET casing.
/// </summary>
/// <remarks>
/// Any thread may call it. What is written stays in memory until it is flushed: every <c>flushSecs</c> seconds, by
/// <see cref="Flush"/>, and at the end.
/// </remarks>
/// <example><code>
/// using var writer = new SummaryWriter();
/// for (var step = 0; step &lt; 100; step++) writer.AddScalar("loss/train", loss, step);
/// </code></example>
public sealed partial class SummaryWriter : IDisposable
{
    private readonly RecordWriter _file;
    private readonly string _suffix;
    private readonly Timer _timer;
    private readonly Lock _opening = new();
    private readonly Dictionary<string, RecordWriter> _others = [];
    private bool _isClosed;

    /// <summary>Makes a file in a folder.</summary>
    /// <param name="logDir">The folder, made if need be; if null, <c>runs/Nov30_18-45-29_HOST</c> with the comment.</param>
    /// <param name="comment">Added to the folder's name if <paramref name="logDir"/> is null.</param>
    /// <param name="purgeStep">
    /// The step at which the program goes on after a crash: TensorBoard hides what an earlier file in the folder has
    /// from there on.
    /// </param>
    /// <param name="flushSecs">The seconds after which what was written reaches the file.</param>
    /// <param name="filenameSuffix">Added to the names of files.</param>
    /// <exception cref="ArgumentOutOfRangeException">flushSecs is not positive, or purgeStep is negative.</exception>
    public SummaryWriter(string? logDir = null, string comment = "", long? purgeStep = null, double flushSecs = 120, string filenameSuffix = "")
    {
        if (!(flushSecs > 0) || flushSecs > int.MaxValue / 1000)
            throw new ArgumentOutOfRangeException(
                nameof(flushSecs), FormattableString.Invariant($"SummaryWriter: flushSecs is {flushSecs}; it must be positive, and at most 2147483"));
        if (purgeStep < 0)
            throw new ArgumentOutOfRangeException(nameof(purgeStep), $"SummaryWriter: purgeStep is {purgeStep}; it must be 0 or more");
        LogDir = logDir ?? Path.Combine(
            "runs", DateTime.Now.ToString("MMMdd_HH-mm-ss", CultureInfo.InvariantCulture) + $"_{Environment.MachineName}{comment}");
        _suffix = filenameSuffix;
        _file = new RecordWriter(LogDir, filenameSuffix);
        if (purgeStep is { } step) _file.Write(EventMessage.Of(EventMessage.Now, step).Message(7, new ProtoWriter().Int(1, 1)).Written);
        var period = TimeSpan.FromSeconds(flushSecs);
        _timer = new Timer(_ => FlushFromTimer(), null, period, period);
    }

    /// <summary>The folder.</summary>
    public string LogDir { get; }

    /// <summary>The path of the file.</summary>
    public string FileName => _file.Path;

    /// <summary>Adds a number to a curve.</summary>
    /// <param name="tag">The curve; a slash groups curves.</param>
    /// <param name="scalarValue">A number, or a tensor of one element; stored in single precision.</param>
    /// <param name="globalStep">The x of the point.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <exception cref="ArgumentException">The tag is empty, or the tensor has not exactly one element.</exception>
    public void AddScalar(string tag, MetricValue scalarValue, long globalStep = 0, double? walltime = null)
    {
        CheckTag("AddScalar", tag);
        Write(globalStep, walltime, EventMessage.Scalar(tag, (float)scalarValue.Read("AddScalar", tag)));
    }

    /// <summary>Adds a number to each of several curves in one chart, each in a folder of its own inside of this one.</summary>
    /// <param name="mainTag">The chart.</param>
    /// <param name="tagScalars">The curves and their numbers.</param>
    /// <param name="globalStep">The x of the points.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <exception cref="ArgumentException">As <see cref="AddScalar"/>.</exception>
    public void AddScalars(
        string mainTag, ReadOnlySpan<(string Tag, MetricValue Value)> tagScalars, long globalStep = 0, double? walltime = null)
    {
        CheckTag("AddScalars", mainTag);
        var values = new (RecordWriter? Writer, string Tag, float Value)[tagScalars.Length];
        for (var i = 0; i < values.Length; i++)
        {
            CheckTag("AddScalars", tagScalars[i].Tag);
            values[i] = (null, tagScalars[i].Tag, (float)tagScalars[i].Value.Read("AddScalars", tagScalars[i].Tag));
        }

        foreach (var (_, tag, value) in values)
        {
            var writer = WriterOf(Path.Combine(LogDir, $"{mainTag.Replace('/', '_')}_{tag}"));
            writer.Write(EventMessage.OfValue(walltime ?? EventMessage.Now, globalStep, EventMessage.Scalar(mainTag, value)).Written);
        }
    }

    /// <inheritdoc cref="AddScalars(string, ReadOnlySpan{ValueTuple{string, MetricValue}}, long, double?)"/>
    public void AddScalars(string mainTag, IReadOnlyDictionary<string, double> tagScalars, long globalStep = 0, double? walltime = null) =>
        AddScalars(mainTag, LiveLogger.Pairs(tagScalars, number => number), globalStep, walltime);

    /// <inheritdoc cref="AddScalars(string, ReadOnlySpan{ValueTuple{string, MetricValue}}, long, double?)"/>
    public void AddScalars(string mainTag, IReadOnlyDictionary<string, Tensor> tagScalars, long globalStep = 0, double? walltime = null) =>
        AddScalars(mainTag, LiveLogger.Pairs(tagScalars, tensor => tensor), globalStep, walltime);

    /// <inheritdoc cref="AddScalars(string, ReadOnlySpan{ValueTuple{string, MetricValue}}, long, double?)"/>
    public void AddScalars(string mainTag, IReadOnlyDictionary<string, MetricValue> tagScalars, long globalStep = 0, double? walltime = null) =>
        AddScalars(mainTag, LiveLogger.Pairs(tagScalars, value => value), globalStep, walltime);

    /// <summary>Adds a histogram of a tensor's finite elements, in TensorBoard's own buckets.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="values">The tensor, of any shape and type.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    public void AddHistogram(string tag, Tensor values, long globalStep = 0, double? walltime = null)
    {
        CheckTag("AddHistogram", tag);
        ArgumentNullException.ThrowIfNull(values);
        Write(globalStep, walltime, EventMessage.Histogram(tag, HistogramBuckets.Of(values.ToArray<double>())));
    }

    /// <summary>Adds a picture.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="image">Floating values from 0 to 1 or integers from 0 to 255, of 1, 3 or 4 channels.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <param name="dataFormats">The order of the dimensions: CHW, HWC or HW.</param>
    /// <exception cref="ArgumentException">The shape does not fit the format.</exception>
    public void AddImage(string tag, Tensor image, long globalStep = 0, double? walltime = null, string dataFormats = "CHW")
    {
        CheckTag("AddImage", tag);
        Write(globalStep, walltime, EventMessage.Image(tag, EncodedImage.Of("AddImage", image, dataFormats)));
    }

    /// <summary>Adds several pictures of one size as one, in rows of eight.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="images">As in <see cref="AddImage"/>, with a dimension more.</param>
    /// <param name="globalStep">The time at which they stand.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <param name="dataFormats">The order of the dimensions: NCHW, NHWC or NHW.</param>
    /// <exception cref="ArgumentException">The shape does not fit the format.</exception>
    public void AddImages(string tag, Tensor images, long globalStep = 0, double? walltime = null, string dataFormats = "NCHW")
    {
        CheckTag("AddImages", tag);
        Write(globalStep, walltime, EventMessage.Image(tag, EncodedImage.OfGrid("AddImages", images, dataFormats)));
    }

    /// <summary>Adds a figure as a picture.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="figure">The figure.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    public void AddFigure(string tag, Figure figure, long globalStep = 0, double? walltime = null)
    {
        ArgumentNullException.ThrowIfNull(figure);
        AddFigure(tag, figure.ToPng(), globalStep, walltime);
    }

    /// <summary>Adds a plot of ScottPlot as a picture.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="figure">The plot.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    public void AddFigure(string tag, ScottPlot.Plot figure, long globalStep = 0, double? walltime = null, int width = 640, int height = 480)
    {
        CheckTag("AddFigure", tag);
        ArgumentNullException.ThrowIfNull(figure);
        var png = figure.GetImageBytes(width, height, ScottPlot.ImageFormat.Png);
        Write(globalStep, walltime, EventMessage.Image(tag, EncodedImage.OfPng("AddFigure", png)));
    }

    /// <summary>Adds a picture that is a PNG file already.</summary>
    /// <param name="tag">The tag.</param>
    /// <param name="png">The file's content.</param>
    /// <param name="globalStep">The time at which it stands.</param>
    /// <param name="walltime">The seconds since 1970; now, if null.</param>
    /// <exception cref="ArgumentException">The data are no picture.</exception>
    public void AddFigure(string tag, byte[] png, long globalStep = 0, double? walltime = null)
    {
        CheckTag("AddFigure", tag);
        ArgumentNullException.ThrowIfNull(png);
        Write(globalStep, walltime, EventMessage.Image(tag, EncodedImage.OfPng("AddFigure", png)));
    }

    /// <summary>Adds text, which TensorBoard shows as Markdown.</summary>
    public void AddText(string tag, string textString, long globalStep = 0, double? walltime = null)
    {
        CheckTag("AddText", tag);
        ArgumentNullException.ThrowIfNull(textString);
        Write(globalStep, walltime, EventMessage.Text(tag, textString));
    }

    /// <summary>Adds the graph that computed a tensor; a folder shows one graph.</summary>
    /// <param name="output">The tensor.</param>
    /// <param name="names">Names of leaves, as <c>NamedParameters()</c> gives them; dots group.</param>
    /// <param name="maxNodes">The greatest number of operations and leaves; of a larger graph those nearest to the tensor.</param>
    /// <exception cref="InvalidOperationException">The tensor has no graph.</exception>
    public void AddGraph(Tensor output, IEnumerable<(string Name, Tensor Tensor)>? names = null, int maxNodes = 10_000) =>
        Write(EventMessage.Of(EventMessage.Now, 0).Message(4, GraphMessage.Of(output, names, maxNodes)));

    /// <summary>Adds the graph that a module records for an input.</summary>
    /// <exception cref="InvalidOperationException">The module records none: nothing in it requires a gradient.</exception>
    public void AddGraph(UnaryModule model, Tensor inputToModel)
    {
        ArgumentNullException.ThrowIfNull(model);
        using var _ = GradMode.EnableGrad();
        AddGraph(model.Forward(inputToModel), model.NamedParameters());
    }

    /// <summary>Writes to the files what is still in memory.</summary>
    public void Flush()
    {
        _file.Flush();
        lock (_opening)
        {
            foreach (var writer in _others.Values) writer.Flush();
        }
    }

    /// <summary>Flushes and closes the files; the same as disposing.</summary>
    public void Close() => Dispose();

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer.Dispose();
        _file.Dispose();
        lock (_opening)
        {
            _isClosed = true;
            foreach (var writer in _others.Values) writer.Dispose();
        }
    }

    private static void CheckTag(string op, string tag)
    {
        if (string.IsNullOrEmpty(tag)) throw new ArgumentException($"{op}: the tag is empty; name what is written", nameof(tag));
    }

    private void Write(long globalStep, double? walltime, ProtoWriter value) =>
        Write(EventMessage.OfValue(walltime ?? EventMessage.Now, globalStep, value));

    private void Write(ProtoWriter message) => _file.Write(message.Written);

    private RecordWriter WriterOf(string folder)
    {
        lock (_opening)
        {
            if (_isClosed) throw new InvalidOperationException("SummaryWriter: it is closed; open another one");
            if (!_others.TryGetValue(folder, out var writer)) _others[folder] = writer = new RecordWriter(folder, _suffix);
            return writer;
        }
    }

    private void FlushFromTimer()
    {
        try
        {
            Flush();
        }
        catch (IOException)
        {
            // A full disk must not end the program from a timer's thread; the next call that writes will meet it again.
        }
    }
}
