package samplerscope.masked.measure;

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
public record TaskTrial(int index, String prompt, String answer, Verdict verdict, int passes, int rows,
                        long positions) {}
