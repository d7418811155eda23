package samplerscope.peer;

import samplerscope.spec.Json;

/// A strategy as another program is told it.
///
/// @param program that it is for
/// @param sampler of the program: a scheduler class, or the name of a sampler
/// @param data    everything the program needs to be told: options and lists
/// @param snippet a Python program that makes the sampler there
public record ScheduleExport(String program, String sampler, Json.Obj data, String snippet) {}
