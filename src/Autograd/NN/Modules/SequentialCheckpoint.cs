namespace Autograd.NN;

/// <summary>Checkpoints of a <see cref="NN.Sequential"/>.</summary>
public static class SequentialCheckpoint
{
    extension(Checkpoint)
    {
        /// <summary>
        /// Runs the modules of a chain in segments, which save only their inputs and are computed again in the backward
        /// pass; the last one saves all, as its backward pass comes at once. <c>checkpoint_sequential</c>.
        /// </summary>
        /// <param name="functions">The chain.</param>
        /// <param name="segments">The number of segments, at most that of the modules.</param>
        /// <param name="input">The input of the first module.</param>
        /// <param name="preserveRandomState">True to make the second run draw the random numbers of the first.</param>
        /// <exception cref="ArgumentOutOfRangeException">There are no segments, or more of them than modules.</exception>
        /// <example><code>var y = Checkpoint.Sequential(net, segments: 4, x);</code></example>
        public static Tensor Sequential(Sequential functions, int segments, Tensor input, bool preserveRandomState = true)
        {
            ArgumentNullException.ThrowIfNull(functions);
            ArgumentNullException.ThrowIfNull(input);
            if (segments < 1 || segments > functions.Count)
                throw new ArgumentOutOfRangeException(
                    nameof(segments), $"Checkpoint.Sequential: {segments} segments of {functions.Count} modules; {ValidNumbers.Use(1, functions.Count)}");
            var size = functions.Count / segments;
            for (var i = 0; i < segments - 1; i++)
            {
                var part = functions[(i * size)..((i + 1) * size)];
                input = Checkpoint.Run(part.Forward, input, preserveRandomState);
            }

            return functions[((segments - 1) * size)..].Forward(input);
        }
    }
}
