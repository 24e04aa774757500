namespace Autograd;

/// <summary>Whose memory the outputs of user code are in.</summary>
internal static class OutputMemory
{
    /// <summary>Whether an output shares memory with an input or with an output before it.</summary>
    public static bool IsShared(Tensor[] outputs, int index, Tensor[] inputs)
    {
        foreach (var input in inputs)
            if (outputs[index].SharesStorage(input)) return true;
        for (var i = 0; i < index; i++)
            if (outputs[index].SharesStorage(outputs[i])) return true;
        return false;
    }
}
