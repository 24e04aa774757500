namespace Autograd.Kernels;

/// <summary>The sizes of a run of a recurrent layer. A cell is a run of one step.</summary>
/// <param name="Steps">The length of a sequence.</param>
/// <param name="Batch">The number of sequences.</param>
/// <param name="Inputs">The size of an element of a sequence.</param>
/// <param name="Hidden">The size of a gate.</param>
/// <param name="Outputs">The size of the hidden state: that of a gate, unless an LSTM projects it.</param>
internal readonly record struct RecurrentSizes(int Steps, int Batch, int Inputs, int Hidden, int Outputs)
{
    public int Rows => Steps * Batch;

    /// <summary>The number of elements of a gate in one step.</summary>
    public int Gate => Batch * Hidden;

    /// <summary>The number of elements of the hidden state in one step.</summary>
    public int State => Batch * Outputs;

    public bool IsProjected => Outputs != Hidden;
}
