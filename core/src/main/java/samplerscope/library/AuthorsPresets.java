package samplerscope.library;

import java.util.List;
import samplerscope.registry.Setting;
import samplerscope.solver.Layout;
import samplerscope.spec.Choice;

/// Solvers as their authors released them, with the options that their code has when nothing is said, or that its
/// documentation recommends.
final class AuthorsPresets {

    /// DPM-Solver's multistep runs fall in order at their end only below this many steps.
    private static final int FALLING_BELOW = 10;

    private static final String DPM_SOLVER = "Lu et al. 2022, arXiv:2211.01095, released code, multistep";
    private static final String FALLING = "orders fall at the end only below 10 steps";
    private static final String HALVED = "half of the second derivative, which makes it second order";
    private static final String UNIPC = "Zhao et al. 2023, arXiv:2302.04867, released code";

    private AuthorsPresets() {}

    static List<Preset> all() {
        return List.of(referenceThird(),
            multistep("dpmpp-2m", "DPM-Solver++(2M)", 2, true, FALLING + ", so that from 10 on the last, very long "
                + "step is taken at second order"),
            multistep("dpmpp-3m", "DPM-Solver++(3M)", 3, true, HALVED + ", and " + FALLING),
            multistep("dpm-solver-2m", "DPM-Solver-2 (multistep)", 2, false, FALLING),
            multistep("dpm-solver-3m", "DPM-Solver-3 (multistep)", 3, true, HALVED + ", and " + FALLING),
            fast("dpm-solver-fast", "DPM-Solver-fast", "noise"),
            fast("dpmpp-fast", "DPM-Solver++-fast", "data"),
            uniPc(2, "bh1", false, "B(h) = h, which is the default there, in place of e^h - 1"),
            uniPc(3, "bh1", false, "B(h) = h, which is the default there, in place of e^h - 1"),
            uniPc(3, "bh2", false, "nothing: the same numbers"),
            uniPc(3, "vary", true, "its corrector multiplies by part of its matrix only, which makes it first order"),
            halfCorrector(), ipndmV(), ipndm());
    }

    /// Nothing but the missing factor.
    private static Preset referenceThird() {
        Choice right = Choice.of("dpmpp-3m");
        return new Preset("reference-3m", "DPM-Solver++(3M), reference", Preset.Origin.AUTHORS, "dpmpp-3m",
            "Lu et al. 2022, arXiv:2211.01095, released code, multistep_dpm_solver_third_update",
            "half of the second derivative, a missing factor 2 in every public implementation, which makes it second "
                + "order instead of third", true, Preset.Range.ANY,
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-lambda", steps), List.of(halved(right))),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-lambda", steps), List.of(right)));
    }

    private static Choice halved(Choice third) {
        return third.with("curvature", new Setting.Word("published"));
    }

    private static Preset multistep(String solver, String name, int order, boolean faulty, String difference) {
        Choice right = Choice.of(solver);
        return new Preset("authors-" + solver, name + ", as its authors have it", Preset.Origin.AUTHORS, solver,
            DPM_SOLVER, difference, faulty, Preset.Range.ANY,
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps),
                List.of(falling(order == 3 ? halved(right) : right, steps >= order && steps < FALLING_BELOW))),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps), List.of(right)));
    }

    /// In a run of fewer steps than its order a program lets orders rise and never fall.
    private static Choice falling(Choice choice, boolean falls) {
        return falls ? choice : choice.with(Layout.LOWER_ORDER_FINAL.id(), new Setting.Flag(false));
    }

    /// A budget of evaluations as single steps of order 3 and shorter ones at the end, even in lambda.
    private static Preset fast(String id, String name, String form) {
        return new Preset("authors-" + id, name + ", as its authors have it", Preset.Origin.AUTHORS, "dpm-fast",
            "Lu et al. 2022, arXiv:2206.00927, App. D.3; arXiv:2211.01095, released code, singlestep",
            "nothing: the same numbers", false, Preset.Range.ANY, Recipe.fast(form), Recipe.fast(form));
    }

    private static Preset uniPc(int order, String variant, boolean faulty, String difference) {
        String family = "unipc-" + order;
        Choice right = Choice.of(family);
        boolean vary = variant.equals("vary");
        Choice theirs = right.with("variant", new Setting.Word(vary ? "vary-published" : variant));
        Choice ours = vary ? right.with("variant", new Setting.Word("vary")) : right;
        return new Preset("authors-%s-%s".formatted(family, variant),
            "UniPC-%d (%s), as its authors have it".formatted(order, vary ? "vary_coeff" : variant),
            Preset.Origin.AUTHORS, family, UNIPC, difference, faulty, Preset.Range.ANY,
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps),
                List.of(falling(theirs, steps >= order))),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps), List.of(ours)));
    }

    private static Preset halfCorrector() {
        Choice base = Choice.of("dpm-solver-v3").with("order", 2);
        return new Preset("authors-dpm-solver-v3-half", "DPM-Solver-v3, half corrector, as its authors have it",
            Preset.Origin.AUTHORS, "dpm-solver-v3", "Zheng et al. 2023, arXiv:2310.13268, released code, half",
            "corrects the steps in the noisier half of the clock, where the paper says the cleaner half", true,
            Preset.Range.ANY,
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps),
                List.of(falling(base.with("corrected", new Setting.Word("noisy-half")), steps >= 2))),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps),
                List.of(base.with("corrected", new Setting.Word("clean-half")))));
    }

    private static Preset ipndmV() {
        Choice right = Choice.of("lms");
        return new Preset("authors-ipndm-v", "iPNDM_v, as in the AMED toolbox", Preset.Origin.AUTHORS, "lms",
            "Zhou et al. 2023, arXiv:2312.00094, released toolbox, ipndm_v_sampler",
            "a misplaced parenthesis in its weights of orders 3 and 4, which otherwise are those of LMS: second order "
                + "on uneven steps", true, Preset.Range.ANY,
            (spec, steps) -> Recipe.put(spec, Recipe.grid("karras", steps),
                List.of(right.with("weights", new Setting.Word("ipndm-v")))),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("karras", steps), List.of(right)));
    }

    private static Preset ipndm() {
        Choice right = Choice.of("ipndm");
        return new Preset("authors-ipndm", "iPNDM, as in DEIS", Preset.Origin.AUTHORS, "ipndm",
            "Zhang & Chen 2023, arXiv:2204.13902, released code, ipndm", "nothing: the same numbers", false,
            Preset.Range.ANY, (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps), List.of(right)),
            (spec, steps) -> Recipe.put(spec, Recipe.grid("uniform-t", steps), List.of(right)));
    }
}
