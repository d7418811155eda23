package samplerscope.solver;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// The share of the ancestral noise, between the ODE and the noise of DDPM.
final class Eta {

    private Eta() {}

    /// @throws InvalidParameterException outside 0 to 1, where the level below the target would not be real
    static void check(double eta) {
        if (!(eta >= 0 && eta <= 1)) {
            throw new InvalidParameterException("eta", new Setting.Num(eta), "must be between 0 and 1");
        }
    }
}
