package samplerscope.spec.folder;

import java.util.Collections;
import java.util.List;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Port;

/// The decoding half of an autoencoder: `vae_decoder/model.onnx` and its config.
///
/// A model's latent is `(z - shift) * scaling`, so that its numbers are about as large as those of the noise.
///
/// Source: the configs of AutoencoderKL of huggingface/diffusers and its pipelines.
///
/// @param factor  pixels of a picture per number of a latent, along each side
/// @param scaling `scaling_factor`; one per channel where the config lists `latents_std`
/// @param shift   `shift_factor`; one per channel where the config lists `latents_mean`
/// @param threads for one call
record Autoencoder(NetworkFile network, ConfigFile config, int factor, List<Double> scaling, List<Double> shift,
                   int threads) implements AutoCloseable {

    /// Of the autoencoder of Stable Diffusion 1, whose config did not name it at first.
    private static final double FIRST_SCALING = 0.18215;
    private static final int COLOURS = 3;
    /// Of one latent, far beyond use.
    private static final int MOST_HALVINGS = 8;

    /// @param channels of the latents that the denoising network makes
    /// @throws FolderException if the config says what cannot be
    static Autoencoder of(NetworkFile network, ConfigFile config, int channels, int threads) {
        int latents = config.count("latent_channels").orElse(channels);
        if (latents != channels || network.inputs().size() != 1 || network.inputs().getFirst().shape().size() != 4) {
            throw config.wrong("latent_channels", "the decoder takes %s of %d channels; the latents have %d".formatted(
                inputs(network), latents, channels), "take decoder and denoising network from one export");
        }
        int halvings = config.counts("block_out_channels").size() - 1;
        if (halvings < 0 || halvings > MOST_HALVINGS) {
            throw config.wrong("block_out_channels", "there are %d of them".formatted(halvings + 1),
                "list one per resolution of the autoencoder");
        }
        double scaling = config.number("scaling_factor", FIRST_SCALING);
        List<Double> deviations = perChannel(config, "latents_std", channels, 1);
        return new Autoencoder(network, config, 1 << halvings, deviations.stream().map(d -> scaling / d).toList(),
            perChannel(config, "latents_mean", channels, config.number("shift_factor", 0)), threads);
    }

    private static List<String> inputs(NetworkFile network) {
        return network.inputs().stream().map(Port::inWords).toList();
    }

    private static List<Double> perChannel(ConfigFile config, String name, int channels, double standard) {
        List<Double> given = config.numbers(name);
        if (!given.isEmpty() && (given.size() != channels || given.contains(0.0))) {
            throw config.wrong(name, "there are %d numbers for %d channels, or one is 0".formatted(given.size(),
                channels), "list one per channel");
        }
        return given.isEmpty() ? Collections.nCopies(channels, standard) : given;
    }

    /// What the network decodes, of what the model samples.
    ///
    /// @param state [C, h, w]
    float[] unscaled(float[] state, int channels) {
        var raw = new float[state.length];
        int plane = state.length / channels;
        for (int i = 0; i < raw.length; i++) {
            raw[i] = (float) (state[i] / scaling.get(i / plane) + shift.get(i / plane));
        }
        return raw;
    }

    /// For latents of a size.
    ///
    /// @param latentShape [C, h, w]
    LatentDecoder decoder(List<Integer> latentShape) {
        return new LatentDecoder(this, latentShape,
            List.of(COLOURS, latentShape.get(1) * factor, latentShape.get(2) * factor));
    }

    @Override
    public void close() {
        network.close();
    }
}
