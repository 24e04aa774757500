namespace Autograd.Live;

/// <summary>Reads the messages that <see cref="EventMessage"/> writes, and passes over fields that it does not know.</summary>
internal static class EventParser
{
    public static void Read(ProtoReader message, SummaryEvent result)
    {
        var values = new List<SummaryValue>();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: result.WallTime = message.Double(); break;
                case 2: result.Step = message.Int(); break;
                case 3: result.FileVersion = message.Text(); break;
                case 4: result.Graph = Graph(message.Message()); break;
                case 5: Summary(message.Message(), values); break;
                case 7: result.IsSessionStart = IsStart(message.Message()); break;
                default: message.Skip(); break;
            }
        }

        result.Values = values;
    }

    private static bool IsStart(ProtoReader message)
    {
        var status = 0L;
        while (message.Next())
        {
            if (message.Field == 1) status = message.Int();
            else message.Skip();
        }

        return status == 1;
    }

    private static void Summary(ProtoReader message, List<SummaryValue> values)
    {
        while (message.Next())
        {
            if (message.Field == 1) values.Add(Value(message.Message()));
            else message.Skip();
        }
    }

    private static SummaryValue Value(ProtoReader message)
    {
        var value = new SummaryValue();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: value.Tag = message.Text(); break;
                case 2: value.Scalar = message.Float(); break;
                case 4: value.Image = Image(message.Message()); break;
                case 5: value.Histogram = Histogram(message.Message()); break;
                case 8: Tensor(message.Message(), value); break;
                case 9: Metadata(message.Message(), value); break;
                default: message.Skip(); break;
            }
        }

        return value;
    }

    private static SummaryImage Image(ProtoReader message)
    {
        var image = new SummaryImage();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: image.Height = (int)message.Int(); break;
                case 2: image.Width = (int)message.Int(); break;
                case 3: image.Channels = (int)message.Int(); break;
                case 4: image.Png = message.Bytes().ToArray(); break;
                default: message.Skip(); break;
            }
        }

        return image;
    }

    private static SummaryHistogram Histogram(ProtoReader message)
    {
        var histogram = new SummaryHistogram();
        var (limits, counts) = (new List<double>(), new List<double>());
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1: histogram.Min = message.Double(); break;
                case 2: histogram.Max = message.Double(); break;
                case 3: histogram.Num = message.Double(); break;
                case 4: histogram.Sum = message.Double(); break;
                case 5: histogram.SumSquares = message.Double(); break;
                case 6: message.Doubles(limits); break;
                case 7: message.Doubles(counts); break;
                default: message.Skip(); break;
            }
        }

        if (limits.Count != counts.Count) throw new FormatException($"a histogram has {limits.Count} limits and {counts.Count} buckets");
        (histogram.BucketLimits, histogram.Buckets) = (limits, counts);
        return histogram;
    }

    private static void Tensor(ProtoReader tensor, SummaryValue value)
    {
        var (texts, numbers) = (new List<string>(), new List<float>());
        while (tensor.Next())
        {
            if (tensor.Field == 8) texts.Add(tensor.Text());
            else if (tensor.Field == 5) tensor.Floats(numbers);
            else tensor.Skip();
        }

        if (numbers.Count > 0) value.Numbers = numbers;
        else value.Texts = texts;
    }

    private static void Metadata(ProtoReader message, SummaryValue value)
    {
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            var plugin = message.Message();
            while (plugin.Next())
            {
                if (plugin.Field == 1) value.PluginName = plugin.Text();
                else if (plugin.Field == 2) value.PluginContent = plugin.Bytes().ToArray();
                else plugin.Skip();
            }
        }
    }

    private static List<GraphNode> Graph(ProtoReader message)
    {
        var nodes = new List<GraphNode>();
        while (message.Next())
        {
            if (message.Field != 1)
            {
                message.Skip();
                continue;
            }

            var node = message.Message();
            var (name, op, inputs) = ("", "", new List<string>());
            while (node.Next())
            {
                if (node.Field == 1) name = node.Text();
                else if (node.Field == 2) op = node.Text();
                else if (node.Field == 3) inputs.Add(node.Text());
                else node.Skip();
            }

            nodes.Add(new GraphNode(name, op, inputs));
        }

        return nodes;
    }
}
