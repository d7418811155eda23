package samplerscope.masked.measure;

import java.util.OptionalInt;
import samplerscope.masked.task.Verdict;

/// What came of one prompt.
///
/// @param index     of the prompt, from 0
/// @param prompt    of the task
/// @param answer    that was decoded, up to its end
/// @param verdict   of the task
/// @param passes    NFE
/// @param rows      rows evaluated
/// @param positions positions computed, all rows together
/// @param settled   passes after which the model's best guess was right and stayed so; empty where the answer is wrong,
///                  and for tasks whose answers are sampled, where the best guess is no answer
public record TaskTrial(int index, String prompt, String answer, Verdict verdict, int passes, int rows,
                        long positions, OptionalInt settled) {}
