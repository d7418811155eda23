package samplerscope.solver;

import java.util.List;

/// Service interface: a jar that brings solvers.
public interface SolverCatalog {
    List<SolverFamily> families();
}
