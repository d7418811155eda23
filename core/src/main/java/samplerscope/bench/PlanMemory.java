package samplerscope.bench;

import java.util.HashSet;
import java.util.Set;
import samplerscope.solver.Op;
import samplerscope.solver.Plan;
import samplerscope.solver.Slot;

/// How many tensors of the state's size a plan keeps at once, read off the plan.
final class PlanMemory {

    private PlanMemory() {}

    /// Every register that a step writes and the state itself, with the outputs of earlier steps that it or a later step
    /// still reads; the largest over all steps.
    static int tensors(Plan plan) {
        int most = 0;
        for (int i = 0; i < plan.steps().size(); i++) {
            most = StrictMath.max(most, registers(plan, i) + remembered(plan, i));
        }
        return most;
    }

    private static int registers(Plan plan, int step) {
        Set<Slot> written = new HashSet<>();
        written.add(Slot.X);
        for (Op op : plan.steps().get(step).ops()) {
            if (!(op instanceof Op.Remember)) {
                written.add(op.into());
            }
        }
        return written.size();
    }

    /// The step's own output counts too: it is made before the outputs that it replaces are let go.
    private static int remembered(Plan plan, int step) {
        int forms = 0;
        for (int past = 0; past <= step; past++) {
            if (plan.memory().get(past).lastUser() >= step) {
                forms += plan.memory().get(past).forms().size();
            }
        }
        return forms;
    }
}
