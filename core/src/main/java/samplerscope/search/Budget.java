package samplerscope.search;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// When a search ends: at whichever limit it meets first. A limit in seconds makes the number of candidates depend on
/// the machine; the candidates themselves, and their order, do not.
///
/// @param candidates evaluated at most, the warm start included; 0 for no limit
/// @param nfe        model evaluations at most, over all candidates and noises; 0 for no limit
/// @param seconds    of evaluation at most; 0 for no limit
public record Budget(int candidates, long nfe, double seconds) {

    public Budget {
        if (!(candidates >= 0) || !(nfe >= 0) || !(seconds >= 0) || candidates == 0 && nfe == 0 && seconds == 0) {
            throw new InvalidParameterException("budget", new Setting.Num(candidates),
                "must limit the candidates, the model evaluations or the seconds to a number above 0");
        }
    }

    public static Budget ofCandidates(int candidates) {
        return new Budget(candidates, 0, 0);
    }

    public static Budget ofNfe(long nfe) {
        return new Budget(0, nfe, 0);
    }

    public static Budget ofSeconds(double seconds) {
        return new Budget(0, 0, seconds);
    }

    boolean isSpent(int candidatesDone, long nfeDone, double secondsDone) {
        return candidates > 0 && candidatesDone >= candidates || nfe > 0 && nfeDone >= nfe
            || seconds > 0 && secondsDone >= seconds;
    }
}
