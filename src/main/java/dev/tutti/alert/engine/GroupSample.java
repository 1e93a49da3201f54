package dev.tutti.alert.engine;

import dev.tutti.alert.rule.GroupLabels;
import dev.tutti.alert.rule.Observation;

/** Observation of one group of a rule. */
public record GroupSample(GroupLabels labels, Observation measurement) {}
