package samplerscope.solver;

import java.util.List;

/// The solvers that ship with the program. Adding one is a file, a line here, and a test.
public final class BuiltInSolvers implements SolverCatalog {
    @Override
    public List<SolverFamily> families() {
        return List.of(
            Ddpm.FAMILY,
            Ddim.FAMILY,
            Euler.FAMILY,
            EulerAncestral.FAMILY,
            Heun.FAMILY,
            EdmStochastic.FAMILY,
            Lms.FAMILY,
            DormandPrince5.FAMILY,
            DpmSolver2S.FAMILY,
            DpmSolver3S.FAMILY,
            DpmPlusPlus2M.FAMILY,
            DpmPlusPlus3M.FAMILY,
            DpmPlusPlus2MSde.FAMILY,
            DpmPlusPlus2S.FAMILY,
            DpmPlusPlus3S.FAMILY,
            DpmMultistep.SECOND,
            DpmMultistep.THIRD,
            DeisLogRho.FAMILY,
            DeisTab.TAB1,
            Lms.RHO_AB,
            IPndm.FAMILY,
            Pndm.PNDM,
            Pndm.PLMS,
            RhoRungeKutta.FAMILY,
            SaSolver.FAMILY,
            Consistency.FAMILY,
            Tcd.FAMILY,
            FlowHeun.FAMILY,
            Ancestral.DPM_2,
            Ancestral.DPMPP_2S,
            DpmPlusPlusSde.FAMILY,
            DpmPlusPlus3MSde.FAMILY,
            DpmSolver2MSde.FAMILY,
            UniPc.ORDER_1,
            UniPc.ORDER_2,
            UniPc.ORDER_3,
            UniPc.ORDER_4,
            UniPc.UNIP,
            DeisTab.TAB2,
            DeisTab.TAB3,
            UnifiedStep.FAMILY,
            DpmSolverV3.FAMILY,
            Auto.FAMILY,
            GaussianFirst.FAMILY,
            Teleport.FAMILY,
            Renoise.FAMILY);
    }
}
