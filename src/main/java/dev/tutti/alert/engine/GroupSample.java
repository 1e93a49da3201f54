package dev.tutti.alert.engine;

import dev.tutti.alert.rule.Labels;
import dev.tutti.alert.rule.Observation;

/** Observation of one group of a rule. */
public record GroupSample(Labels labels, Observation measurement) {}
