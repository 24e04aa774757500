namespace Autograd;

public sealed partial class Tensor
{
    /// <summary>Converts angles from degrees to radians: x·π/180. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·π/180.</remarks>
    public Tensor Deg2Rad() => Floating() * (Math.PI / 180);

    /// <summary>Converts angles from radians to degrees: x·180/π. Integers become Float32 first.</summary>
    /// <remarks>Gradient: g·180/π.</remarks>
    public Tensor Rad2Deg() => Floating() * (180 / Math.PI);
}
