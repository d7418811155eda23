package samplerscope.spec;

import java.util.List;
import samplerscope.registry.Setting;
import samplerscope.solver.Threshold;

/// The rows of {@link PublishedName}: data, one row per name.
final class PublishedNames {

    private static final String DDPM = "Ho et al. 2020, arXiv:2006.11239";
    private static final String DDIM = "Song et al. 2021, arXiv:2010.02502";
    private static final String EDM = "Karras et al. 2022, arXiv:2206.00364";
    private static final String K_DIFFUSION = "Crowson 2022, k-diffusion";
    private static final String DPM_SOLVER = "Lu et al. 2022, arXiv:2206.00927";
    private static final String DPMPP = "Lu et al. 2022, arXiv:2211.01095";
    private static final String IMAGEN = "Lu et al. 2022, arXiv:2211.01095; "
        + "Saharia et al. 2022, arXiv:2205.11487, Sec. 2.3";
    private static final String PNDM = "Liu et al. 2022, arXiv:2202.09778";
    private static final String DEIS = "Zhang & Chen 2023, arXiv:2204.13902";
    private static final String UNIPC = "Zhao et al. 2023, arXiv:2302.04867";
    private static final String SA_SOLVER = "Xue et al. 2023, arXiv:2309.05019";
    private static final String DPM_SOLVER_V3 = "Zheng et al. 2023, arXiv:2310.13268";
    private static final String DC_SOLVER = "Zhao et al. 2024, arXiv:2409.03755";
    private static final String DUALFAST = "Yu et al. 2025, arXiv:2506.13058";
    private static final String USF = "Liu et al. 2023, arXiv:2312.07243";
    private static final String TELEPORT = "Wang & Vastola 2024, arXiv:2412.09726";
    private static final String RESTART = "Xu et al. 2023, arXiv:2306.14878";
    private static final String FLOW = "Liu et al. 2022, arXiv:2209.03003";
    private static final String LCM = "Song et al. 2023, arXiv:2303.01469; Luo et al. 2023, arXiv:2310.04378";
    private static final String TCD = "Zheng et al. 2024, arXiv:2402.19159";
    private static final String DORMAND_PRINCE = "Dormand & Prince 1980, J. Comput. Appl. Math. 6";

    static final List<PublishedName> ALL = List.of(
        PublishedName.of("DDPM, small variance", DDPM, 1, Choice.of("ddpm")),
        PublishedName.of("DDPM, large variance", DDPM, 1,
            Choice.of("ddpm").with("variance", new Setting.Word("large"))),
        PublishedName.of("DDIM", DDIM, 1, Choice.of("ddim")),
        PublishedName.of("DDIM, eta = 1", DDIM, 1, Choice.of("ddim").with("eta", 1)),
        PublishedName.of("Euler", EDM, 1, Choice.of("euler")),
        PublishedName.of("Euler ancestral", K_DIFFUSION, 1, Choice.of("euler-a")),
        PublishedName.of("Heun (EDM, deterministic)", EDM, 2, Choice.of("heun")),
        PublishedName.of("Heun with churn (EDM, stochastic)", EDM, 2, Choice.of("edm-stochastic")),
        PublishedName.of("DPM2 (KDPM2)", K_DIFFUSION, 2, Choice.of("dpm-2")),
        PublishedName.of("DPM2 ancestral", K_DIFFUSION, 2, Choice.of("dpm-2-a")),
        PublishedName.of("DPM-Solver-1", DPM_SOLVER, 1, Choice.of("ddim")),
        PublishedName.of("DPM-Solver-2, single-step (midpoint)", DPM_SOLVER, 2, Choice.of("dpm-solver-2s")),
        PublishedName.of("DPM-Solver-2, single-step (Heun type)", DPM_SOLVER, 2,
            Choice.of("dpm-solver-2s").with("r1", 1)),
        PublishedName.of("DPM-Solver-2, single-step (taylor)", DPM_SOLVER, 2,
            Choice.of("dpm-solver-2s").with("type", new Setting.Word("taylor"))),
        PublishedName.of("DPM-Solver-3, single-step", DPM_SOLVER, 3, Choice.of("dpm-solver-3s")),
        PublishedName.of("DPM-Solver-3, single-step (taylor)", DPM_SOLVER, 3,
            Choice.of("dpm-solver-3s").with("type", new Setting.Word("taylor"))),
        PublishedName.of("DPM-Solver-fast (DPM fast)", DPM_SOLVER, 3, Choice.of("dpm-fast")),
        PublishedName.of("DPM-Solver++ fast", DPMPP, 3, Choice.of("dpm-fast").with("form", new Setting.Word("data"))),
        PublishedName.of("DPM-Solver-12, adaptive", DPM_SOLVER, 2,
            Choice.of("dpm-solver-2s"))
            .on(Choice.of("adaptive").with("pair", new Setting.Word("12")).with("form", new Setting.Word("noise"))),
        PublishedName.of("DPM-Solver-23, adaptive (DPM adaptive)", DPM_SOLVER, 3,
            Choice.of("dpm-solver-3s"))
            .on(Choice.of("adaptive").with("pair", new Setting.Word("23")).with("form", new Setting.Word("noise"))),
        PublishedName.of("DPM-Solver++-12, adaptive", DPMPP, 2,
            Choice.of("dpmpp-2s"))
            .on(Choice.of("adaptive").with("pair", new Setting.Word("12")).with("form", new Setting.Word("data"))),
        PublishedName.of("DPM-Solver++-23, adaptive", DPMPP, 3,
            Choice.of("dpmpp-3s"))
            .on(Choice.of("adaptive").with("pair", new Setting.Word("23")).with("form", new Setting.Word("data"))),
        PublishedName.of("DPM-Solver-2, multistep", DPM_SOLVER, 2, Choice.of("dpm-solver-2m")),
        PublishedName.of("DPM-Solver-2, multistep (heun)", DPM_SOLVER, 2,
            Choice.of("dpm-solver-2m").with("type", new Setting.Word("heun"))),
        PublishedName.of("DPM-Solver-3, multistep", DPM_SOLVER, 3, Choice.of("dpm-solver-3m")),
        PublishedName.of("DPM-Solver-3, multistep, as released", DPM_SOLVER, 2,
            Choice.of("dpm-solver-3m").with("curvature", new Setting.Word("published"))),
        PublishedName.of("DPM-Solver++(1)", DPMPP, 1, Choice.of("ddim")),
        PublishedName.of("DPM-Solver++(2S)", DPMPP, 2, Choice.of("dpmpp-2s")),
        PublishedName.of("DPM-Solver++(2S), taylor", DPMPP, 2,
            Choice.of("dpmpp-2s").with("type", new Setting.Word("taylor"))),
        PublishedName.of("DPM-Solver++(3S)", DPMPP, 3, Choice.of("dpmpp-3s")),
        PublishedName.of("DPM-Solver++(2M)", DPMPP, 2, Choice.of("dpmpp-2m")),
        PublishedName.of("DPM-Solver++(2M), heun", DPMPP, 2,
            Choice.of("dpmpp-2m").with("type", new Setting.Word("heun"))),
        PublishedName.of("DPM-Solver++(3M)", DPMPP, 3, Choice.of("dpmpp-3m")),
        PublishedName.of("DPM-Solver++(3M), as released", DPMPP, 2,
            Choice.of("dpmpp-3m").with("curvature", new Setting.Word("published"))),
        PublishedName.of("DPM-Solver++(2M) with dynamic thresholding", IMAGEN, 2,
            Choice.of("dpmpp-2m")).within(new Threshold(0.995, 1, 1e3)),
        PublishedName.of("DPM-Solver++(2S) ancestral", K_DIFFUSION, 2, Choice.of("dpmpp-2s-a")),
        PublishedName.of("SDE-DPM-Solver++(1)", DPMPP, 1, Choice.of("ddim").with("eta", 1)),
        PublishedName.of("SDE-DPM-Solver++(2S), DPM++ SDE", K_DIFFUSION, 2, Choice.of("dpmpp-sde")),
        PublishedName.of("DPM++ SDE, independent draws", K_DIFFUSION, 1,
            Choice.of("dpmpp-sde").with("noise", new Setting.Word("independent"))),
        PublishedName.of("SDE-DPM-Solver++(2M)", DPMPP, 2, Choice.of("dpmpp-2m-sde")),
        PublishedName.of("SDE-DPM-Solver++(2M), heun", DPMPP, 2,
            Choice.of("dpmpp-2m-sde").with("type", new Setting.Word("heun"))),
        PublishedName.of("SDE-DPM-Solver++(3M)", K_DIFFUSION, 2, Choice.of("dpmpp-3m-sde")),
        PublishedName.of("SDE-DPM-Solver++(3M), as released", K_DIFFUSION, 2,
            Choice.of("dpmpp-3m-sde").with("curvature", new Setting.Word("published"))),
        PublishedName.of("SDE-DPM-Solver(2M)", DPMPP, 2, Choice.of("dpm-solver-2m-sde")),
        PublishedName.of("PNDM", PNDM, 2, Choice.of("pndm")),
        PublishedName.of("PLMS", PNDM, 2, Choice.of("plms")),
        PublishedName.of("LMS-1", K_DIFFUSION, 1, Choice.of("lms").with("order", 1)),
        PublishedName.of("LMS-2", K_DIFFUSION, 2, Choice.of("lms").with("order", 2)),
        PublishedName.of("LMS-3", K_DIFFUSION, 3, Choice.of("lms").with("order", 3)),
        PublishedName.of("LMS-4", K_DIFFUSION, 4, Choice.of("lms").with("order", 4)),
        PublishedName.of("iPNDM-1", DEIS, 1, Choice.of("ipndm").with("order", 1)),
        PublishedName.of("iPNDM-2", DEIS, 2, Choice.of("ipndm").with("order", 2)),
        PublishedName.of("iPNDM-3", DEIS, 2, Choice.of("ipndm").with("order", 3)),
        PublishedName.of("iPNDM-4", DEIS, 2, Choice.of("ipndm").with("order", 4)),
        PublishedName.of("DEIS tAB0", DEIS, 1, Choice.of("ddim")),
        PublishedName.of("DEIS tAB1", DEIS, 2, Choice.of("deis-tab1")),
        PublishedName.of("DEIS tAB2", DEIS, 3, Choice.of("deis-tab2")),
        PublishedName.of("DEIS tAB3", DEIS, 4, Choice.of("deis-tab3")),
        PublishedName.of("DEIS rhoAB0", DEIS, 1, Choice.of("deis-rho-ab").with("degree", 0)),
        PublishedName.of("DEIS rhoAB1", DEIS, 2, Choice.of("deis-rho-ab").with("degree", 1)),
        PublishedName.of("DEIS rhoAB2", DEIS, 3, Choice.of("deis-rho-ab").with("degree", 2)),
        PublishedName.of("DEIS rhoAB3", DEIS, 4, Choice.of("deis-rho-ab").with("degree", 3)),
        PublishedName.of("DEIS log-rho AB1", DEIS, 2, Choice.of("deis-log-rho").with("degree", 1)),
        PublishedName.of("DEIS log-rho AB2", DEIS, 3, Choice.of("deis-log-rho").with("degree", 2)),
        PublishedName.of("DEIS log-rho AB3", DEIS, 4, Choice.of("deis-log-rho").with("degree", 3)),
        PublishedName.of("DEIS rhoRK-2heun", DEIS, 2,
            Choice.of("rho-rk-2").with("tableau", new Setting.Word("2heun"))),
        PublishedName.of("DEIS rhoRK-2mid", DEIS, 2, Choice.of("rho-rk-2").with("tableau", new Setting.Word("2mid"))),
        PublishedName.of("DEIS rhoRK-2ral", DEIS, 2, Choice.of("rho-rk-2").with("tableau", new Setting.Word("2ral"))),
        PublishedName.of("DEIS rhoRK-3kutta", DEIS, 3,
            Choice.of("rho-rk").with("tableau", new Setting.Word("3kutta"))),
        PublishedName.of("DEIS rhoRK-3heun", DEIS, 3, Choice.of("rho-rk").with("tableau", new Setting.Word("3heun"))),
        PublishedName.of("DEIS rhoRK-3ral", DEIS, 3, Choice.of("rho-rk").with("tableau", new Setting.Word("3ral"))),
        PublishedName.of("DEIS rhoRK-3vdh", DEIS, 3, Choice.of("rho-rk").with("tableau", new Setting.Word("3vdh"))),
        PublishedName.of("DEIS rhoRK-3ssprk", DEIS, 3,
            Choice.of("rho-rk").with("tableau", new Setting.Word("3ssprk"))),
        PublishedName.of("DEIS rhoRK-4rk", DEIS, 4, Choice.of("rho-rk-4")),
        PublishedName.of("UniP-1", UNIPC, 1, Choice.of("unip").with("order", 1)),
        PublishedName.of("UniP-2", UNIPC, 2, Choice.of("unip").with("order", 2)),
        PublishedName.of("UniP-3", UNIPC, 3, Choice.of("unip").with("order", 3)),
        PublishedName.of("UniP-4", UNIPC, 4, Choice.of("unip").with("order", 4)),
        PublishedName.of("UniP-3, varying coefficients", UNIPC, 3,
            Choice.of("unip").with("variant", new Setting.Word("vary"))),
        PublishedName.of("UniPC-1, B2(h)", UNIPC, 2, Choice.of("unipc-1")),
        PublishedName.of("UniPC-2, B2(h)", UNIPC, 3, Choice.of("unipc-2")),
        PublishedName.of("UniPC-3, B2(h)", UNIPC, 4, Choice.of("unipc-3")),
        PublishedName.of("UniPC-4, B2(h)", UNIPC, 5, Choice.of("unipc-4")),
        PublishedName.of("UniPC-1, B1(h)", UNIPC, 2, Choice.of("unipc-1").with("variant", new Setting.Word("bh1"))),
        PublishedName.of("UniPC-2, B1(h)", UNIPC, 3, Choice.of("unipc-2").with("variant", new Setting.Word("bh1"))),
        PublishedName.of("UniPC-3, B1(h)", UNIPC, 4, Choice.of("unipc-3").with("variant", new Setting.Word("bh1"))),
        PublishedName.of("UniPC-4, B1(h)", UNIPC, 5, Choice.of("unipc-4").with("variant", new Setting.Word("bh1"))),
        PublishedName.of("UniPC-2, varying coefficients", UNIPC, 3,
            Choice.of("unipc-2").with("variant", new Setting.Word("vary"))),
        PublishedName.of("UniPC-3, varying coefficients", UNIPC, 4,
            Choice.of("unipc-3").with("variant", new Setting.Word("vary"))),
        PublishedName.of("UniPC-3, varying coefficients, as released", UNIPC, 1,
            Choice.of("unipc-3").with("variant", new Setting.Word("vary-published"))),
        PublishedName.of("UniPC-3, noise prediction", UNIPC, 4,
            Choice.of("unipc-3").with("form", new Setting.Word("noise"))),
        PublishedName.of("UniPC-3, PECE", UNIPC, 4,
            Choice.of("unipc-3").with("evaluate-again", new Setting.Flag(true))),
        PublishedName.of("UniPC-3, predictor only", UNIPC, 3, Choice.of("unipc-3").with("corrector", 0)),
        PublishedName.of("UniPC-3, last step corrected", UNIPC, 4,
            Choice.of("unipc-3").with("correct-last", new Setting.Flag(true))),
        PublishedName.of("UniC-1 on DDIM", UNIPC, 2,
            Choice.of("unic").with("predictor", new Setting.Word("ddim")).with("order", 1)),
        PublishedName.of("UniC-2 on DPM-Solver++(2M)", UNIPC, 3, Choice.of("unic")),
        PublishedName.of("UniC-3 on DPM-Solver++(3M)", UNIPC, 4,
            Choice.of("unic").with("predictor", new Setting.Word("dpmpp-3m")).with("order", 3)),
        PublishedName.of("UniC-2 on iPNDM", UNIPC, 3, Choice.of("unic").with("predictor", new Setting.Word("ipndm"))),
        PublishedName.of("SA-Solver", SA_SOLVER, 2, Choice.of("sa-solver")),
        PublishedName.of("SA-Solver, tau = 0", SA_SOLVER, 4, Choice.of("sa-solver").with("tau", 0)),
        PublishedName.of("SA-Solver, predictor only", SA_SOLVER, 2, Choice.of("sa-solver").with("corrector", 0)),
        PublishedName.of("DPM-Solver-v3", DPM_SOLVER_V3, 3, Choice.of("dpm-solver-v3")),
        PublishedName.of("DC-Solver", DC_SOLVER, 4, Choice.of("dc-solver")),
        PublishedName.of("DualFast-DDIM", DUALFAST, 1, Choice.of("dualfast")),
        PublishedName.of("Unified sampling framework", USF, 2, Choice.of("usf")),
        PublishedName.of("Gaussian teleportation", TELEPORT, 4, Choice.of("unipc-3")).on(Choice.of("teleported")),
        PublishedName.of("Restart sampling", RESTART, 2, Choice.of("heun")).on(Choice.of("restart")),
        PublishedName.of("Flow-matching Euler", FLOW, 1, Choice.of("euler")).through(Choice.of("flow")),
        PublishedName.of("Flow-matching Heun", FLOW, 2, Choice.of("flow-heun")).through(Choice.of("flow")),
        PublishedName.of("LCM", LCM, 0, Choice.of("lcm")),
        PublishedName.of("Consistency model, multistep", LCM, 0,
            Choice.of("lcm").with("boundary", new Setting.Flag(false))),
        PublishedName.of("TCD", TCD, 0, Choice.of("tcd")),
        PublishedName.of("RK45", DORMAND_PRINCE, 5, Choice.of("dopri5")),
        PublishedName.of("Fixed fine reference", DORMAND_PRINCE, 5,
            Choice.of("dopri5")).on(Choice.of("uniform-lambda").with("steps", 320)));

    private PublishedNames() {}
}
