package dev.tutti.memory.fact;

/**
 * Number of facts that may be kept, superseded ones counted.
 *
 * @param ofUser about one end user
 * @param ofOwner of all end users of an owner
 */
public record FactBounds(int ofUser, int ofOwner) {}
