package samplerscope.solver;

import java.util.List;

/// The solvers that ship with the program. Adding one is a file, a line here, and a test.
public final class BuiltInSolvers implements SolverCatalog {
    @Override
    public List<SolverFamily> families() {
        return List.of(
            Ddim.FAMILY,
            Heun.FAMILY,
            DormandPrince5.FAMILY,
            DpmPlusPlus2M.FAMILY,
            Renoise.FAMILY);
    }
}
