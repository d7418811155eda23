package samplerscope.anatomy;

import java.util.Optional;
import samplerscope.schedule.NoiseLevel;

/// One step, taken apart.
///
/// @param index   from 0
/// @param solver  what took it
/// @param nfe     network evaluations up to its end, guidance included
/// @param errors  against the model's exact path; empty for a run with noise
/// @param gain    its stability
/// @param network against the ideal denoiser; empty unless a network was asked whose data are known
public record StepAnatomy(int index, String solver, NoiseLevel from, NoiseLevel to, int nfe,
                          Optional<StepErrors> errors, StepGain gain, Optional<NetworkErrors> network) {}
