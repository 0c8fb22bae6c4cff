package routercost.whatif.pipeline;

import java.math.BigDecimal;

/// One step of a pipeline, with all numbers settled.
///
/// @param id its name
/// @param times how often it happens in one run: calls or units, times the probability that it
///     happens at all
/// @param before what its answers cost beside tokens
/// @param after the same, afterwards
public record Step(
    String id,
    BigDecimal times,
    StepCost work,
    FailureAndWaitCost before,
    FailureAndWaitCost after) {}
