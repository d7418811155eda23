package samplerscope.random;

import static samplerscope.registry.Parameter.oneOf;
import static samplerscope.registry.Parameter.whole;

import java.util.List;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Parameter;
import samplerscope.registry.Setting;
import samplerscope.registry.Settings;

/// The sources of initial noise that ship with the program; the first is the default.
public final class BuiltInNoises {

    private static final int BLOCK = 256; // threads per block of PyTorch's kernels of random numbers
    private static final int MOST_THREADS = 1 << 24; // far beyond any device

    private static final Parameter PER = oneOf("per", "seed per",
        "batch: all samples of the run are one tensor, made by one generator with the seed; sample: sample i has a "
            + "generator of its own with seed + i", "batch", "sample");
    private static final Parameter THREADS = whole("threads", "GPU threads",
        "multiprocessors times threads of each, such as 196608 of an RTX 4090; matters only for noise with more numbers "
            + "than that; 0 means it has fewer", 0, 0, MOST_THREADS);
    private static final Parameter SCALE = oneOf("scale", "scale",
        "of a variance-preserving run: unit, as most programs start; sigma, as Euler, Heun and LMS of diffusers do with "
            + "timestep spacing linspace or trailing", "unit", "sigma");

    private BuiltInNoises() {}

    public static List<NoiseFamily> families() {
        return List.of(
            new NoiseFamily("own", "Own", "a sample's noise is the same alone and in any batch", List.of(),
                _ -> new NoiseSource.Own()),
            new NoiseFamily("torch-cpu", "PyTorch, CPU",
                "ComfyUI; diffusers with a generator of the CPU, or a list of them (per sample)", List.of(PER, SCALE),
                s -> new NoiseSource.TorchCpu(per(s), scale(s))),
            new NoiseFamily("torch-cuda", "PyTorch, CUDA",
                "diffusers with a generator of the GPU; stable-diffusion-webui (per sample)", List.of(PER, THREADS, SCALE),
                s -> new NoiseSource.TorchCuda(per(s), threads(s), scale(s))));
    }

    private static NoiseSource.Per per(Settings s) {
        return s.word("per").equals("batch") ? NoiseSource.Per.BATCH : NoiseSource.Per.SAMPLE;
    }

    private static NoiseSource.Scale scale(Settings s) {
        return s.word("scale").equals("unit") ? NoiseSource.Scale.UNIT : NoiseSource.Scale.SIGMA;
    }

    private static int threads(Settings s) {
        int threads = s.whole("threads");
        if (threads % BLOCK != 0) {
            throw new InvalidParameterException("noise.threads", new Setting.Num(threads),
                "must be a multiple of %d".formatted(BLOCK));
        }
        return threads;
    }
}
