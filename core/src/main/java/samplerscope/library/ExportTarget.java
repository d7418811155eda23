package samplerscope.library;

import samplerscope.peer.ScheduleExport;
import samplerscope.peer.diffusers.SchedulerExport;
import samplerscope.peer.kdiffusion.ComfyExport;
import samplerscope.spec.Resolved;

/// Programs that a strategy can be told to.
public enum ExportTarget {
    DIFFUSERS {
        @Override
        public ScheduleExport of(Resolved run) {
            return SchedulerExport.of(run.spec(), run.plan());
        }
    },
    COMFYUI {
        @Override
        public ScheduleExport of(Resolved run) {
            return ComfyExport.of(run.spec(), run.plan());
        }
    };

    /// Takes a moment: what is exported is replayed on a small model.
    ///
    /// @throws samplerscope.peer.UnexportableException with the first step that the program cannot be told
    public abstract ScheduleExport of(Resolved run);
}
