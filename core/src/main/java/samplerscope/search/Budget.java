package samplerscope.search;

import samplerscope.registry.InvalidParameterException;
import samplerscope.registry.Setting;

/// When a search ends: at whichever limit it meets first. A limit in seconds makes the number of candidates depend on
/// the machine; the candidates themselves, and their order, do not.
///
/// @param candidates evaluated at most, the warm start included; 0 for no limit
/// @param nfe        model evaluations at most, over all candidates and noises; 0 for no limit
/// @param seconds    of evaluation at most; 0 for no limit
/// @param patience   candidates in a row that may be no gain, those of the warm start not counted; 0 for no limit. A
///                   gain has a smaller error than every earlier candidate with as many model evaluations or fewer
public record Budget(int candidates, long nfe, double seconds, int patience) {

    public Budget {
        notBelowZero("budget.candidates", candidates);
        notBelowZero("budget.nfe", nfe);
        notBelowZero("budget.seconds", seconds);
        notBelowZero("budget.patience", patience);
        if (candidates == 0 && nfe == 0 && seconds == 0 && patience == 0) {
            throw new InvalidParameterException("budget", new Setting.Num(0),
                "must limit the candidates, the model evaluations, the seconds or the candidates without a gain to a "
                    + "number above 0");
        }
    }

    private static void notBelowZero(String place, double limit) {
        if (!(limit >= 0)) {
            throw new InvalidParameterException(place, new Setting.Num(limit), "must be at least 0, which is no limit");
        }
    }

    public static Budget ofCandidates(int candidates) {
        return new Budget(candidates, 0, 0, 0);
    }

    public static Budget ofNfe(long nfe) {
        return new Budget(0, nfe, 0, 0);
    }

    public static Budget ofSeconds(double seconds) {
        return new Budget(0, 0, seconds, 0);
    }

    public Budget withPatience(int changed) {
        return new Budget(candidates, nfe, seconds, changed);
    }

    boolean isSpent(int candidatesDone, long nfeDone, double secondsDone) {
        return candidates > 0 && candidatesDone >= candidates || nfe > 0 && nfeDone >= nfe
            || seconds > 0 && secondsDone >= seconds;
    }

    boolean isOutOfPatience(int sinceGain) {
        return patience > 0 && sinceGain >= patience;
    }
}
