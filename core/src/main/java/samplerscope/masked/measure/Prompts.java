package samplerscope.masked.measure;

import java.util.SplittableRandom;
import samplerscope.masked.Canvas;
import samplerscope.masked.MaskedWorld;
import samplerscope.masked.Streams;
import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// Where each sequence begins. Depends on the index of the sequence only; asked from several threads.
@FunctionalInterface
public interface Prompts {

    /// The canvas that sequence `index` starts from, shape [L].
    int[] start(int index);

    /// Nothing is given.
    static Prompts none(int length) {
        return _ -> Canvas.hidden(length);
    }

    /// The same start for all.
    static Prompts always(int[] start) {
        int[] kept = start.clone();
        return _ -> kept.clone();
    }

    /// An exact sample of the world, of which each position is shown with a probability, independently.
    ///
    /// @param share in [0, 1]
    /// @throws InvalidParameterException for another share
    static Prompts revealed(MaskedWorld world, double share, long seed) {
        if (!(share >= 0 && share <= 1)) {
            throw new InvalidParameterException("share", new Setting.Num(share), "must be between 0 and 1");
        }
        return index -> {
            SplittableRandom random = Streams.stream(seed, index, 4);
            int[] start = world.sample(Canvas.hidden(world.length()), random);
            for (int i = 0; i < start.length; i++) {
                if (random.nextDouble() >= share) {
                    start[i] = Canvas.MASK;
                }
            }
            return start;
        };
    }
}
