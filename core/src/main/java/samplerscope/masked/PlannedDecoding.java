package samplerscope.masked;

/// The loop: plans a step, draws it, tells it.
final class PlannedDecoding<M> implements Decoding {

    private final Course<M> course;
    private final Passes model;
    private final Streams random;
    private int[] state;
    private M memory;
    private int index;

    PlannedDecoding(Course<M> course, int[] start, Passes model, Streams random) {
        this.course = course;
        this.model = model;
        this.random = random;
        this.state = start;
        this.memory = course.opening();
    }

    @Override
    public UnmaskStep step() {
        if (isDone()) {
            throw new IllegalStateException("a step after the last");
        }
        Plan<M> plan = course.plan(state, memory, model);
        Move.Outcome outcome = plan.move().draw(state, random);
        state = outcome.state();
        memory = plan.next().apply(state);
        Plan.Account a = plan.account();
        return new UnmaskStep(index++, model.passes(), model.rows(), model.positions(), a.progress(), a.block(),
            outcome.committed(), outcome.remasked(), state.clone(), a.prediction(), a.view(), a.scalars());
    }

    @Override
    public boolean isDone() {
        return course.isDone(state, memory);
    }

    @Override
    public int[] state() {
        return state.clone();
    }
}
