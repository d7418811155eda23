package samplerscope.solver;

import java.util.List;

/// The solvers that ship with the program, in the order of their lists. Adding one is a file, a line here, and a test.
public final class BuiltInSolvers implements SolverCatalog {
    @Override
    public List<SolverFamily> families() {
        return List.of(
            Ddim.FAMILY,
            Euler.FAMILY,
            DpmPlusPlus2M.FAMILY,
            DpmPlusPlus3M.FAMILY,
            DpmMultistep.SECOND,
            DpmMultistep.THIRD,
            UniPc.UNIP,
            DeisLogRho.FAMILY,
            DeisTab.TAB1,
            DeisTab.TAB2,
            DeisTab.TAB3,
            Lms.RHO_AB,
            Lms.FAMILY,
            IPndm.FAMILY,
            Pndm.PNDM,
            Pndm.PLMS,
            DualFast.FAMILY,
            UniPc.ORDER_1,
            UniPc.ORDER_2,
            UniPc.ORDER_3,
            UniPc.ORDER_4,
            Corrected.FAMILY,
            Compensated.FAMILY,
            UnifiedStep.FAMILY,
            Heun.FAMILY,
            FlowHeun.FAMILY,
            DpmSolver2S.DPM_2,
            DpmSolver2S.FAMILY,
            DpmSolver3S.FAMILY,
            DpmPlusPlus2S.FAMILY,
            DpmPlusPlus3S.FAMILY,
            DpmFast.FAMILY,
            RhoRungeKutta.TWO_STAGES,
            RhoRungeKutta.FAMILY,
            RhoRungeKutta.FOUR_STAGES,
            DormandPrince5.FAMILY,
            Ddpm.FAMILY,
            EulerAncestral.FAMILY,
            Ancestral.DPM_2,
            Ancestral.DPMPP_2S,
            EdmStochastic.FAMILY,
            DpmPlusPlusSde.FAMILY,
            DpmSolver2MSde.FAMILY,
            DpmPlusPlus2MSde.FAMILY,
            DpmPlusPlus3MSde.FAMILY,
            SaSolver.FAMILY,
            Renoise.FAMILY,
            Auto.FAMILY,
            GaussianFirst.FAMILY,
            Teleport.FAMILY,
            DpmSolverV3.FAMILY,
            Consistency.FAMILY,
            Tcd.FAMILY);
    }
}
