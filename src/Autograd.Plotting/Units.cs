namespace Autograd.Plotting;

/// <summary>A figure's inch has 100 pixels, and a point is an inch's 72nd part.</summary>
internal static class Units
{
    internal const int Dpi = 100;

    internal static float Pixels(double points) => (float)(points * Dpi / 72);
}
