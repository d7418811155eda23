/// Texts that a model is asked for and whose answers rules can check: sorting, sums, brackets, sudokus, JSON,
/// equations.
///
/// A {@link samplerscope.masked.task.TextTask} draws prompts, reads those of a person, and says of an answer whether it
/// is right, or why it is not. It knows characters only; {@link samplerscope.masked.task.TaskText} puts them into the
/// tokens of a model. What a sampler makes of a task is measured in `samplerscope.masked.measure`. Adding a task is one
/// file, and one line in {@link samplerscope.masked.task.TextTasks}.
@NullMarked
package samplerscope.masked.task;

import org.jspecify.annotations.NullMarked;
