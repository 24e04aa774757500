namespace Autograd.NN;

/// <summary>The momentum of a group, which is β₁ for optimizers of Adam's kind; cyclic schedules change it.</summary>
internal static class GroupMomentum
{
    /// <summary>Checks that every group has a momentum.</summary>
    public static void Check(string op, Optimizer optimizer)
    {
        foreach (var group in optimizer.ParamGroups)
        {
            if (!group.Has("momentum") && !group.Has("betas"))
                throw new ArgumentException(
                    $"{op}: {optimizer.GetType().Name} has no momentum to cycle; pass cycleMomentum: false", nameof(optimizer));
        }
    }

    public static void Set(ParameterGroup group, double momentum)
    {
        if (group.Has("betas")) group.Set("betas", momentum, group.Pair("betas").Second);
        else group.Set("momentum", momentum);
    }
}
