package dev.tutti.selection.decision;

/**
 * Verdict of a gate that keeps a request away from a model.
 *
 * @param gate {@code context}, {@code vision}, {@code tools}, {@code json} or {@code allowed}
 * @param reason in words
 */
public record GateVerdict(String model, String gate, String reason) {}
