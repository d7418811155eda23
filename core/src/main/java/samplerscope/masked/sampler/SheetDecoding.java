package samplerscope.masked.sampler;

import samplerscope.masked.Decoding;
import samplerscope.masked.UnmaskStep;

/// A decoding that writes on a {@link Sheet} until nothing is hidden.
abstract class SheetDecoding implements Decoding {

    final Sheet sheet;

    SheetDecoding(Sheet sheet) {
        this.sheet = sheet;
    }

    /// One step; called only while something is hidden.
    abstract UnmaskStep next();

    @Override
    public final UnmaskStep step() {
        if (isDone()) {
            throw new IllegalStateException("a step after the last");
        }
        return next();
    }

    @Override
    public final boolean isDone() {
        return sheet.isDone();
    }

    @Override
    public final int[] state() {
        return sheet.state();
    }
}
