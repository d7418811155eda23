package samplerscope.app.library;

import java.util.function.UnaryOperator;
import samplerscope.spec.RunSpec;

/// Adds lanes to the study.
@FunctionalInterface
public interface LaneMaker {

    /// @param name   of the lane
    /// @param change from what the focused lane runs to what the new one runs
    void make(String name, UnaryOperator<RunSpec.Denoise> change);
}
