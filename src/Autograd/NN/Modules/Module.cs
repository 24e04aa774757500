using System.Diagnostics.CodeAnalysis;

namespace Autograd.NN;

/// <summary>
/// The base class of networks and their parts: parameters, further modules, and a <c>Forward</c> of any signature.
/// Parameters and modules are found in its fields and need not be registered.
/// </summary>
/// <remarks>
/// <para>
/// A module's parameters are the tensors made by <see cref="Parameter.From"/> in its fields and properties, private
/// ones and those of base classes included; its children are the modules there. Both are also found in lists, arrays
/// and dictionaries. They are looked up on each call, so a layer that was replaced is found. Their order is that of
/// declaration, base class first; a member that can be reached twice counts once.
/// </para>
/// <para>
/// Names in the state are PyTorch's: field <c>_x2h</c> or property <c>X2h</c> is <c>x2h</c>, <c>WeightIh</c> is
/// <c>weight_ih</c>, an element of a list <c>layers.0</c>, an entry of a dictionary <c>heads.key</c>.
/// </para>
/// </remarks>
/// <example><code>
/// sealed class Net : Module
/// {
///     readonly Linear _hidden = new(2, 8), _output = new(8, 1);
///
///     public Tensor Forward(Tensor x) => _output.Forward(_hidden.Forward(x).Tanh());
/// }
/// </code></example>
[DynamicallyAccessedMembers(ModuleFields.Kept)]
public abstract partial class Module : IStateful
{
    /// <summary>
    /// True if the module is being trained; modules such as dropout do nothing in evaluation. True by default.
    /// </summary>
    public bool IsTraining { get; internal set; } = true;

    internal void ConvertTo(DType dtype)
    {
        foreach (var kind in (ReadOnlySpan<MemberKind>)[MemberKind.Parameter, MemberKind.Buffer])
        {
            foreach (var (_, tensor) in TensorWalk.Find(this, kind, withNames: false)) Convert(tensor, dtype);
        }
    }

    private static void Convert(Tensor tensor, DType dtype)
    {
        if (!tensor.DType.IsFloatingPoint() || tensor.DType == dtype) return;
        var grad = tensor.Grad;
        tensor.Data = tensor.Data.To(dtype);
        tensor.Grad = grad?.Detach().To(dtype);
    }
}
