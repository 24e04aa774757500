using System.Globalization;

namespace Autograd.Live;

public sealed partial class SummaryWriter
{
    /// <summary>
    /// Adds a run to the table that compares hyperparameters with results. It goes to a folder of its own inside of this
    /// one, as a run that has ended.
    /// </summary>
    /// <param name="hparams">Numbers, texts and bools by name.</param>
    /// <param name="metrics">The results by name.</param>
    /// <param name="runName">The folder's name; if null, the time.</param>
    /// <exception cref="ArgumentException">A hyperparameter is neither number, text nor bool.</exception>
    public void AddHParams(
        IReadOnlyDictionary<string, object> hparams, IReadOnlyDictionary<string, double> metrics, string? runName = null)
    {
        ArgumentNullException.ThrowIfNull(hparams);
        ArgumentNullException.ThrowIfNull(metrics);
        var (experiment, start) = (new ProtoWriter(), new ProtoWriter());
        foreach (var (name, value) in hparams)
        {
            var (type, message) = ValueOf(name, value);
            experiment.Message(4, new ProtoWriter().Text(1, name).Int(4, type));
            start.Message(1, new ProtoWriter().Text(1, name).Message(2, message));
        }

        foreach (var name in metrics.Keys)
            experiment.Message(5, new ProtoWriter().Message(1, new ProtoWriter().Text(2, name)));
        var end = new ProtoWriter().Int(1, 1);
        var folder = runName ?? (EventMessage.Now.ToString("F6", CultureInfo.InvariantCulture));
        var writer = WriterOf(Path.Combine(LogDir, folder));
        Add("_hparams_/experiment", 2, experiment);
        Add("_hparams_/session_start_info", 3, start);
        Add("_hparams_/session_end_info", 4, end);
        foreach (var (name, value) in metrics)
            writer.Write(EventMessage.OfValue(EventMessage.Now, 0, EventMessage.Scalar(name, (float)value)).Written);

        void Add(string tag, int field, ProtoWriter data)
        {
            var content = new ProtoWriter().Message(field, data);
            var message = new ProtoWriter().Text(1, tag).Message(9, EventMessage.Plugin("hparams", content.Written));
            writer.Write(EventMessage.OfValue(EventMessage.Now, 0, message).Written);
        }
    }

    /// <summary>A value as a google.protobuf.Value, with the number of its type.</summary>
    private static (int Type, ProtoWriter Value) ValueOf(string name, object value) => value switch
    {
        bool flag => (2, new ProtoWriter().Int(4, flag ? 1 : 0)),
        string text => (1, new ProtoWriter().Text(3, text)),
        double or float or decimal or byte or sbyte or short or ushort or int or uint or long or ulong =>
            (3, new ProtoWriter().Double(2, Convert.ToDouble(value, CultureInfo.InvariantCulture))),
        _ => throw new ArgumentException(
            $"AddHParams: hyperparameter \"{name}\" is {(value is null ? "null" : $"a {value.GetType().Name}")}; pass a number, a text or a bool"),
    };
}
