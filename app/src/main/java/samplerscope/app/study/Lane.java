package samplerscope.app.study;

import samplerscope.spec.RunSpec;

/// One column of a comparison.
///
/// @param id     stable for the life of the study; never reused
/// @param name   given by the user; empty to be named after the spec
/// @param style  index of colour, marker and dash, from 0
/// @param spec   what it runs
/// @param hidden whether it is left out of canvas and charts
public record Lane(int id, String name, int style, RunSpec.Denoise spec, boolean hidden) {

    public Lane withName(String changed) {
        return new Lane(id, changed, style, spec, hidden);
    }

    public Lane withStyle(int changed) {
        return new Lane(id, name, changed, spec, hidden);
    }

    public Lane withSpec(RunSpec.Denoise changed) {
        return new Lane(id, name, style, changed, hidden);
    }

    public Lane withHidden(boolean changed) {
        return new Lane(id, name, style, spec, changed);
    }
}
