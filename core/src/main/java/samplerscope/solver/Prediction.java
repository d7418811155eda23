package samplerscope.solver;

import java.util.List;
import java.util.Optional;
import samplerscope.schedule.Parameterization;
import samplerscope.statistics.EmsTable;

/// What a step expands in lambda.
public enum Prediction {

    /// The clean sample.
    DATA("data"),
    /// The noise.
    NOISE("noise"),
    /// What is left of the noise after a linear part that model statistics give; the data where there are no
    /// statistics.
    ///
    /// Source: Zheng et al. 2023, arXiv:2310.13268, Eq. 9 (DPM-Solver-v3).
    STATISTICS("v3");

    private final String word;

    Prediction(String word) {
        this.word = word;
    }

    /// As in files and forms.
    public String word() {
        return word;
    }

    /// The forms of outputs that are read.
    ///
    /// @param ems statistics of the model, where they are known
    List<Parameterization> forms(Optional<EmsTable> ems) {
        if (this == STATISTICS && ems.isPresent()) {
            return List.of(Parameterization.NOISE, Parameterization.DATA);
        }
        return List.of(this == NOISE ? Parameterization.NOISE : Parameterization.DATA);
    }
}
