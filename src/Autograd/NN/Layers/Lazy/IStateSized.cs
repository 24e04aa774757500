namespace Autograd.NN;

/// <summary>A lazy layer that finds its size in a saved state too.</summary>
internal interface IStateSized
{
    /// <summary>The name of the tensor whose shape tells the size.</summary>
    string SizedBy { get; }

    /// <summary>Returns the size that the layer would have by the shape of that tensor; null if it fits no size.</summary>
    int? SizeBy(Shape shape);

    /// <summary>Returns the names and shapes of the tensors that a layer of a size has.</summary>
    IEnumerable<(string Name, Shape Shape)> ShapesOf(int size);

    /// <summary>Makes the tensors, with zeros or ones, which a state is to replace: no random number is drawn.</summary>
    void MakeEmpty(int size);
}
