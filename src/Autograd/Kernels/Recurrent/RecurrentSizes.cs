namespace Autograd.Kernels;

/// <summary>The sizes of a run of a recurrent layer; one step of a cell is a run of one step.</summary>
/// <param name="Steps">The elements of a sequence.</param>
/// <param name="Batch">The sequences.</param>
/// <param name="Inputs">The size of an element.</param>
/// <param name="Hidden">The size of a gate.</param>
/// <param name="Outputs">The size of the state that is handed on: that of a gate, unless an LSTM projects it.</param>
internal readonly record struct RecurrentSizes(int Steps, int Batch, int Inputs, int Hidden, int Outputs)
{
    public int Rows => Steps * Batch;

    /// <summary>The elements of one step's gate.</summary>
    public int Gate => Batch * Hidden;

    /// <summary>The elements of one step's state.</summary>
    public int State => Batch * Outputs;

    public bool IsProjected => Outputs != Hidden;
}
