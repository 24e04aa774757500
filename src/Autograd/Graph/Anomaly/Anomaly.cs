namespace Autograd;

/// <summary>Runs and checks the nodes of a backward pass under <see cref="GradMode.DetectAnomaly"/>.</summary>
internal static class Anomaly
{
    /// <summary>Runs the node's formula.</summary>
    /// <exception cref="AnomalyException">The formula failed; the message says where it was recorded.</exception>
    public static void Run(Node node, CapturedGradients captured)
    {
        var outer = AnomalyTrace.Running;
        AnomalyTrace.Running = node;
        try
        {
            node.Run(new InputGradients(captured));
        }
        catch (Exception e) when (e is not AnomalyException)
        {
            throw new AnomalyException($"Backward: {node.Name} failed: {e.Message}{DescribeOrigin(node)}", node.Name, e);
        }
        finally
        {
            AnomalyTrace.Running = outer;
        }
    }

    /// <summary>Checks that no gradient that the node computed has a NaN.</summary>
    /// <exception cref="AnomalyException">One has; the message says how many, and where it was recorded.</exception>
    public static void Check(Node node, Tensor?[] outputs, Tensor?[] inputs)
    {
        for (var i = 0; i < inputs.Length; i++)
        {
            if (inputs[i] is not { } grad || CountNaN(grad, out var first) is not (> 0 and var count)) continue;
            var source = Array.Exists(outputs, output => output is not null && CountNaN(output, out _) > 0)
                ? "the gradient that it was handed had NaN in it, too: it began there"
                : "the gradient that it was handed had none";
            throw new AnomalyException(
                $"Backward: {node.Name} made a gradient of shape {grad.Shape} for its input {i} that is NaN in {count} of {grad.Numel} "
                + $"elements, the first at [{first}]; {source}{DescribeOrigin(node)}",
                node.Name,
                null);
        }
    }

    private static string DescribeOrigin(Node node) => node.Hooks?.RecordedAt is { } trace
        ? $"{Environment.NewLine}{node.Name} was recorded{trace}"
        : $"; {node.Name} was recorded outside of GradMode.DetectAnomaly(): open it around the forward computation too, to learn where";

    private static int CountNaN(Tensor grad, out string first)
    {
        var values = grad.Detach().To(DType.Float64).ToArray<double>();
        var (count, at) = (0, -1);
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsNaN(values[i])) continue;
            if (count++ == 0) at = i;
        }

        first = at < 0 ? "" : string.Join(", ", grad.Shape.IndexAt(at));
        return count;
    }
}
