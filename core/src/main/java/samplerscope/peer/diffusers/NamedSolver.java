package samplerscope.peer.diffusers;

import samplerscope.peer.Between;
import samplerscope.peer.UnknownOptionException;
import samplerscope.registry.Setting;
import samplerscope.solver.Ancestral;
import samplerscope.solver.ClippedDdim;
import samplerscope.solver.Consistency;
import samplerscope.solver.Ddim;
import samplerscope.solver.Ddpm;
import samplerscope.solver.DeisLogRho;
import samplerscope.solver.DpmMultistep;
import samplerscope.solver.DpmPlusPlus2MSde;
import samplerscope.solver.DpmPlusPlus3M;
import samplerscope.solver.DpmPlusPlus3MSde;
import samplerscope.solver.DpmSingleStep;
import samplerscope.solver.DpmSolver2MSde;
import samplerscope.solver.DpmSolver2S;
import samplerscope.solver.EulerAncestral;
import samplerscope.solver.FlowHeun;
import samplerscope.solver.Heun;
import samplerscope.solver.IPndm;
import samplerscope.solver.Lms;
import samplerscope.solver.MultistepForm;
import samplerscope.solver.SaSolver;
import samplerscope.solver.SlopeForm;
import samplerscope.solver.Solver;
import samplerscope.solver.Threshold;
import samplerscope.solver.UniPc;
import samplerscope.spec.Choice;

/// The registered solver, with its settings, that takes a step as a solver of a replayed scheduler does.
final class NamedSolver {

    private NamedSolver() {}

    /// @throws UnknownOptionException if no registered solver does
    static Choice of(Solver solver, ProgramStep.Place place) {
        return switch (solver) {
            case ProgramStep own -> own.named(place);
            case Between between -> between(between, place);
            case Ddim(double eta) -> number(Choice.of("ddim"), "eta", eta, 0);
            case ClippedDdim(Threshold t, double eta) -> number(clipped(t), "eta", eta, 0);
            case Ddpm(Ddpm.Variance variance, double endNoise) -> number(variance == Ddpm.Variance.LARGE
                ? word(Choice.of("ddpm"), "variance", "large") : Choice.of("ddpm"), "end-noise", endNoise, 0);
            case DpmMultistep dpm -> multistep(dpm);
            case DpmPlusPlus2MSde(double eta, SlopeForm form) ->
                number(type(Choice.of("dpmpp-2m-sde"), form), "eta", eta, 1);
            case DpmPlusPlus3MSde(double eta, DpmPlusPlus3M.Curvature curvature) -> number(word(
                Choice.of("dpmpp-3m-sde"), "curvature", word(curvature)), "eta", eta, 1);
            case DpmSolver2MSde(int order, SlopeForm form) -> number(type(Choice.of("dpm-solver-2m-sde"), form), "order",
                StrictMath.min(order, 2), 2);
            case DpmSingleStep call -> singleStep(call);
            case DeisLogRho(int degree) -> number(Choice.of("deis-log-rho"), "degree", degree, 2);
            case UniPc uniPc -> uniPc(uniPc);
            case SaSolver sa -> saSolver(sa);
            case Lms(int order, var _) -> number(Choice.of("lms"), "order", order, 4);
            case IPndm(int order, boolean fromZero) -> flag(number(Choice.of("ipndm"), "order", order, 4), "from-zero",
                fromZero);
            case Heun _ -> Choice.of("heun");
            case FlowHeun _ -> Choice.of("flow-heun");
            case EulerAncestral(double eta) -> number(Choice.of("euler-a"), "eta", eta, 1);
            case Ancestral(DpmSolver2S _, double eta) -> number(Choice.of("dpm-2-a"), "eta", eta, 1);
            case DpmSolver2S _ -> Choice.of("dpm-solver-2s");
            case Consistency c -> consistency(c, place);
            default -> throw new UnknownOptionException("no solver is registered that steps as %s does".formatted(solver),
                "choose another scheduler class");
        };
    }

    /// Off the grid where the program steps by a fixed number of training steps.
    private static Choice between(Between between, ProgramStep.Place place) {
        Choice inner = of(between.inner(), place);
        if (place.startsAt(between.from()) && place.endsAt(between.to())) {
            return inner;
        }
        return inner.with("stride", place.clock().applyAsDouble(between.from())
            - place.clock().applyAsDouble(between.to()));
    }

    private static Choice clipped(Threshold t) {
        Choice ddim = Choice.of("ddim").with("clip", t.floor());
        return number(number(ddim, "clip-quantile", t.quantile(), 1), "clip-ceiling", t.ceiling(), t.floor());
    }

    private static Choice multistep(DpmMultistep dpm) {
        boolean third = dpm.order() == 3;
        String id = (dpm.form() == MultistepForm.DATA ? "dpmpp-%dm" : "dpm-solver-%dm").formatted(dpm.order());
        return third ? word(Choice.of(id), "curvature", word(dpm.curvature())) : type(Choice.of(id), dpm.slope());
    }

    /// A call of a block repeats the block from its start, with all outputs since.
    private static Choice singleStep(DpmSingleStep call) {
        if (call.stochastic()) {
            throw UnknownOptionException.of("DPMSolverSinglestepScheduler", "algorithm_type", "sde-dpmsolver++",
                "use DPMSolverMultistepScheduler with it, or dpmsolver++ here");
        }
        int terms = call.order() == 3 && !call.heun() ? 2 : call.order();
        Choice step = number(Choice.of("usf"), "order", terms, 2);
        Choice formed = call.data() ? step : word(step, "prediction", "noise");
        Choice started = number(formed, "start", call.order() - 1, 0);
        return call.order() == 2 && !call.heun() ? word(started, "relaxation", "bh2") : started;
    }

    private static Choice uniPc(UniPc u) {
        int order = StrictMath.max(u.predictor(), u.corrector());
        Choice choice = number(number(Choice.of("unipc-" + order), "predictor", u.predictor(), order), "corrector",
            u.corrector(), order);
        Choice formed = u.form() == MultistepForm.NOISE ? word(choice, "form", "noise") : choice;
        Choice weighted = u.variant() == UniPc.Variant.BH1 ? word(formed, "variant", "bh1") : formed;
        return flag(weighted, "correct-last", u.again() > 0);
    }

    private static Choice saSolver(SaSolver s) {
        Choice orders = number(number(Choice.of("sa-solver"), "predictor", s.predictor(), 3), "corrector", s.corrector(), 4);
        Choice noisy = number(number(orders, "tau", s.tau(), 1), "tau-before", s.tauBefore(), s.tau());
        Choice formed = s.form() == MultistepForm.NOISE ? word(noisy, "form", "noise") : noisy;
        return flag(number(formed, "again", s.again(), 0), "few-steps", s.fewSteps());
    }

    /// The program counts time in training steps from 0; ours runs from `1 / N` to 1.
    private static Choice consistency(Consistency c, ProgramStep.Place place) {
        if (Double.isInfinite(c.boundary())) {
            return Choice.of("lcm").with("boundary", new Setting.Flag(false));
        }
        double time = place.clock().applyAsDouble(place.from());
        double perStep = time / (place.from().time() + 1);
        return number(Choice.of("lcm"), "scaling", StrictMath.rint(c.boundary() / perStep * 1e6) / 1e6, 10_000)
            .with("origin", perStep);
    }

    private static String word(DpmPlusPlus3M.Curvature curvature) {
        return switch (curvature) {
            case CONSISTENT -> "consistent";
            case PUBLISHED -> "published";
            case DIFFUSERS_SDE -> "diffusers";
        };
    }

    private static Choice type(Choice choice, SlopeForm form) {
        return form == SlopeForm.TAYLOR ? word(choice, "type", "heun") : choice;
    }

    private static Choice number(Choice choice, String setting, double value, double standard) {
        return value == standard ? choice : choice.with(setting, value);
    }

    private static Choice word(Choice choice, String setting, String value) {
        return choice.with(setting, new Setting.Word(value));
    }

    private static Choice flag(Choice choice, String setting, boolean value) {
        return value ? choice.with(setting, new Setting.Flag(true)) : choice;
    }
}
