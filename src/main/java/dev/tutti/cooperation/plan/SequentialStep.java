package dev.tutti.cooperation.plan;

/** Step of a sequence. */
public record SequentialStep(PanelMember member, SequentialStrategy strategy) {}
