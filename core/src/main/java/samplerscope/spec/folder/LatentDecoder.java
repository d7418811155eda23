package samplerscope.spec.folder;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import samplerscope.model.Decoder;
import samplerscope.model.onnx.NetworkFile;
import samplerscope.model.onnx.Numbers;

/// The decoder of an autoencoder for latents of one size.
///
/// @param latentShape  [C, h, w]
/// @param pictureShape [3, H, W]
record LatentDecoder(Autoencoder autoencoder, List<Integer> latentShape, List<Integer> pictureShape)
    implements Decoder {

    @Override
    public float[] decode(float[] states) {
        int size = latentShape.stream().reduce(1, (a, b) -> a * b);
        int count = states.length / size;
        int picture = pictureShape.stream().reduce(1, (a, b) -> a * b);
        var all = new float[count * picture];
        for (int i = 0; i < count; i++) {
            float[] made = one(Arrays.copyOfRange(states, i * size, (i + 1) * size));
            System.arraycopy(made, 0, all, i * picture, picture);
        }
        return all;
    }

    private float[] one(float[] state) {
        NetworkFile network = autoencoder.network();
        String output = network.outputs().getFirst().name();
        Numbers given = Numbers.of(batched(latentShape), autoencoder.unscaled(state, latentShape.getFirst()));
        Numbers made = network.run(autoencoder.threads(), Map.of(network.inputs().getFirst().name(), given),
            Set.of(output)).get(output);
        if (!made.shape().equals(batched(pictureShape))) {
            throw autoencoder.config().wrong("block_out_channels", "the decoder makes %s of latents of %s, and by its "
                .formatted(made.shape(), batched(latentShape)) + "config " + batched(pictureShape),
                "write those of the network");
        }
        return made.values();
    }

    private static List<Integer> batched(List<Integer> shape) {
        return IntStream.concat(IntStream.of(1), shape.stream().mapToInt(n -> n)).boxed().toList();
    }
}
