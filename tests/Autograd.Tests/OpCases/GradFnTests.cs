using System.Text.Json;

namespace Autograd.Tests.OpCases;

/// <summary>The name of the node that made a result is PyTorch's (tests/fixtures/grad_fn.py), in every row of the table.</summary>
public class GradFnTests
{
    private static readonly Dictionary<string, string> _stored = JsonSerializer.Deserialize<Dictionary<string, string>>(
        File.ReadAllText(Path.Combine(TestContext.CurrentContext.TestDirectory, "Fixtures", "grad_fn.json")))!;

    /// <summary>The rows whose names differ, with the reason.</summary>
    private static readonly (string Reason, string[] Rows)[] _others =
    [
        ("PyTorch 1.13 alone says ReshapeAlias and UnsafeView; versions before and after say View",
            ["reshape", "reshape_of_transposed", "flatten", "at_least_1d"]),
        ("the stored row is of another function: one with a second derivative, with a stable order, or torch.where",
            ["lgamma", "lgamma_negative", "digamma", "digamma_negative", "trigamma", "polygamma_3", "hardsigmoid", "heaviside",
             "sort", "sort_first", "sort_middle", "sort_descending", "diff_none"]),
        ("one node here, named for the operation or layer; there the last of its steps",
            ["attention", "attention_causal", "attention_mask", "attention_visible", "attention_broadcast",
             "rnn", "rnn_reverse", "rnn_no_bias", "rnn_relu", "rnn_cell", "rnn_cell_no_bias", "rnn_cell_relu",
             "gru", "gru_reverse", "gru_no_bias", "gru_cell",
             "instance_norm", "instance_norm_affine", "instance_norm_eval", "rms_norm", "rms_norm_dims", "rms_norm_plain",
             "max_pool1d", "max_pool1d_all", "avg_pool1d", "avg_pool1d_exclusive", "adaptive_avg_pool1d", "adaptive_max_pool1d", "max_unpool1d",
             "cross_entropy_weights", "cross_entropy_probabilities", "cross_entropy_probabilities_weights"]),
        ("a number beside a tensor is a tensor without dimensions here, and has a node of its own there",
            ["xlogy_number", "number_xlogy", "copysign_number", "fmod_number", "index_fill_tensor"]),
        ("one node there; several here, the last of which shows",
            ["addmm", "addmm_scaled", "addmv", "baddbmm", "nansum", "nansum_dims", "deg2rad", "rad2deg", "clamp_tensors", "clamp_min_tensor",
             "clamp_max_tensor", "clamp_broadcast", "mse_loss", "mse_loss_none",
             "diag_embed", "diag_embed_above", "diag_embed_below", "diag_vector", "diag_matrix", "trace", "cross", "cross_dim",
             "tile", "tile_more", "repeat", "repeat_interleave", "repeat_interleave_flat", "repeat_interleave_each",
             "roll_flat", "rot90", "rot90_back", "rot90_half", "rot90_whole", "block_diag",
             "pad_reflect", "pad_reflect_2d", "pad_reflect_crop", "pad_replicate", "pad_replicate_2d", "pad_replicate_crop",
             "pad_circular", "pad_circular_2d", "pad_circular_crop",
             "area_1d", "affine_grid", "affine_grid_aligned", "affine_grid_3d", "affine_grid_3d_aligned", "grid_nearest_3d",
             .. from end in new[] { "zeros", "border", "reflection", "zeros_aligned", "border_aligned", "reflection_aligned" }
                from mode in new[] { "bilinear", "nearest", "bicubic", "trilinear" }
                select $"grid_{mode}_{end}",
             "index_reduce_prod", "index_reduce_mean", "index_reduce_amax", "index_reduce_amin",
             "masked_scatter", "masked_scatter_stretched",
             "solve_vector", "solve_vectors", "solve_right", "solve_triangular_right", "cholesky_upper", "cholesky_solve",
             "cholesky_solve_upper", "lstsq", "lstsq_wide", "matrix_norm_fro"]),
        ("one node there; several here, the last of which shows: losses, distances and bags",
            ["smooth_l1_loss_zero", "binary_cross_entropy_weight", "binary_cross_entropy_with_logits_weights",
             "multi_margin_loss", "multi_margin_loss_square", "multi_margin_loss_one", "multilabel_margin_loss", "multilabel_margin_loss_none", "multiclass_hinge",
             "pdist", "pdist_1", "embedding_bag", "embedding_bag_offsets", "embedding_bag_last", "embedding_bag_max", "embedding_bag_padding",
             "embedding_bag_padding_max", "embedding_bag_weights", "bilinear_form_plain",
             "pixel_shuffle", "pixel_shuffle_image", "pixel_unshuffle", "channel_shuffle"]),
        ("clamp_min there, Clamp with one bound here", ["margin_ranking_loss_none", "triplet_margin_loss_swap"]),
        ("several nodes on both sides, in another order or with other views at the end",
            ["trapezoid", "trapezoid_first", "trapezoid_at", "trapezoid_at_each", "cumulative_trapezoid", "cumulative_trapezoid_at",
             "quantile", "quantile_dim", "quantile_kept", "quantile_of_all_kept", "quantile_parts", "quantile_lower", "quantile_higher",
             "quantile_midpoint", "quantile_nearest", "nanquantile", "nanquantile_parts",
             "matmul_vector_matrix", "matmul_batch", "matmul_batch_matrix", "matmul_matrix_batch", "matmul_batch_broadcast",
             "matmul_vector_batch", "matmul_batch_vector", "linear_vector", "linear_one_output_batch",
             "tensordot", "tensordot_0", "tensordot_dims", "kron", "kron_ranks", "multi_dot", "multi_dot_vectors", "matrix_power_0", "matrix_power_3",
             "vander", "vander_n", "lu_product", "svd_polar_wide", "logdet", "cond",
             "matrix_norm_nuc", "matrix_norm_1", "matrix_norm_minus_1", "matrix_norm_inf", "matrix_norm_minus_inf", "matrix_norm_2",
             "matrix_norm_minus_2", "meshgrid_xy_second", "combinations", "combinations_of_three", "combinations_replacement",
             "at_least_2d", "at_least_3d", "at_least_3d_vector",
             "einsum_identity", "einsum_diagonal", "einsum_cube_diagonal", "einsum_matmul", "einsum_matmul_transposed", "einsum_batch",
             "einsum_attention", "einsum_batch_broadcast", "einsum_bilinear", "einsum_chain", "einsum_same_operand"]),
    ];

    private static IEnumerable<OpCase> Rows => OpTable.All.Where(row => row.HasFixture);

    [Test]
    public void Every_row_has_a_stored_name() =>
        Assert.That(Rows.Select(row => row.Name).Except(_stored.Keys), Is.Empty, "run tests/fixtures/grad_fn.py");

    [Test]
    public void The_node_is_named_as_in_PyTorch()
    {
        var others = _others.SelectMany(row => row.Rows).ToHashSet();
        var different = from row in Rows
                        let name = NameOf(row)
                        let stored = _stored.GetValueOrDefault(row.Name)
                        where stored is not null && name != stored && !others.Contains(row.Name)
                        select $"{row.Name}: {name}, and {stored} in PyTorch";
        Assert.That(different, Is.Empty);
    }

    [Test]
    public void No_reason_is_given_for_a_row_that_agrees()
    {
        var rows = Rows.ToDictionary(row => row.Name);
        var idle = _others.SelectMany(row => row.Rows).Where(name => !rows.TryGetValue(name, out var row) || NameOf(row) == _stored.GetValueOrDefault(name));
        Assert.That(idle, Is.Empty);
    }

    private static string NameOf(OpCase row) => row.Function(row.MakeInputs()).GradFn?.Name ?? "None";
}
