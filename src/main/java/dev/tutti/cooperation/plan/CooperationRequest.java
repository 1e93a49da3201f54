package dev.tutti.cooperation.plan;

/** One run that is asked for. */
public record CooperationRequest(
    CooperationPlan plan, RunLimits limits, CooperationQuestion question) {}
