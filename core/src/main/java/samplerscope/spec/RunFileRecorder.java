package samplerscope.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import samplerscope.metric.Estimate;
import samplerscope.run.Outcome;
import samplerscope.run.Snapshot;
import samplerscope.run.StepRecord;

/// Makes a run file from the records of a run as they come, so that nobody has to keep them.
///
/// At every moment it can make the file of what has happened so far. For one thread.
public final class RunFileRecorder {

    private final Resolved run;
    private final RunFile.Environment environment;
    private final RunFile.StateFacts initial;
    private final List<RunFile.StepFacts> steps = new ArrayList<>();

    /// @param initial state before the first step
    public RunFileRecorder(Resolved run, Engine engine, Snapshot initial) {
        this.run = run;
        this.environment = RunFile.Environment.of(engine, initial);
        this.initial = Fingerprint.of(initial);
    }

    public void add(StepRecord.Denoised record) {
        steps.add(new RunFile.StepFacts(record.index(), record.nfe(), record.nanos() * 1e-9,
            Fingerprint.of(record.state())));
    }

    /// The file, given how the run ended. A run that was stopped after its last step has completed.
    public RunFile file(Outcome outcome, Map<String, String> modelFiles, Map<String, Estimate> metrics) {
        var plan = run.plan();
        boolean whole = !steps.isEmpty() && steps.getLast().step() == plan.steps().size() - 1;
        RunFile.Ending ending = whole && outcome instanceof Outcome.Cancelled ? new RunFile.Ending.Completed()
            : RunFile.Ending.of(outcome);
        var facts = new RunFile.PlanFacts(Fingerprint.of(plan), run.nfe(), plan.strategy().grid().levels());
        return new RunFile(run.spec(), environment, facts, modelFiles, initial, steps, ending, metrics);
    }
}
